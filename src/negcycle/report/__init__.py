"""What is handed over: what was found, in plain sentences."""
