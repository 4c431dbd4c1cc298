"""Ways to search a graph for loops: plain Python, and machine code where numba is installed."""
