"""Many couples at once: what differs between them, what acts on them, and what becomes of each."""
