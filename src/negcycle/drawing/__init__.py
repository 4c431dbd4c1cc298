"""How it looks: first a scene as plain data, then a painter."""

from __future__ import annotations
