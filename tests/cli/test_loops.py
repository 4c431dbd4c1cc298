"""`negcycle loops`: the loops of a case or of any graph, told, as a table, as JSON, or drawn."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.analysis.findings import HEAD, findings
from negcycle.analysis.rest import tipping
from negcycle.cli import loops as command_loops
from negcycle.drawing.charts.draw import draw_ledger
from negcycle.graph.convert import READERS, write_graph
from negcycle.report.telling_loops import tell_loops

FIXTURES = Path(__file__).parents[3] / "shared" / "fixtures" / "loops"

KEYS = {
    "schema",
    "version",
    "at",
    "complete",
    "count",
    "loops",
    "strongest",
    "ledger",
    "leverage",
    "leverage_leading_eigenvalue",
    "stability",
    "assumptions",
}
OF_A_LOOP = {
    "id",
    "name",
    "nodes",
    "length",
    "polarity",
    "gain",
    "scope",
    "partners",
    "crossings",
    "delayed",
    "delay",
}

MATRIX = "from\\to,stress,work,rest\nstress,,0.5,-2\nwork,+,,\nrest,-1,,\n"


@pytest.fixture
def matrix(here: Path) -> str:
    """Return the name of a file with a graph of two loops."""
    (here / "graph.csv").write_text(MATRIX)
    return "graph.csv"


@pytest.fixture(autouse=True)
def no_tipping_points(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Leave the tipping points out, except where they are looked at: to find them takes a while."""
    if "tipping_points" not in request.fixturenames:
        monkeypatch.setattr(
            "negcycle.analysis.rest.stability.tipping_points",
            lambda of, _: tipping.tipping_points(of, None),
        )


@pytest.fixture
def tipping_points() -> None:
    """Look for the tipping points."""


def document(done: Any) -> dict[str, Any]:
    """Return the one JSON document that a command printed; every number in it is finite."""
    assert (done.code, done.err) == (0, "")
    assert done.data.isascii()
    found = json.loads(done.data, parse_constant=pytest.fail)
    assert isinstance(found, dict)
    return found


# -- a case ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("tipping_points")
def test_the_answer_comes_first(command: Callable[..., Any], case: str, here: Path) -> None:
    done = command("loops", case, "--at", "stuck")

    assert (done.code, done.err) == (0, "")
    assert done.out == f"{tell_loops(findings(nc.load(here / case), at='stuck'))}\n"
    assert done.out.startswith(
        "Where they are stuck, the infinity loop keeps the cycle going: what sets one of them off "
        "comes back 3.32 times as strong. Above 1 it feeds itself.\n"
    )


def test_json_has_the_keys_that_others_rely_on(command: Callable[..., Any], case: str) -> None:
    found = document(command("loops", case, "--json"))

    assert found.keys() == KEYS
    assert (found["schema"], found["version"]) == ("negcycle/loops/1", nc.__version__)
    assert (found["at"], found["complete"], found["count"]) == ("settled", True, 13)
    assert all(one.keys() == OF_A_LOOP for one in found["loops"])
    assert all(one["gain"].keys() == {"structural", "local"} for one in found["loops"])
    assert found["ledger"].keys() >= {"at", "pair", "gain", "total", "by_partner", "rows"}
    assert all(one.keys() == {"source", "target", "elasticity"} for one in found["leverage"])
    assert found["stability"].keys() >= {"outcome", "leading_eigenvalue", "regime"}
    assert len(found["stability"]["leading_eigenvalue"]) == 2


