"""The search in machine code, made by numba (extra `fast`)."""
