"""The practice caseload, made once and copied; and small ones with a handful of people."""

import datetime as dt
import fcntl
import json
import os
import shutil

import pytest

from triage_app.config import RESOURCES, Config
from triage_app.data_file import read_toml
from triage_app.practice.caseload import prepare_practice
from triage_app.services import signin

MADE = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with the whole practice caseload, as it was made: once, by whoever comes first."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent  # which all processes of this run of the tests share
    folder = base / "practice-made"
    with (base / "practice-made.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            prepare_practice(Config(data=base / "practice-making", practice=True), lambda: MADE)
            (base / "practice-making").rename(folder)
    return folder


@pytest.fixture
def practice(made, folder):
    """Where a copy of it lies."""
    shutil.copytree(made, folder / "practice")
    return Config(data=folder / "practice", practice=True)


@pytest.fixture
def opened():
    """Return a function that opens a practice caseload at a moment, as a user does."""
    desks = []

    def opened(config, now):
        prepare_practice(config, lambda: now)
        desks.append(signin.open_practice(config, lambda: now))
        return desks[-1]

    yield opened
    for desk in desks:
        desk.database.close()


@pytest.fixture
def with_only(tmp_path):
    """Return a function that returns a place to practise with a few of the stories only."""

    def with_only(*stories):
        resources = tmp_path / "resources"
        shutil.copytree(RESOURCES, resources, ignore=shutil.ignore_patterns("people.toml"))
        people = read_toml(RESOURCES / "practice" / "people.toml")["people"]
        chosen = [next(one for one in people if one["story"] == story) for story in stories]
        text = "\n".join("[[people]]\n" + "\n".join(map(_line, one.items())) for one in chosen)
        (resources / "practice" / "people.toml").write_text(text, encoding="utf-8")
        return Config(data=tmp_path / "few", practice=True, resources=resources)

    return with_only


def _line(item):
    name, value = item
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"  # of these values TOML thinks alike
