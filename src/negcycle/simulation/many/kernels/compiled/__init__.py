"""Many couples in machine code, made by numba: every part is a loop over lanes, side by side."""
