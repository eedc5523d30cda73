"""Verbs that take a case to consent, book its assessment, and let one go no further."""

import datetime as dt
from dataclasses import replace

from tests.services.verbs_assessment import put
from tests.services.verbs_referral import refer
from tests.stages import staged
from triage_app.domain.booking import Slot
from triage_app.domain.consent import Answer
from triage_app.domain.signature import Manner
from triage_app.domain.workflow import State
from triage_app.services import bookings, consent

# The release that verbs_referral gives is on Monday 11 May 2026 at 08:00 in the suite.
INSIDE = dt.datetime(2026, 5, 12, 9, 0, tzinfo=dt.UTC)
PARTNERS = (
    ("drugs_and_alcohol", "support"),
    ("health_board", "health"),
    ("support_services", "support"),
    ("safety_services", "support"),
    ("restorative_justice", "restorative_justice"),
    ("evaluation", "evaluation"),
)
YES = Answer(
    given=True,
    explained=True,
    explained_by="Mared Hawthorn",
    language="en",
    day=dt.date(2026, 5, 11),
    asked=False,
    shares=dict.fromkeys(PARTNERS, True),
    manner=Manner.SIGNED,
)
NO = Answer(
    given=False, explained=False, language="en", day=dt.date(2026, 5, 11), reason="I want a trial"
)


def a_slot(**changes):
    return replace(Slot(INSIDE, 90, "Room 2, Haverfordwest police station"), **changes)


def eligible(desk, actor, **changes):
    """Return the id of a case that was decided eligible."""
    case_id = refer(desk, actor, **changes)
    put(desk, actor, case_id, State.ELIGIBLE)
    return case_id


@staged
def asked(desk, actor, **changes):
    """Return the id of an eligible case whose information sheet has been made."""
    case_id = eligible(desk, actor, **changes)
    consent.issue_sheet(desk, actor, case_id, "en")
    return case_id


@staged
def consented(desk, actor, **changes):
    """Return the id of a case whose person agreed to take part."""
    case_id = asked(desk, actor, **changes)
    consent.record(desk, actor, case_id, YES)
    return case_id


@staged
def booked(desk, actor, slot=None, **changes):
    """Return a case's id and its booked assessment."""
    case_id = consented(desk, actor, **changes)
    bookings.book(desk, actor, case_id, slot or a_slot())
    return case_id, bookings.first_meeting(desk, actor, case_id).current


@staged
def refused(desk, actor, **changes):
    """Return the id of a case whose person said no."""
    case_id = asked(desk, actor, **changes)
    consent.record(desk, actor, case_id, NO)
    return case_id
