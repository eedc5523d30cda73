"""What is installed is whole: a wheel carries the code and every resource, and finds them."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, tracked

BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
LOOK = (
    "from triage_app.config import RESOURCES, Config; from triage_app.services import opening\n"
    "from pathlib import Path; opening.read_reference(Config(data=Path('.'))); print(RESOURCES)"
)


@pytest.mark.slow
def test_a_wheel_holds_all_it_needs_and_finds_it(tmp_path):
    source, built, installed = (tmp_path / name for name in ("source", "built", "installed"))
    for path in tracked():
        copy = source / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    built.mkdir()
    run(BUILD, str(built), cwd=source)
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(installed)
    for path in tracked():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("triage_app", "ui"):
            assert (installed / path.relative_to(ROOT)).exists(), path
    told = run(LOOK, cwd=tmp_path, PYTHONPATH=str(installed))
    assert Path(told.strip()) == installed / "resources"


def run(code, *arguments, cwd, **environment):
    ended = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout
