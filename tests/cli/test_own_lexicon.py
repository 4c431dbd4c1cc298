"""`negcycle check --lexicon`: the words of an own file are asked about like the built-in ones."""

from __future__ import annotations

from pathlib import Path

import negcycle as nc
from negcycle.files.checking import check

OWN = """\
contested:
  meh: {primary: "sadness", secondary: "cool down"}
"""


def test_an_own_lexicon_is_asked_with(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    cycle = nc.loads("partners: {ana: {name: Ana, chain: {primary: meh}}}")

    assert check(cycle).questions == ()
    assert [one.path for one in check(cycle, book=nc.read_lexicon(own)).questions] == [
        "partners.ana.chain.primary"
    ]
