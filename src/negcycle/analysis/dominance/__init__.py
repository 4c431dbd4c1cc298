"""Which loops make a run go the way it goes, and when."""
