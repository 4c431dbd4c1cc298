"""The search in plain Python, which needs nothing to be loaded and is enough for most graphs."""
