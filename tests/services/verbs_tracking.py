"""Verbs that take a live contract to its end: keep it, miss from it, propose and decide."""

import datetime as dt

from sqlalchemy import select

from tests.services.verbs_contract import live
from tests.stages import staged
from triage_app.domain.arrest_check import Check, Result, Source
from triage_app.domain.compliance import Attendance, Basis
from triage_app.domain.ending import Decision, Proposal
from triage_app.domain.roles import Role
from triage_app.domain.tracked import Marked, NewOffence
from triage_app.services import (
    approvals,
    arrest_checks,
    breaches,
    supervision,
    tracking,
    tracking_view,
)
from triage_app.services.desk import Actor
from triage_app.services.tracking_view import view
from triage_app.storage.models import Appointment, Case, Member

PROPOSAL = Proposal(
    (3,),
    "Missed two meetings.",
    "Rang twice, wrote once.",
    "Not engaging.",
    account="They say that the bus did not run.",
    effect="The shop’s staff are uneasy.",
)
AGAINST = Decision(found=True, reason="Two misses, and no answer to the letter.")
FOR = Decision(found=False, reason="The bus did not run; they have come since.")


def running(desk, actor, supervisor, **changes):
    """Return the id of a case whose contract is live."""
    return live(desk, actor, supervisor, **changes).case_id


def seen(desk, case_id):
    """Return a case as whoever changes it saw it: its number and version."""
    with desk.sessions() as session:
        return case_id, session.scalar(select(Case.version).where(Case.id == case_id))


def mark(desk, actor, meeting, attendance=Attendance.ATTENDED, note="They said so"):
    waits = attendance is Attendance.WAITING_FOR_EVIDENCE
    by = desk.today() + dt.timedelta(days=7) if waits else None
    given = Marked(attendance, note, by, "Put right")
    tracking.mark(desk, actor, (meeting.id, meeting.version), given)


def keep(desk, actor, case_id):
    """Hold every meeting agreed, as if each had been booked, on the days they were due."""
    held = view(desk, actor, case_id)
    with desk.sessions.begin() as session:
        for one in held.conditions:
            for number in range(len(one.meetings), one.sessions or 0):
                starts = desk.now() + dt.timedelta(days=8 + number)
                row = Appointment(case_id=case_id, condition_id=one.id, kind="condition")
                row.starts, row.minutes, row.booked_at = starts, 60, desk.now()
                session.add(row)


def kept(desk, clock, actor, case_id):
    """Let the whole term run with every meeting attended."""
    keep(desk, actor, case_id)
    ends = tracking_view.view(desk, actor, case_id).course.ends
    clock.set(f"{ends + dt.timedelta(days=1)} 09:00")
    for meeting in view(desk, actor, case_id).meetings:
        mark(desk, actor, meeting)
    look_for_arrests(desk, actor, case_id)
    return case_id


def look_for_arrests(desk, actor, case_id, result=Result.NOTHING):
    """Look for a new arrest today, as completion rests on it."""
    check = Check(desk.today(), Source.PNC, result, "On the record")
    arrest_checks.record(desk, actor, case_id, check)


def miss(desk, clock, actor, case_id, place=0):
    """Let a meeting pass that nobody came to, and record that nothing excuses it."""
    meeting = view(desk, actor, case_id).meetings[place]
    clock.now = max(clock.now, meeting.starts + dt.timedelta(hours=1))
    mark(desk, actor, meeting, Attendance.MISSED_UNACCEPTABLE)


def offend(desk, actor, case_id, day):
    return tracking.record_offence(desk, actor, case_id, NewOffence(Basis.CHARGE, day))


def propose(desk, actor, case_id, proposal=PROPOSAL):
    breaches.propose(desk, actor, seen(desk, case_id), proposal)
    return approvals.waiting_in(desk, actor, case_id)


def decide(desk, supervisor, waiting, decision=AGAINST, language="en"):
    seen = (waiting.breach_id, waiting.version)
    return supervision.decide(desk, supervisor, seen, decision, language)


@staged
def returned(desk, actor, supervisor, **changes):
    """Return the id of a case found in breach."""
    case_id = running(desk, actor, supervisor, **changes)
    decide(desk, supervisor, propose(desk, actor, case_id))
    return case_id


def another_supervisor(desk):
    """Return a second supervisor, who has nothing to do with any case."""
    with desk.sessions.begin() as session:
        row = Member(username="ann.rees", name="Ann Rees", role=Role.SUPERVISOR)
        session.add(row)
        session.flush()
        return Actor(row.id, row.username, row.name, row.role)


def give_to(desk, case_id, actor):
    """Let somebody be a case's assessor."""
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).assessor_id = actor.id
