"""Which feedback loops there are, and what they are called."""
