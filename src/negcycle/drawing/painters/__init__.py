"""Painters: one scene as SVG, PDF, PNG, a Matplotlib figure, a web page or plain text.

Import a painter where it is used: `mpl` loads Matplotlib.
"""

from __future__ import annotations
