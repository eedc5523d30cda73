"""The power goes at a random question, fifty times: no answer that was kept is lost."""

import datetime as dt
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KEY, STAFF
from tests.services.verbs_assessment import begun
from triage_app.config import Config
from triage_app.services.assessments import assessment
from triage_app.services.opening import assemble
from triage_app.storage.database import open_embedded

ROOT = Path(__file__).parents[2]
KILLS = 50
MOST_ANSWERS = 25  # before a kill: which of them is chance


def now():
    """The clock on the wall: two programs write one log, each after the other."""
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def kept(template, tmp_path, reference):
    """Return a function that opens the caseload and reads its one assessment."""
    path = tmp_path / "caseload.db"
    shutil.copy(template, path)

    def opened(read):
        database = open_embedded(path, KEY)
        try:
            return read(assemble(Config(data=tmp_path), database, now, reference))
        finally:
            database.close()

    case_id = opened(lambda desk: begun(desk, STAFF[0]).case_id)
    return path, case_id, lambda: opened(lambda desk: assessment(desk, STAFF[0], case_id))


def answer_until_killed(path, case_id, answers):
    """Run the program until it has acknowledged so many, and kill it; return what it said."""
    program = [sys.executable, "-m", "tests.services.answering", str(path), str(case_id)]
    with subprocess.Popen(  # noqa: S603 - our own program
        program, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as running:
        said = [running.stdout.readline() for _ in range(answers)]
        running.kill()
        said += running.stdout.readlines()  # what it acknowledged while it was being killed
    return [line.rstrip("\n").split("\t") for line in said if line.endswith("\n")]


def go(kept, kills, seed):
    path, case_id, read = kept
    chance = random.Random(seed)  # noqa: S311 - which question, and it can be run again
    stopped = []
    for _ in range(kills):
        said = answer_until_killed(path, case_id, chance.randint(1, MOST_ANSWERS))
        assert said, "nothing was interrupted"
        view = read()
        last = {code: (value, words) for code, value, words in said}
        for code, one in list(last.items())[:-1]:
            assert (view.answers[code], view.words[code]) == one
        # The very last may have been followed by another that was kept and not acknowledged.
        final = said[-1][0]
        assert final in view.answers
        stopped.append(view.place)
        assert view.open
    return stopped


def test_no_answer_is_lost_when_the_program_is_killed(kept):
    go(kept, 3, seed=20261130)


@pytest.mark.slow
def test_fifty_kills_at_random_questions_lose_nothing(kept):
    stopped = go(kept, KILLS, seed=4)

    assert len(set(stopped)) > 10, "it must be interrupted at many a question"
