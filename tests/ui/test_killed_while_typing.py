"""The power goes while somebody types: what was kept two seconds after the last key is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KEY, STAFF
from triage_app.config import Config
from triage_app.services import drafts, referrals
from triage_app.services.opening import assemble
from triage_app.storage.database import open_embedded
from triage_app.storage.models import AuditEntry

ROOT = Path(__file__).parents[2]


@pytest.fixture
def killed(template, tmp_path):
    """A folder in which the program was killed with a draft on its page."""
    shutil.copy(template, tmp_path / "caseload.db")
    program = [sys.executable, "-m", "tests.ui.typing_in", str(tmp_path)]
    with subprocess.Popen(  # noqa: S603 - our own program
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as typing:  # fmt: skip
        assert typing.stdout.readline() == "kept\n"
        typing.kill()
    return tmp_path


def test_the_draft_is_there_on_return(killed, clock, reference):
    database = open_embedded(killed / "caseload.db", KEY)
    try:
        desk = assemble(Config(data=killed), database, clock, reference)
        kept = drafts.all_kept(desk, STAFF[0], referrals.DRAFT)
        with desk.sessions() as session:
            logged = session.query(AuditEntry).count()
    finally:
        database.close()

    assert [draft.content["name"] for draft in kept] == ["Lowri Dipper"]
    assert kept[0].content["offences"][0]["what"] == "TH68010"
    assert logged == 0  # a draft stands outside the log until it is committed
