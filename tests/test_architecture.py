"""The shape the code must keep."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from triage_app.config import RESOURCES
from triage_app.domain.leaving import TAKEN_FROM
from triage_app.domain.workflow import BEFORE_CONTRACT, MOVES

ROOT = Path(__file__).parents[1]
GIT = shutil.which("git") or "git"
SOURCES = sorted(
    path.relative_to(ROOT)
    for top in ("triage_app", "ui", "tests")
    for path in (ROOT / top).rglob("*.py")
)
TOP = {
    "triage_app", "ui", "resources", "tests", "pyproject.toml", "README.md",
    "Makefile", "requirements", "LICENSE", "CHANGELOG.md", ".ci", ".gitignore",
}  # fmt: skip
# A migration is a list of columns, as long as its table is wide.
MIGRATIONS = Path("triage_app/storage/migrations/versions")
VAGUE = {"utils", "util", "helpers", "common", "manager", "base", "misc", "controller"}
# A published scheme, instrument or information sheet never changes: a change is another file.
PUBLISHED = tomllib.loads((ROOT / "tests/published.toml").read_text(encoding="utf-8"))
SHEETS = tomllib.loads((ROOT / "tests/published_sheets.toml").read_text(encoding="utf-8"))
# Where packages come from is the reader's business: no address of a registry stands here.
REGISTRY = re.compile(
    "|".join((r"pythonhoste" + "d", r"pypi\.or" + "g", r"deb\.debia" + "n", r"npmj" + "s"))
)


def tracked():
    listed = subprocess.run(  # noqa: S603 - asks git, with nothing from outside
        [GIT, "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is not a clone, so git cannot say which files are the project's")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_imports_point_down():
    assert lint_imports(no_logo=True, no_cache=True) == 0


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_nothing_is_too_long(source):
    text = (ROOT / source).read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            assert node.end_lineno - node.lineno < 250, node.name
        if isinstance(node, ast.FunctionDef) and MIGRATIONS not in source.parents:
            assert node.end_lineno - node.lineno < 40, node.name


def test_modules_are_named_after_what_they_hold():
    assert {one for one in SOURCES if one.stem in VAGUE} == {
        Path("triage_app/storage/models/base.py")
    }


def test_nothing_lies_at_the_top_but_what_tools_and_readers_need():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} - TOP == set()


def test_no_file_names_a_registry():
    texts = {path: path.read_bytes().decode("utf-8", "ignore") for path in tracked()}
    assert [str(path) for path, text in texts.items() if REGISTRY.search(text)] == []


@pytest.mark.parametrize("file", sorted(PUBLISHED | SHEETS))
def test_what_was_published_is_as_it_was(file):
    digest = (PUBLISHED | SHEETS)[file]
    assert sha256((RESOURCES / file).read_bytes()).hexdigest() == digest


def test_every_scheme_instrument_and_information_sheet_is_published():
    patterns = ("schemes/*.toml", "instruments/*.toml", "wording/sheet_*.toml")
    files = [path for pattern in patterns for path in RESOURCES.glob(pattern)]
    assert {path.relative_to(RESOURCES).as_posix() for path in files} == set(PUBLISHED | SHEETS)


def test_the_readme_shows_the_moves_as_they_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- moves -->\n")[2].partition("<!-- end of moves -->")[0]
    assert shown == moves_as_a_table(), "run: python -m tests.test_architecture"


def moves_as_a_table():
    lines = ["| from | what happens | to | who |", "|---|---|---|---|"]
    for (state, event), (target, roles) in MOVES.items():
        who = ", ".join(sorted(roles))
        lines.append(f"| {words(state)} | {words(event)} | {words(target)} | {who} |")
    return "\n".join(lines) + "\n"


def test_the_readme_shows_the_ways_out_as_they_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- ways out -->\n")[2].partition("<!-- end of ways out -->")[0]
    assert shown == ways_out_as_a_table(), "run: python -m tests.test_architecture"


def ways_out_as_a_table():
    lines = ["| reason | from |", "|---|---|"]
    for reason, states in TAKEN_FROM.items():
        places = ", ".join(words(state) for state in BEFORE_CONTRACT if state in states)
        lines.append(f"| {words(reason)} | {places} |")
    return "\n".join(lines) + "\n"


def words(code):
    return code.replace("_", " ")


def test_what_is_installed_is_what_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "requirements/run.in").read_text(encoding="utf-8").splitlines()
    wanted = [bare for line in lines if (bare := line.partition("#")[0].strip())]
    assert project["dependencies"] == wanted


def test_every_resource_is_installed_too():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    files = [path for path in tracked() if path.is_relative_to(ROOT / "resources")]
    assert files
    assert [path for path in files if not any(path.match(pattern) for pattern in patterns)] == []


def test_qt_keeps_its_references():
    """PySide6 6.12.0 on Python 3.11 loses one to None with each call, and then crashes."""
    count = (
        "import sys; from PySide6.QtCore import QObject; one = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(1000): one.setObjectName('a')\n"
        "print(before - sys.getrefcount(None))"
    )
    lost = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-c", count], capture_output=True, text=True, check=True
    )
    assert abs(int(lost.stdout)) < 100


if __name__ == "__main__":
    PATH = ROOT / "README.md"
    TABLES = {"moves": moves_as_a_table, "ways out": ways_out_as_a_table}
    for name, table in TABLES.items():
        before, rest = PATH.read_text(encoding="utf-8").split(f"<!-- {name} -->\n")
        after = rest.partition(f"<!-- end of {name} -->")[2]
        whole = f"{before}<!-- {name} -->\n{table()}<!-- end of {name} -->{after}"
        PATH.write_text(whole, encoding="utf-8")
