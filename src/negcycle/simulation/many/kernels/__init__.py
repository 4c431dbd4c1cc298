"""Ways to step many couples forward: NumPy, and machine code where numba is installed."""