def test_json_says_of_each_loop_what_the_library_says(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    found = document(command("loops", case, "--json"))
    loops = nc.find_loops(nc.load(here / case))
    infinity = next(one for one in found["loops"] if one["name"] == "the infinity loop")

    assert [one["id"] for one in found["loops"]] == [one.id for one in loops]
    assert found["strongest"] == infinity["id"]
    assert infinity["nodes"][:2] == ["john.behavior", "mary.primary"]
    assert len(infinity["nodes"]) == len({*infinity["nodes"]}) == infinity["length"] == 8
    assert (infinity["polarity"], infinity["scope"]) == ("reinforcing", "between")
    assert (infinity["partners"], infinity["crossings"]) == (["john", "mary"], 2)
    assert (infinity["delayed"], infinity["delay"]) == (False, 0)
    assert infinity["gain"]["structural"] == pytest.approx(found["ledger"]["gain"])
    slow = [one["nodes"] for one in found["loops"] if one["gain"]["structural"] is None]
    assert len(slow) == 12
    assert all(any(node.endswith(".openness") for node in nodes) for nodes in slow)


@pytest.mark.parametrize("at", ["calm", "settled", "stuck"])
def test_loops_are_read_where_one_asks(at: str, command: Callable[..., Any], case: str) -> None:
    found = document(command("loops", case, "--json", "--at", at))

    assert found["at"] == found["ledger"]["at"] == at


def test_where_nobody_can_be_stuck_is_said(command: Callable[..., Any], here: Path) -> None:
    (here / "calm.yaml").write_text(
        "partners:\n  ana: {name: Ana, dynamics: {reactivity: 1}}\n"
        "  ben: {name: Ben, dynamics: {reactivity: 1}}\n"
    )

    done = command("loops", "calm.yaml", "--at", "stuck")

    assert done == (
        1,
        b"",
        "These numbers hold no stuck state: from the worst start there is, the cycle strength "
        "falls to 0.00. Start calm, or raise 'reactivity'.\n",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "partners:\n  ana: {name: Ana}\n",
            "Ana is alone in this case. It takes two people who are in a cycle with each other.",
        ),
        (
            "",
            "it.yaml: There is no case here yet. Begin with 'partners:', or start from "
            "'negcycle new'.",
        ),
        (
            "partners:\n  ana: {nme: Ana}\n",
            "it.yaml:2:9: partners.ana: 'nme' is not a field here. Did you mean 'name'?",
        ),
    ],
)
def test_a_case_without_loops_is_one_sentence(
    content: str, sentence: str, command: Callable[..., Any], here: Path
) -> None:
    (here / "it.yaml").write_text(content)

    for more in ([], ["--json"], ["-o", "it.csv"], ["-o", "it.svg"]):
        assert command("loops", "it.yaml", *more) == (1, b"", f"{sentence}\n")


def test_a_case_that_is_hardly_filled_in_has_its_loops(
    command: Callable[..., Any], here: Path
) -> None:
    (here / "two.yaml").write_text("partners:\n  ana: {name: Ana}\n  ben: {name: Ben}\n")

    done = command("loops", "two.yaml")

    assert (done.code, done.err) == (0, "")
    assert "It is not known which way Ana moves in this cycle" in done.out


def test_a_case_comes_from_standard_input(command: Callable[..., Any], case: str) -> None:
    of_file = command("loops", case, "--json")
    as_json = command("convert", case, "-o", "-", "--to", "json").data

    by_yaml = command("loops", "-", "--json", stdin=Path(case).read_bytes())
    by_json = command("loops", "-", "--from", "json", "--json", stdin=as_json)

    assert by_yaml == of_file
    assert by_json == of_file


# -- any other graph ---------------------------------------------------------------------------


def test_of_a_plain_graph_it_says_what_applies(command: Callable[..., Any], matrix: str) -> None:
    assert command("loops", matrix).out == (
        "The strongest loop that reinforces, and can keep something going, is "
        "rest → stress → rest: 2 times as much comes back.\n"
        "\n"
        "2 loops: 2 reinforcing.\n"
        "  R  loop-ngnbi72mew  rest → stress → rest (gain 2)\n"
        "  R  loop-ijvf5tfwh3  stress → work → stress (gain 0.5)\n"
        "R reinforces, B balances, ? has a link of unknown sign. The gain is the product of the "
        "weights.\n"
    )


def test_what_only_a_couple_has_is_null_in_a_plain_graph(
    command: Callable[..., Any], matrix: str
) -> None:
    found = document(command("loops", matrix, "--json"))

    assert found.keys() == KEYS
    assert (found["at"], found["ledger"], found["stability"]) == (None, None, None)
    assert found["leverage"] == found["assumptions"] == []
    assert [one["gain"] for one in found["loops"]] == [
        {"structural": 2.0, "local": None},
        {"structural": 0.5, "local": None},
    ]
    assert {one["scope"] for one in found["loops"]} == {None}


