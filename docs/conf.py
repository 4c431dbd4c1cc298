"""How the docs are built: from Markdown, without the network, and every warning is an error."""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.ext.napoleon import GoogleDocstring

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "negcycle"
author = "negcycle contributors"
copyright = "2026, negcycle contributors"
release = metadata.version("negcycle")

extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["changes/*"]

html_theme = "furo"
html_title = "negcycle"
html_static_path = ["_static"]
html_css_files = ["console.css"]
html_show_sphinx = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 2  # so that one page can lead to a section of another

# Code cells run each time the docs are built, and one that fails stops the build. They work in an
# empty folder, and find here what a reader has.
nb_execution_mode = "force"
nb_render_markdown_format = "gfm"
nb_execution_in_temp = True
os.environ["NEGCYCLE_FOLDER"] = str(Path(__file__).parents[1])
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_member_order = "bysource"
# What a model tells pydantic and its base class is no news for a reader.
autodoc_default_options = {"exclude-members": "expected, model_config, other_spellings, shorthand"}
default_role = "code"  # as the docstrings mean it
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"

# Public names of negcycle must lead somewhere. Those of other packages live on the network, and
# inner ones (`negcycle.model.chain.Entries`) are shown without a link.
nitpick_ignore_regex = [("py:.*", r"(?!negcycle\.(errors\.)?[^.]+$).*")]


def read_google_style(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Read a docstring as Napoleon does, but leave the first line of an attribute's as it is.

    Napoleon takes that line for `type: description`, and tears apart a sentence with a colon in it.
    What is indented in the docstring of a module is code or a drawing, and stays as it is.
    """
    shown = as_blocks(lines) if what == "module" else lines
    lines[:] = GoogleDocstring(shown).lines()


def as_blocks(lines: list[str]) -> list[str]:
    """Say before each indented block, in the language of Sphinx, that it is one."""
    made: list[str] = []
    inside = False
    for line in lines:
        begins = line.startswith("    ") and not inside
        made += ["::", "", line] if begins else [line]
        inside = begins or (inside and line[:1] in {"", " "})
    return made


def setup(app: Sphinx) -> None:
    """Read every docstring that autodoc finds in Google style."""
    app.connect("autodoc-process-docstring", read_google_style)
