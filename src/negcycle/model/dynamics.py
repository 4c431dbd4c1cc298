"""The few numbers behind a simulation; none is estimated from data, and each has a default."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from negcycle.model.base import Frozen
from negcycle.model.faults import as_text, fault, shown
from negcycle.model.parameters import DefaultSet


def _to_number(value: object) -> object:
    """Refuse true and false, which Python takes for 1 and 0; and take -0 for 0."""
    if isinstance(value, bool):
        raise fault("not-a-number", "fault.not-a-number", value=shown(value))
    return 0.0 if isinstance(value, float) and value == 0.0 else value


Number = Annotated[float, BeforeValidator(_to_number)]
Share = Annotated[Number, Field(ge=0, le=1)]
Positive = Annotated[Number, Field(gt=0)]
NotNegative = Annotated[Number, Field(ge=0)]


def plus_or_minus(value: object) -> object:
    """Read a sign however people write it."""
    text = as_text(value).strip().removesuffix(".0")
    if text in {"+", "+1", "1"}:
        return 1
    if text in {"-", "-1", "\N{MINUS SIGN}1", "\N{MINUS SIGN}"}:
        return -1
    raise fault("not-a-sign", "fault.not-a-sign", value=shown(value))


Sign = Annotated[
    Literal[1, -1],
    BeforeValidator(plus_or_minus),
]
"""+1 or -1."""


class PartnerDynamics(Frozen):
    """The numbers of one partner in this cycle; None means the default."""

    expected: ClassVar[str] = "fault.expected-dynamics"

    need: Share | None = None
    """Need for closeness here and now, net of the need for room. 0 to 1, without unit."""
    reactivity: Positive | None = None
    """How much of what lands is passed on when closed. Above 0, without unit."""
    openness: Share | None = None
    """Openness when calm and unresentful. 0 to 1, without unit."""
    answer: Sign | None = None
    """+1: alone reaches harder, crowded pulls back; -1: alone pulls away, crowded pushes back."""


class Dynamics(Frozen):
    """The numbers of the couple; None means the default. Times are in turns, one exchange each."""

    expected: ClassVar[str] = "fault.expected-couple-dynamics"

    defaults: DefaultSet | None = None
    """The named set of numbers for what is left open, such as ``illustrative-1``."""
    turn: Positive | None = None
    """Time constant of a reaction, the unit of time."""
    tau_open: Positive | None = None
    """Turns to open up or shut down."""
    tau_bond: Positive | None = None
    """Turns of contact over which resentment builds or heals."""
    forget: NotNegative | None = None
    """Resentment lost in ordinary contact, relative to the rate at which it builds."""
    repair: NotNegative | None = None
    """Resentment healed when both are open and in contact, relative to the same rate."""
    delay: NotNegative | None = None
    """Turns until a behavior is answered."""
    noise: NotNegative | None = None
    """Standard deviation of the random input."""
    tau_noise: Positive | None = None
    """Turns over which the random input stays alike."""
