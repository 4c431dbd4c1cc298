"""Inputs over time: what happens to the couple, and what they try."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, cast

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    SerializeAsAny,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from negcycle.model.base import Frozen
from negcycle.model.dynamics import NotNegative, Number, Positive, Share
from negcycle.model.faults import (
    as_text,
    carried,
    choices,
    cut,
    fault,
    shown,
    together,
    unknown_field,
)

BOTH = "both"
"""Stands for all partners wherever a plan names one."""


_DAYS = r"\d+(\.\d+)?d"
_TURNS = r"(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"


def _to_time(value: object) -> float | str:
    """Read a time: a number of turns, or days such as ``7d``."""
    text = as_text(value).strip()
    in_days = re.fullmatch(_DAYS, text, re.ASCII)
    known = in_days or re.fullmatch(rf"[+-]?{_TURNS}", text, re.ASCII)
    turns = float(text.removesuffix("d")) if known else math.nan
    if not math.isfinite(turns):
        raise fault("not-a-time", "fault.not-a-time", value=shown(value))
    if turns < 0:
        raise fault("negative-time", "fault.negative-time", value=shown(value))
    return text if in_days else turns


Time = Annotated[
    float | str,
    BeforeValidator(_to_time),
]
"""Turns as a number, or days as a text such as ``"7d"``."""

Strength = Annotated[Number, Field(gt=0, le=1)]
Key = Annotated[str, Field(min_length=1)]


class Felt(StrEnum):
    """On which side something lands: too far, or too close."""

    ABSENCE = "absence"
    PRESSURE = "pressure"


class When(Frozen):
    """A condition that starts an input each time it becomes true; exactly one of the three."""

    expected: ClassVar[str] = "fault.expected-when"

    flooded: Share | None = None
    """Some partner's secondary emotion is at least this strong."""
    resentful: Share | None = None
    """Some partner's resentment is at least this high."""
    position: Literal["pursue", "withdraw"] | None = None
    """Some partner is in this position."""

    @model_validator(mode="after")
    def _exactly_one(self) -> When:
        if sum(value is not None for _, value in self) != 1:
            raise fault("when", "fault.when-one")
        return self


