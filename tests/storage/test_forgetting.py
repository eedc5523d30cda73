"""What was deleted is forgotten by the file itself: also in the gaps of pages that were divided."""

from contextlib import closing

import pytest
from sqlalchemy import delete, insert

from tests.conftest import KEY
from tests.services.decrypted import pages, written
from triage_app.storage import erasing
from triage_app.storage.models import Draft
from triage_app.storage.sqlcipher import unguarded

# In no order, and of many lengths: so that pages are divided, and divided again.
WORDS = [f"word{number * 7919 % 999_983:06d}" for number in range(3000)]
GONE = [word for word in WORDS if int(word[-6:]) % 3]
STAY = [word for word in WORDS if word not in GONE]


def about(word):
    return word * (1 + int(word[-6:]) % 9)


@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_no_gap_of_a_page_keeps_what_was_deleted(database, clock):
    rows = [
        {
            "member_id": 1,
            "form": "a form",
            "about": about(word),
            "content": {},
            "kept_at": clock.now,
        }
        for word in WORDS
    ]
    with database.sessions.begin() as session:
        session.execute(insert(Draft), rows)
    with database.sessions.begin() as session:
        for word in GONE:
            session.execute(delete(Draft).where(Draft.about == about(word)))
    with closing(unguarded(database.path, KEY)) as bare:
        bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = pages(database.path)
    assert [word for word in GONE if word.encode() in held]  # the control: deleting is not enough

    assert erasing.clear_out(database) == ""

    held = pages(database.path) + written(database.path)
    assert [word for word in GONE if word.encode() in held] == []
    assert [word for word in STAY if word.encode() not in held] == []


@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_somebody_who_reads_meanwhile_is_waited_for_by_the_next(database):
    with database.sessions() as session:
        session.get(Draft, 1)
        assert erasing.clear_out(database) == "storage.busy"
    assert erasing.clear_out(database) == ""
