"""Whether signs, gains, eigenvalues and runs tell the same of a cycle, and where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from negcycle.model.cycle import Cycle
from negcycle.words import say

Number = float | int | str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One question that two ways of looking answer."""

    name: str
    """Stable, such as ``"gain-and-eigenvalue"``."""
    agree: bool | None
    """None where one of the two leaves it open, so that there is nothing to compare."""
    sentence: str
    numbers: Mapping[str, Number]
    """What each of the two found, by name."""

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `name`, `agree`, `sentence` and `numbers`."""
        return {
            "name": self.name,
            "agree": self.agree,
            "sentence": self.sentence,
            "numbers": dict(self.numbers),
        }


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What the ways of looking at one cycle make of each other."""

    checks: tuple[Check, ...]
    assumptions: tuple[str, ...] = ()
    """What was assumed and not known."""

    @property
    def agree(self) -> bool:
        """Whether no two of them contradict each other. A contradiction is a finding, no error."""
        return all(check.agree is not False for check in self.checks)

    def check(self, name: str) -> Check | None:
        """Return the check of this name; None if it was not made."""
        return next((one for one in self.checks if one.name == name), None)

    def text(self) -> str:
        """Return everything as text: a line for each check."""
        said = [say("cross.agree" if self.agree else "cross.differ")]
        for one in self.checks:
            mark = {True: "agree", False: "differ", None: "open"}[one.agree]
            said.append("  " + say("cross.line", mark=say(f"cross.mark.{mark}"), what=one.sentence))
        said += ["", say("assume.same-for-any"), say("tell.what-it-is")]
        return "\n".join(said)

    def __str__(self) -> str:
        return self.text()

    def as_data(self) -> dict[str, object]:
        """Return it for JSON.

        Keys: `agree`; `checks` (each `name`, `agree`, `sentence`, `numbers`); `assumptions`;
        `standing`, the sentence that belongs beside every number.
        """
        return {
            "agree": self.agree,
            "checks": [one.as_data() for one in self.checks],
            "assumptions": list(self.assumptions),
            "standing": say("assume.same-for-any"),
        }


def cross_check(cycle: Cycle) -> CrossCheck:
    """Return where signs, gains, eigenvalues and runs of a cycle agree, and where they do not.

    Each check asks one question in two ways. Where one of the two leaves the answer open, as signs
    often do, there is nothing to contradict. A contradiction is a finding: most often that a number
    sits close to where things tip. That the file names other positions than a run shows is one too.

    Runs have no noise. Who is listed first changes nothing.

    Raises:
        SimulationError: if nobody is in a cycle with anybody, or the numbers are beyond what is
            simulated.

    Example:
        >>> import negcycle as nc
        >>> found = cross_check(nc.load("examples/sunday-silence.yaml"))
        >>> found.agree, found.check("written-and-found").agree
        (True, True)
    """
    from negcycle.report.checks import ALL, look

    seen = look(cycle)
    told = [
        Check(name, agree, sentence, MappingProxyType(dict(numbers)))
        for name, (agree, sentence, numbers) in ((name, check(seen)) for name, check in ALL.items())
    ]
    assumptions = sorted({*seen.system.assumptions} - {say("assume.same-for-any")})
    return CrossCheck(tuple(told), tuple(assumptions))
