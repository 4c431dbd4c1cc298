"""A tree gives its plain data, and finds the place of any field."""

from __future__ import annotations

import pytest

from negcycle.files.node import locate, plain_data
from negcycle.files.yaml_tree import read_yaml

TEXT = """\
partners:
  john:
    name: John
    primary: [hurt, {words: sad}]
2: two
"""
ROOT = read_yaml(TEXT).root


@pytest.mark.parametrize(
    ("path", "value_place", "name_place"),
    [
        ((), (1, 1), (1, 1)),
        (("partners",), (2, 3), (1, 1)),
        (("partners", "john", "name"), (3, 11), (3, 5)),
        (("partners", "john", "primary", 0), (4, 15), (4, 15)),
        (("partners", "john", "primary", 1, "words"), (4, 29), (4, 22)),
        (("2",), (5, 4), (5, 1)),
        ((2,), (5, 4), (5, 1)),
    ],
)
def test_a_path_leads_to_a_value_or_its_name(
    path: tuple[str | int, ...], value_place: tuple[int, int], name_place: tuple[int, int]
) -> None:
    assert locate(ROOT, path) == value_place
    assert locate(ROOT, path, key=True) == name_place


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("topic",), ()),
        (("partners", "mary", "name"), ("partners",)),
        (("partners", "john", "name", "first"), ("partners", "john", "name")),
        (("partners", "john", "primary", 2), ("partners", "john", "primary")),
        (("partners", "john", "primary", -1), ("partners", "john", "primary")),
        (("partners", "john", "primary", "words"), ("partners", "john", "primary")),
    ],
)
def test_a_path_that_goes_too_far_ends_at_what_is_there(
    path: tuple[str | int, ...], nearest: tuple[str | int, ...]
) -> None:
    assert locate(ROOT, path) == locate(ROOT, nearest)
    assert locate(ROOT, path, key=True) == locate(ROOT, nearest, key=True)


def test_plain_data_forgets_the_places() -> None:
    assert plain_data(ROOT) == {
        "partners": {"john": {"name": "John", "primary": ["hurt", {"words": "sad"}]}},
        "2": "two",
    }
