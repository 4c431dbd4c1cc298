"""Names in sentences: on one line, never nothing, and no two alike."""

from __future__ import annotations

from hypothesis import given

import negcycle as nc
from negcycle.files.checking import check
from negcycle.model.people import names_of
from negcycle.testing import cycles


@given(cycles(1, 4))
def test_everybody_has_a_name_of_their_own_on_one_line(cycle: nc.Cycle) -> None:
    names = names_of(cycle.partners)

    assert list(names) == list(cycle.keys)
    assert len(set(names.values())) == len(names)
    assert all(len(name.splitlines()) == 1 and name.strip() for name in names.values())


def test_a_name_that_would_forge_a_line_does_not_in_any_sentence() -> None:
    name = "Ann\nForged: line\u202e"
    cycle = nc.Cycle(
        partners={
            "a": {"name": name, "chain": {"behavior": "slam the door", "primary": "crow\nded"}},
            "b": {"name": "Bo", "chain": {"behavior": "pull away"}},
        }
    )
    checked = check(cycle)
    said = [
        *(one.question for one in checked.blanks),
        *(one.question for one in checked.questions),
        *(one.position.sentence for one in cycle.partners),
        *nc.stability(cycle).system.assumptions,
    ]

    assert any("Ann Forged: line" in one for one in said)
    assert not any("\n" in one or "\u202e" in one for one in said)
    assert cycle.partner("a").name == name