@pytest.mark.parametrize("kind", READERS)
def test_every_format_that_convert_reads_is_read(
    kind: str, command: Callable[..., Any], here: Path
) -> None:
    ending = {"node-link": "graph.json", "sd-json": "sd.json", "matrix": "csv"}.get(kind, kind)
    graph = nc.read_graph("from\\to,a,b\na,,1\nb,-1,\n", of="matrix")
    (here / f"it.{ending}").write_text(write_graph(graph, to=kind))

    by_name = command("loops", f"it.{ending}", "--json")
    by_stream = command("loops", "-", "--from", kind, "--json", stdin=write_graph(graph, to=kind))

    (one,) = document(by_name)["loops"]
    assert (one["nodes"], one["polarity"]) == (["a", "b"], "balancing")
    assert by_stream == by_name


def test_a_state_of_a_plain_graph_is_wrong_usage(command: Callable[..., Any], matrix: str) -> None:
    assert command("loops", matrix, "--at", "calm") == (
        2,
        b"",
        "negcycle loops: A plain graph has no states, and 'graph.csv' holds one. Leave out --at.\n"
        "Try 'negcycle loops --help'.\n",
    )


def test_a_ledger_of_a_plain_graph_is_wrong_usage(command: Callable[..., Any], matrix: str) -> None:
    assert command("loops", matrix, "--view", "ledger") == (
        2,
        b"",
        "negcycle loops: A plain graph has no ledger, and 'graph.csv' holds one. "
        "Leave out --view ledger.\nTry 'negcycle loops --help'.\n",
    )


def test_a_graph_that_is_named_like_a_case_is_told_so(
    command: Callable[..., Any], here: Path
) -> None:
    graph = nc.read_graph(MATRIX, of="matrix")
    for kind in ("node-link", "sd-json"):
        (here / "it.json").write_text(write_graph(graph, to=kind))

        done = command("loops", "it.json")

        assert done == (
            1,
            b"",
            "'it.json' looks like a graph, and a name that ends in .json stands for a case. "
            f"Say --from {kind}.\n",
        )
        assert command("convert", "it.json", "-o", "it.dot") == done
        assert command("loops", "it.json", "--from", kind).code == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "it.csv",
            b"",
            "it.csv: This matrix is empty. Begin with 'from\\to' and the names of the targets.",
        ),
        ("it.csv", b"\xff\x00\x81", "it.csv: This is not text in UTF-8. Save it as UTF-8."),
        (
            "it.csv",
            b"a," * 2_600_000,
            "'it.csv' is larger than 5 MB. Take out what does not belong to the graph.",
        ),
        ("it.graph.json", b"[" * 100_000, "it.graph.json: This is nested too deeply for a graph."),
        (
            "it.graph.json",
            b"{}",
            "it.graph.json: This is not a graph in node-link form. It is an "
            "object with 'nodes' and 'edges', each a list of objects.",
        ),
        ("it.sd.json", b"{", "it.sd.json: Line 1, column 2: this is not JSON from here on."),
        (
            "it.graphml",
            b"<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>",
            "it.graphml: This XML declares "
            "a document type or entities, which are not read. Take out the '<!DOCTYPE' part.",
        ),
        (
            "it.graphml",
            b"<graphml><graph edgedefault='undirected'><node id='a'/>"
            b"<edge source='a' target='a'/></graph></graphml>",
            "it.graphml: The links of this graph have no direction. Save it as a directed graph.",
        ),
        (
            "it.yaml",
            b"x" * 1_000_001,
            "'it.yaml' is larger than 1 MB. A case file is a short text: is this the right file?",
        ),
    ],
)
def test_a_file_from_a_stranger_is_one_sentence(
    name: str, content: bytes, sentence: str, command: Callable[..., Any], here: Path
) -> None:
    (here / name).write_bytes(content)

    done = command("loops", name)

    assert done == (1, b"", f"{sentence}\n")
    assert command("convert", name, "-o", "out.dot") == done


def test_a_graph_larger_than_a_case_may_be_is_read(command: Callable[..., Any], here: Path) -> None:
    names = [f"node number {one} of a long list" for one in range(1_200)]
    edges = [
        {"source": one, "target": names[place - number], "weight": 0.5, "note": "x" * 100}
        for number in range(1, 6)
        for place, one in enumerate(names)
        if place >= number
    ]
    text = json.dumps({"nodes": [{"id": one} for one in names], "edges": edges})
    (here / "it.graph.json").write_text(text)

    assert len(text) > 1_000_000
    assert command("loops", "it.graph.json").out.startswith("There is no feedback loop here")


