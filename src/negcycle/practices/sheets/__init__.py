"""A practice on paper: its answers, what they become, and the files in which they stand."""
