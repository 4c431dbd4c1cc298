"""How strong a loop is, why, and which link counts most in it."""