@pytest.mark.parametrize(("name", "reinforcing", "balancing"), [("cap-and-trade", 3, 4)])
def test_a_published_diagram_has_its_loops(
    name: str, reinforcing: int, balancing: int, command: Callable[..., Any], here: Path
) -> None:
    file = FIXTURES / "cld_ca_cap_and_trade.json"
    if not file.is_file():
        pytest.skip("the shared fixtures are not here")
    said = json.loads(file.read_text())
    edges = [
        {"source": one, "target": other, "sign": sign, "delay": int(bool(late))}
        for one, other, sign, late in said["edges_from_to_sign_delayed"]
    ]
    nodes = [{"id": one} for one in said["nodes"]]
    (here / f"{name}.graph.json").write_text(json.dumps({"nodes": nodes, "edges": edges}))

    found = document(command("loops", f"{name}.graph.json", "--json"))

    polarities = [one["polarity"] for one in found["loops"]]
    assert polarities.count("reinforcing") == reinforcing
    assert polarities.count("balancing") == balancing
    assert any(one["delayed"] for one in found["loops"])


# -- how far it searches -----------------------------------------------------------------------


def diamonds(count: int) -> str:
    """Return a ring of diamonds as node-link JSON: two ways through each, 2 to the count loops."""
    edges = [
        {"source": source, "target": target}
        for k in range(count)
        for side in ("up", "down")
        for source, target in ((f"a{k}", f"{side}{k}"), (f"{side}{k}", f"a{(k + 1) % count}"))
    ]
    nodes = {one: None for edge in edges for one in (edge["source"], edge["target"])}
    return json.dumps({"nodes": [{"id": one} for one in nodes], "edges": edges})


def test_a_search_without_end_ends(command: Callable[..., Any], here: Path) -> None:
    (here / "it.graph.json").write_text(diamonds(40))

    by_time = command("loops", "it.graph.json", "--seconds", "0.05", "--limit", "100000000")
    by_count = document(command("loops", "it.graph.json", "--limit", "25", "--json"))

    assert "There may be more: the search ended after 0.05 s. Raise --seconds" in by_time.out
    assert (by_count["complete"], by_count["count"], len(by_count["loops"])) == (False, 25, 25)


def test_short_loops_only(command: Callable[..., Any], case: str) -> None:
    found = document(command("loops", case, "--max-length", "4", "--json"))

    assert [one["length"] for one in found["loops"]] == [2, 2, 2, 2, 4]
    assert found["complete"] is True


# -- one loop, and those through a node --------------------------------------------------------


def test_one_loop_is_told_arrow_by_arrow(command: Callable[..., Any], case: str) -> None:
    by_name = command("loops", case, "--loop", "the infinity loop").out

    assert "Asked for: 1 of them.\n" in by_name
    assert "    John: Mary's behavior is felt, the first feeling turns into a reaction," in by_name


def test_loops_through_a_node(command: Callable[..., Any], case: str) -> None:
    found = document(command("loops", case, "--through", "john.resentment", "--json"))

    assert 0 < len(found["loops"]) < found["count"] == 13
    assert all("john.resentment" in one["nodes"] for one in found["loops"])


@pytest.mark.parametrize(
    ("option", "word", "sentence"),
    [
        (
            "--through",
            "jon.behavior",
            "No node is called 'jon.behavior'. Did you mean 'john.behavior'?",
        ),
        (
            "--loop",
            "meting",
            "No loop and no node is called 'meting' here. Did you mean 'meeting'?",
        ),
    ],
)
def test_what_is_not_there_is_met_with_the_nearest(
    option: str, word: str, sentence: str, command: Callable[..., Any], case: str
) -> None:
    assert command("loops", case, option, word) == (1, b"", f"{sentence}\n")


# -- what is written ---------------------------------------------------------------------------