class PlanItem(Frozen):
    """One input. It starts `at` a time, `every` so often, or `when` something is the case."""

    model_config = ConfigDict(defer_build=True)  # most cases have no plan

    kind: ClassVar[str]
    """The field that says what this item is, such as ``"softening"``."""
    timed: ClassVar[bool] = True

    at: Time | None = None
    """When it starts; with `every`, when it starts for the first time."""
    every: Time | None = None
    """How long from one start to the next."""
    when: When | None = None
    """The condition that starts it."""
    for_: Annotated[Time | None, Field(alias="for")] = None
    """How long it lasts."""

    @model_validator(mode="after")
    def _starts_once(self) -> PlanItem:
        if not self.timed:
            return self
        if self.when is not None and (self.at is not None or self.every is not None):
            raise fault("two-starts", "fault.two-starts")
        if self.at is None and self.every is None and self.when is None:
            raise fault("no-start", "fault.no-start", kind=self.kind)
        if self.every is not None and _is_zero(self.every):
            raise fault("every-zero", "fault.every-zero")
        if self.for_ is not None and _is_zero(self.for_):
            raise fault("for-zero", "fault.for-zero")
        return self

    @property
    def uses_days(self) -> bool:
        """Whether some time of this item is written in days."""
        return any(isinstance(time, str) for time in self.times())

    def times(self) -> tuple[float | str, ...]:
        """Return the times of this item as they are written."""
        return tuple(time for time in (self.at, self.every, self.for_) if time is not None)

    def partners(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Return the path of each field that names a partner, with the name."""
        return ()


def _is_zero(time: float | str) -> bool:
    return float(str(time).removesuffix("d")) == 0


class _Untimed(PlanItem):
    """An item that describes the plan and starts nothing."""

    timed: ClassVar[bool] = False

    @model_validator(mode="after")
    def _has_no_time(self) -> _Untimed:
        if self.times() or self.when is not None:
            raise fault("timed-day", "fault.timed-day", kind=self.kind)
        return self


class DayLength(Frozen):
    """How a day is divided, in turns."""

    expected: ClassVar[str] = "fault.expected-day"

    turns: Positive
    """Turns in a day."""
    together: NotNegative
    """How many of them the partners are in contact."""

    @model_validator(mode="after")
    def _fits(self) -> DayLength:
        if self.together > self.turns:
            raise fault("day", "fault.day-too-short", together=self.together, turns=self.turns)
        return self


class Day(_Untimed):
    """Says how long a day is; only then may times be written as days."""

    kind: ClassVar[str] = "day"
    day: DayLength


class Trigger(PlanItem):
    """Something happens that one partner feels as absence or as pressure."""

    kind: ClassVar[str] = "trigger"
    trigger: Key
    felt: Felt
    strength: Strength = 1.0

    def partners(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return ((("trigger",), self.trigger),)


class Softening(PlanItem):
    """Help to open up for whoever pursues when it starts."""

    kind: ClassVar[str] = "softening"
    softening: Strength


class Reengagement(PlanItem):
    """Help to open up for whoever withdraws when it starts."""

    kind: ClassVar[str] = "reengagement"
    reengagement: Strength


class _Opening(PlanItem):
    """Help to open up for a named partner, or for both."""

    strength: Strength = 1.0

    def partners(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return (((self.kind,), str(getattr(self, self.kind))),)


class Open(_Opening):
    """A partner opens up."""

    kind: ClassVar[str] = "open"
    open: Key


class PauseRiskReach(_Opening):
    """A partner pauses, feels what is underneath and reaches."""

    kind: ClassVar[str] = "pause_risk_reach"
    pause_risk_reach: Key


class FiveSteps(_Opening):
    """A partner goes through the five steps and shares the last two."""

    kind: ClassVar[str] = "five_steps"
    five_steps: Key


class RepairAttempt(_Opening):
    """A partner makes a peace gesture in the heat of it."""

    kind: ClassVar[str] = "repair_attempt"
    repair_attempt: Key


class CheckIn(_Opening):
    """The partners sit down to open up to each other."""

    kind: ClassVar[str] = "check_in"
    check_in: Key
    within: Time | None = None
    """With `when`: the longest time until it happens."""

    @model_validator(mode="after")
    def _waits_for_something(self) -> CheckIn:
        if self.within is not None and self.when is None:
            raise fault("within", "fault.within-without-when")
        return self

    def times(self) -> tuple[float | str, ...]:
        return (*super().times(), *([] if self.within is None else [self.within]))


class TimeoutTerms(Frozen):
    """How a break is taken."""

    expected: ClassVar[str] = "fault.expected-timeout"

    for_: Annotated[Time | None, Field(alias="for")] = None
    """How long; without it, and without a return, until the next day."""
    return_: Annotated[bool, Field(alias="return")]
    """Whether the one who leaves says so and comes back to it."""
    by: Key | None = None
    """Who leaves; None means whoever is flooded more."""

    @model_validator(mode="after")
    def _comes_back_some_time(self) -> TimeoutTerms:
        if self.return_ and self.for_ is None:
            raise fault("no-return-time", "fault.no-return-time")
        if self.for_ is not None and _is_zero(self.for_):
            raise fault("for-zero", "fault.for-zero")
        return self


class Timeout(PlanItem):
    """A break in contact, with or without coming back."""

    kind: ClassVar[str] = "timeout"
    timeout: TimeoutTerms

    @model_validator(mode="after")
    def _lasts_once(self) -> Timeout:
        if self.for_ is not None:
            raise fault("for-outside", "fault.for-outside-timeout")
        return self

    def times(self) -> tuple[float | str, ...]:
        length = self.timeout.for_
        return (*super().times(), *([] if length is None else [length]))

    def partners(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return () if self.timeout.by is None else ((("timeout", "by"), self.timeout.by),)


class Stress(PlanItem):
    """Outside pressure: everybody's reactivity is multiplied by this."""

    kind: ClassVar[str] = "stress"
    stress: Positive


KINDS: dict[str, type[PlanItem]] = {
    item.kind: item
    for item in (
        Day,
        Trigger,
        Softening,
        Reengagement,
        Open,
        PauseRiskReach,
        FiveSteps,
        RepairAttempt,
        CheckIn,
        Timeout,
        Stress,
    )
}
"""Every kind of plan item under the field that names it."""


def _to_item(value: object) -> PlanItem:
    if isinstance(value, PlanItem):
        return value
    if not isinstance(value, Mapping):
        raise fault("wrong-kind", "fault.expected-item", value=shown(value))
    fields = cast("Mapping[str, object]", value)
    kinds = [name for name in KINDS if name in fields]
    if len(kinds) > 1:
        raise fault("two-kinds", "fault.two-kinds", kinds=" and ".join(f"'{k}'" for k in kinds))
    if not kinds:
        others = [cut(as_text(name)) for name in fields if name not in PlanItem.field_names()]
        if others:
            raise together([((name,), unknown_field(name, KINDS), None) for name in others])
        raise fault("no-kind", "fault.no-kind", hint=choices(KINDS))
    return KINDS[kinds[0]].model_validate(fields)


def _to_items(value: object) -> tuple[PlanItem, ...]:
    """Read a list of items; each may be of any kind."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise fault("wrong-kind", "fault.expected-plan", value=shown(value))
    items: list[PlanItem] = []
    faults: list[Any] = []
    for index, item in enumerate(cast("Iterable[object]", value)):
        try:
            items.append(_to_item(item))
        except ValidationError as error:
            faults.extend(carried(error, index))
        except PydanticCustomError as error:
            faults.append(((index,), error, item))
    if faults:
        raise together(faults)
    return tuple(items)


class Plan(Frozen):
    """Inputs over time, in the order they were written; a list of items is accepted.

    Example:
        >>> plan = Plan([{"at": 10, "softening": 1, "for": 400}])
        >>> plan.items[0].kind, plan.items[0].for_
        ('softening', 400.0)
    """

    shorthand: ClassVar[str | None] = "items"
    expected: ClassVar[str] = "fault.expected-plan"

    items: Annotated[tuple[SerializeAsAny[PlanItem], ...], BeforeValidator(_to_items)] = ()
    """The inputs."""

    if TYPE_CHECKING:

        def __init__(self, items: Sequence[PlanItem | Mapping[str, object]] = ()) -> None: ...

    def __len__(self) -> int:
        return len(self.items)

    @property
    def day(self) -> DayLength | None:
        """How long a day is, when the plan says so."""
        return next((item.day for item in self.items if isinstance(item, Day)), None)

    @model_validator(mode="after")
    def _days_are_known(self) -> Plan:
        faults: list[Any] = []
        days = [index for index, item in enumerate(self.items) if isinstance(item, Day)]
        faults += [
            (("items", index), fault("two-days", "fault.two-days"), None) for index in days[1:]
        ]
        if not days:
            faults += [
                (("items", index), fault("days-unknown", "fault.days-unknown", time=time), None)
                for index, item in enumerate(self.items)
                for time in item.times()
                if isinstance(time, str)
            ]
        if faults:
            raise together(faults)
        return self
