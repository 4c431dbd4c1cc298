"""The Makefile finds a Python and makes a home for negcycle, whatever the machine has.

The Pythons here are small scripts that write down how they are called, so no network is used.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="this machine has no make")

# Writes down each call. What it can do stands in variables put before it: `old`, `venv`, `pip`.
# Like Debian's, one without ensurepip leaves a half-made folder behind when it fails.
PYTHON = """#!/bin/sh
echo "${0##*/} $*" >> "$CALLS"
make_venv() {
  mkdir -p "$1/bin"
  printf '#!/bin/sh\\necho ".venv/python $*" >> "$CALLS"\\n' > "$1/bin/python"
  printf '#!/bin/sh\\necho "negcycle $*" >> "$CALLS"\\n' > "$1/bin/negcycle"
  chmod +x "$1/bin/python" "$1/bin/negcycle"
}
case "$*" in
  -c*version_info*) test -z "$old" ;;
  "-m venv --clear .venv") mkdir -p .venv; test -n "$venv" && make_venv .venv ;;
  "-m venv --clear --without-pip .venv") make_venv .venv ;;
  "-m pip --version") test -n "$pip" ;;
  "-m pip "*"--python .venv install pip") test -n "$pip" ;;
  *) exit 1 ;;
esac
"""
NOT_THERE = "#!/bin/sh\necho 'command not found' >&2\nexit 127\n"


@dataclass
class Machine:
    """A folder with the Makefile in it, and the Pythons that its PATH finds."""

    home: Path

    def has(self, **pythons: str) -> None:
        """Put these Pythons on the PATH, such as ``python3_12="venv pip"``; the others fail."""
        for name in NAMES:
            abilities = pythons.get(name.replace(".", "_"))
            if abilities is None:
                self.write(name, NOT_THERE)
            else:
                known = "\n".join(f"{ability}=yes" for ability in abilities.split())
                self.write(name, PYTHON.replace("#!/bin/sh\n", f"#!/bin/sh\n{known}\n", 1))

    def write(self, name: str, script: str) -> None:
        file = self.home / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(script, encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        (self.home / "calls").write_text("", encoding="utf-8")
        # What the `make` outside was told is not for the one in here.
        told = ("MAKE", "MFLAGS", "PYTHON", "ARGS")
        plain = {key: value for key, value in os.environ.items() if not key.startswith(told)}
        path = f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["make", *arguments],
            cwd=self.home,
            env={**plain, "PATH": path, "CALLS": str(self.home / "calls")},
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        return (self.home / "calls").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return Machine(tmp_path)


def test_the_newest_python_that_runs_and_can_is_chosen(machine: Machine) -> None:
    machine.has(python3_14="old venv pip", python3_12="venv pip", python3_11="venv pip")

    assert machine.make("install").returncode == 0
    assert "python3.12 -m venv --clear .venv" in machine.calls()
    assert not [call for call in machine.calls() if call.startswith("python3.11 ")]


def test_a_python_without_venv_gets_its_pip_from_outside(machine: Machine) -> None:
    machine.has(python3="pip")

    assert machine.make("install").returncode == 0
    assert machine.calls()[-3:] == [
        "python3 -m venv --clear --without-pip .venv",
        "python3 -m pip --disable-pip-version-check --quiet --python .venv install pip",
        ".venv/python -m pip --disable-pip-version-check --quiet install --editable .[handout]",
    ]


def test_a_python_with_neither_venv_nor_pip_gives_way_to_one_that_has(machine: Machine) -> None:
    machine.has(python3_13="", python3_11="venv pip")

    assert machine.make("install").returncode == 0
    assert "python3.11 -m venv --clear .venv" in machine.calls()


def test_nothing_is_installed_into_the_python_of_the_system(machine: Machine) -> None:
    machine.has(python3="pip")

    machine.make("develop")

    installs = [call for call in machine.calls() if " install " in call]
    assert installs
    assert all(call.startswith(".venv/python") or "--python .venv" in call for call in installs)


def test_without_venv_and_pip_the_sentence_says_what_to_install(machine: Machine) -> None:
    machine.has(python3_12="")

    done = machine.make("install")

    assert done.returncode != 0
    assert (
        "python3.12 can make no virtual environment: it has neither venv nor pip. "
        "On Debian or Ubuntu, install them with: apt-get install python3-venv"
    ) in done.stderr


def test_without_a_python_the_sentence_says_what_is_needed(machine: Machine) -> None:
    machine.has(python3="old venv pip")

    done = machine.make()

    assert done.returncode != 0
    assert (
        "negcycle needs Python 3.11 or newer, and none was found. "
        "Install one, or name it: make PYTHON=/path/to/python"
    ) in done.stderr


def test_a_python_given_by_name_is_the_only_one_tried(machine: Machine) -> None:
    machine.has(python3_14="venv pip", python3="old venv pip")

    done = machine.make("PYTHON=python3")

    assert done.returncode != 0
    assert "negcycle needs Python 3.11 or newer, and 'python3' is not one." in done.stderr


def test_make_runs_the_demo_and_a_second_make_installs_nothing(machine: Machine) -> None:
    machine.has(python3="venv pip")

    first = machine.make()
    first_calls = machine.calls()
    second = machine.make()

    assert (first.returncode, second.returncode) == (0, 0)
    assert first_calls[-1] == "negcycle demo -o demo"
    assert machine.calls() == ["negcycle demo -o demo"]


def test_a_changed_pyproject_installs_again(machine: Machine) -> None:
    machine.has(python3="venv pip")
    machine.make("develop")
    later = (machine.home / ".venv" / "developing").stat().st_mtime + 10
    os.utime(machine.home / "pyproject.toml", (later, later))

    machine.make("develop")

    assert machine.calls() == [
        ".venv/python -m pip --disable-pip-version-check --quiet install --editable .[dev]"
    ]


def test_a_copied_folder_gets_an_environment_of_its_own(machine: Machine, tmp_path: Path) -> None:
    machine.has(python3="venv pip")
    machine.make("install")
    copy = Machine(tmp_path / "a copy")
    shutil.copytree(machine.home, copy.home, ignore=shutil.ignore_patterns("a copy"))

    assert copy.make("install").returncode == 0
    assert "python3 -m venv --clear .venv" in copy.calls()


def test_a_failed_install_is_tried_again(machine: Machine) -> None:
    machine.has(python3="venv pip")
    machine.make(".venv/made-for")
    broken = machine.home / ".venv" / "bin" / "python"
    whole = broken.read_text(encoding="utf-8")
    broken.write_text(whole + "echo 'no network' >&2\nexit 1\n", encoding="utf-8")

    failed = machine.make("install")
    broken.write_text(whole, encoding="utf-8")
    mended = machine.make("install")

    assert failed.returncode != 0
    assert "no network" in failed.stderr
    assert mended.returncode == 0
    assert machine.calls() == [
        ".venv/python -m pip --disable-pip-version-check --quiet install --editable .[handout]"
    ]
