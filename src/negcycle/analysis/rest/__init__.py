"""Where a model comes to rest, whether it stays there, and what happens as a number is turned."""
