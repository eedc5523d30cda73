"""The practice caseload, made once and copied; and small ones with a handful of people."""

import datetime as dt
import json
import shutil

import pytest

from triage_app.config import RESOURCES, Config
from triage_app.data_file import read_toml
from triage_app.practice.caseload import prepare_practice
from triage_app.services import signin

MADE = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with the whole practice caseload, as it was made."""
    config = Config(data=tmp_path_factory.mktemp("practice"), practice=True)
    prepare_practice(config, lambda: MADE)
    return config.data


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
