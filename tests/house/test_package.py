"""What people install holds every file of the package, data included."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    files = [file for file in (ROOT / "src" / "negcycle").rglob("*") if file.is_file()]
    names = [file.relative_to(ROOT / "src").as_posix() for file in files]
    here = {name for name in names if not re.search(r"(^|/)(\.|__pycache__/)", name)}
    here |= {f"negcycle/examples/{file.name}" for file in (ROOT / "examples").glob("*.*")}

    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])

    there = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert there == here
    assert "negcycle/py.typed" in there
