"""The reference of a published model, by its name or from the model itself."""

from __future__ import annotations

from negcycle.errors import UnknownName
from negcycle.model.citation import Citation
from negcycle.simulation.published import PUBLISHED, PublishedModel
from negcycle.words import did_you_mean, say


def cite(model: str | PublishedModel | type[PublishedModel]) -> str:
    """Return the reference of a published model in one line.

    Where its equations are from memory and were not read, the line ends with ``(recalled)``.

    Args:
        model: A model, its class, or its name, such as ``"strogatz"``; the key of a reference, such
            as ``"strogatz-1988"``, does as well.

    Raises:
        UnknownName: if no published model is called this.

    Example:
        >>> cite("sprott")
        'Sprott, J. C. (2004). Dynamical models of love. Nonlinear Dynamics, Psychology, and Life
        Sciences, 8(3), 303-314. (recalled)'
    """
    citation = _by_name(model) if isinstance(model, str) else getattr(model, "citation", None)
    if not isinstance(citation, Citation):
        name = model if isinstance(model, str) else getattr(model, "__name__", type(model).__name__)
        hint = did_you_mean(str(name), PUBLISHED)
        known = ", ".join(PUBLISHED)
        raise UnknownName(
            say("cite.unknown", name=name, hint=hint, known=known), str(name), tuple(PUBLISHED)
        )
    return citation.line


def _by_name(name: str) -> Citation | None:
    wanted = name.casefold()
    for key, model in PUBLISHED.items():
        if wanted in {key, model.__name__.casefold(), model.citation.key}:
            return model.citation
    return None
