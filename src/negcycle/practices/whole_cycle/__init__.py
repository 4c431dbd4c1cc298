"""The cycle as a whole: where it can change, as others would tell it, and turned around."""
