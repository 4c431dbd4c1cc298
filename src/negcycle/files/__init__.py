"""What comes from outside: case files, their schema, the examples."""

from __future__ import annotations
