"""A partner's word that somebody came marks their meeting; it never marks a miss."""

import datetime as dt

import pytest
from sqlalchemy import select

from tests.services.test_partner_referrals import case_id, say, sending  # noqa: F401 - fixtures
from tests.services.test_partner_replies import answer, sent  # noqa: F401 - fixtures
from triage_app.domain.partner_reply import Word
from triage_app.domain.watched import day_of
from triage_app.storage.models import Appointment, PartnerReferral


@pytest.fixture
def meeting(desk, sent, clock):  # noqa: F811
    """The first meeting of the drugs condition, once it has been."""
    with desk.sessions() as session:
        condition = session.get_one(PartnerReferral, sent.id).condition_id
        query = select(Appointment).where(Appointment.condition_id == condition)
        row = session.scalars(query).one()
    clock.advance(days=(day_of(row.starts) - desk.today()).days + 1)
    return row


def marks(rows, meeting):
    return next(one.attendance for one in rows(Appointment) if one.id == meeting.id)


def test_whoever_came_is_marked_as_come(answer, meeting, rows):  # noqa: F811
    answer(Word.STARTED, day=day_of(meeting.starts))
    answer(Word.ATTENDED, day=day_of(meeting.starts), note="")
    assert marks(rows, meeting) == "attended"


def test_a_miss_is_told_and_left_to_the_assessor_to_mark(answer, meeting, rows):  # noqa: F811
    answer(Word.STARTED, day=day_of(meeting.starts))
    assert answer(Word.MISSED, day=day_of(meeting.starts), note="").heard[-1].word == "missed"
    assert marks(rows, meeting) is None


def test_another_day_marks_nothing(answer, meeting, rows):  # noqa: F811
    answer(Word.STARTED, day=day_of(meeting.starts))
    answer(Word.ATTENDED, day=day_of(meeting.starts) + dt.timedelta(days=1), note="")
    assert marks(rows, meeting) is None
