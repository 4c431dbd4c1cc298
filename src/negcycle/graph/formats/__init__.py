"""How a graph is written and read: one file for each format, and what they share."""