def test_words_tables_and_data_are_written_by_name(
    command: Callable[..., Any], matrix: str, here: Path
) -> None:
    done = command("loops", matrix, "-o", "it.txt", "-o", "it.csv", "-o", "it.JSON")

    assert done == (0, b"", "Wrote it.txt.\nWrote it.csv.\nWrote it.JSON.\n")
    assert (here / "it.txt").read_text() == command("loops", matrix).out
    assert (here / "it.JSON").read_bytes() == command("loops", matrix, "--json").data
    rows = list(csv.reader(io.StringIO((here / "it.csv").read_text())))
    assert tuple(rows[0]) == HEAD
    assert len(rows) == 3


def test_a_form_for_standard_output(command: Callable[..., Any], matrix: str) -> None:
    assert command("loops", matrix, "-o", "-").out == command("loops", matrix).out
    assert command("loops", matrix, "-o", "-", "--to", "csv").out.startswith("id,name,polarity,")


def test_a_picture_is_drawn_in_every_form(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    forms = ["svg", "html", "pdf", "png"]

    done = command("loops", case, "--paper", "letter", *(f"-oit.{form}" for form in forms))

    drawn = nc.draw_loops(nc.load(here / case), paper="letter")
    assert done == (0, b"", "".join(f"Wrote it.{form}.\n" for form in forms))
    assert (here / "it.svg").read_text("utf-8") == drawn.svg()
    assert (here / "it.html").read_text("utf-8") == drawn.html()
    assert (here / "it.pdf").read_bytes() == drawn.pdf()
    assert (here / "it.png").read_bytes() == drawn.png()


def test_views_follow_each_other_and_one_loop_is_marked(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    cycle = nc.load(here / case)
    marked = ["--at", "stuck", "--loop", "meeting"]

    one = command("loops", case, *marked, "--view", "steps", "-o", "-", "--to", "html")
    both = command("loops", case, *marked, "--view", "map,steps")

    steps = nc.draw_loops(cycle, loop="meeting", at="stuck", steps=True)
    drawn = nc.draw_loops(cycle, loop="meeting", at="stuck")
    assert one.out.removesuffix("\n") == steps.html().removesuffix("\n")
    assert both.out.startswith(drawn.text().partition("\n")[0])


def test_the_ledger_is_drawn(command: Callable[..., Any], case: str, here: Path) -> None:
    done = command("loops", case, "--at", "stuck", "--view", "ledger", "-o", "it.svg")

    ledger = nc.gain_ledger(nc.load(here / case), at="stuck")
    assert done == (0, b"", "Wrote it.svg.\n")
    assert (here / "it.svg").read_text("utf-8") == draw_ledger(ledger).svg()


def test_a_plain_graph_is_drawn(command: Callable[..., Any], matrix: str, here: Path) -> None:
    assert command("loops", matrix, "-o", "it.svg", "-o", "it.csv").code == 0
    assert "stress" in (here / "it.svg").read_text("utf-8")
    assert (here / "it.csv").read_text().count("\n") == 3


def test_files_that_are_there_are_kept(
    command: Callable[..., Any], case: str, here: Path, names: Callable[[], list[str]]
) -> None:
    (here / "it.csv").write_text("mine")

    done = command("loops", case, "-o", "it.txt", "-o", "it.csv")

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("'it.csv' is already there and is kept.")
    assert (here / "it.csv").read_text() == "mine"
    assert names() == [case, "it.csv"]
    assert command("loops", case, "-o", "it.csv", "--force") == (0, b"", "Wrote it.csv.\n")


def test_the_same_input_gives_the_same_bytes(command: Callable[..., Any], case: str) -> None:
    for options in (["--json"], ["-o", "-", "--to", "svg"]):
        assert command("loops", case, *options) == command("loops", case, *options)


@pytest.mark.skipif(os.name == "nt", reason="there, the shell is another one")
@pytest.mark.usefixtures("case")
def test_a_reader_that_has_had_enough_is_no_trouble(process: Callable[..., Any]) -> None:
    done = process(shell="set -o pipefail; $NEGCYCLE loops case.yaml --json | true")

    assert done == (1, b"", "")


def test_what_one_may_choose_is_what_the_library_knows() -> None:
    from negcycle.analysis.findings import Bounds
    from negcycle.analysis.state import STATES

    assert command_loops.STATES == STATES
    assert Bounds() == Bounds(command_loops.LIMIT, command_loops.SECONDS)
