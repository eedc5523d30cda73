"""Verbs of whole lives: every step by its own use case, on a clock that moves with them."""

import datetime as dt
from dataclasses import replace

from tests.services.verbs_assessment import JUDGED, RISK, answered
from tests.services.verbs_consent import YES as AGREED
from tests.services.verbs_consent import a_slot
from tests.services.verbs_contract import signed
from tests.services.verbs_schemes import decided
from tests.services.verbs_tracking import mark
from tests.stages import staged
from triage_app.domain.booking import CONDITION, Slot
from triage_app.domain.condition import Condition
from triage_app.domain.contribution import Asked
from triage_app.domain.directory import Entry
from triage_app.services import (
    assessments,
    bookings,
    consent,
    contract_papers,
    contracts,
    contributions,
    directory,
    tracking_view,
)
from triage_app.services.authority import Authority, authorise

SESSIONS = 2
PAYS = 10_00  # pence, where the scheme asks for something


def a_service(desk, supervisor, scheme):
    """Put one service into the directory that works for every need in every part of the area."""
    pathways = tuple({one.pathway for one in scheme.conditions if one.pathway})
    entry = Entry(
        name="Practice Wellbeing",
        pathways=(*pathways, "volunteering", "tag", "restorative"),
        areas=tuple(one.code for one in scheme.areas),
        address="1 Example Lane",
        telephone="01632 960212",
        languages=("en", "cy"),
    )
    return directory.add(desk, supervisor, entry)


def referred(desk, actor, walk, number=1, reads="en", **changes):
    """Refer somebody of their own name and stay; return the case."""
    person = replace(walk.someone, name=f"Gwern Heron {number}", reads=reads)
    stay = replace(walk.stay, custody_record=f"{walk.suite}/{number}")
    return walk.refer(desk, actor, person=person, custody=stay, **changes)


def consented(desk, actor, walk, case_id, language="cy"):
    decided(desk, actor, case_id)
    consent.issue_sheet(desk, actor, case_id, language)
    consent.record(desk, actor, case_id, replace(AGREED, day=walk.released.date()))


def first_booked(desk, actor, walk, case_id):
    """Book the first meeting for the next day; return when the assessment in it begins."""
    starts = walk.released + dt.timedelta(hours=26)
    bookings.book(desk, actor, case_id, a_slot(starts=starts))
    return starts + dt.timedelta(minutes=30)


def assessed(desk, actor, walk, case_id):
    """Complete the assessment: two needs to work on, whatever else the answers say."""
    needs = _needs(desk, walk)
    view = assessments.start(desk, actor, case_id, "cy")
    view = answered(desk, actor, case_id, view)
    for pathway in dict.fromkeys((*needs, *view.needs.by_rule)):
        view = assessments.judge(desk, actor, case_id, view.seen, pathway, JUDGED)
    risk = replace(RISK, review=desk.today() + dt.timedelta(days=60))
    view = assessments.judge_risk(desk, actor, case_id, view.seen, risk)
    assessments.complete(desk, actor, case_id, view.version)


def drafted(desk, actor, walk, case_id, service, fifth=None):
    """Draft the contract, with everything that it asks for but what is paid."""
    if desk.schemes.version(walk.version).needs_authority:
        authorise(desk, actor, case_id, Authority("Insp Alder", "Inspector", "2201", desk.today()))
    sheet = contracts.draft(desk, actor, case_id)
    draft = sheet.draft
    for one in draft.conditions:
        if one.pathway:
            draft = draft.put(replace(one, service=service, sessions=SESSIONS))
    if fifth is not None:
        draft = draft.put(replace(fifth, service=service, due=draft.ends))
    contracts.change(desk, actor, case_id, sheet.seen, draft)
    return contracts.sheet(desk, actor, case_id)


def agreed(desk, actor, walk, case_id, service, fifth=None, language="cy"):
    """Draft the contract, print it, and have everybody sign it."""
    sheet = drafted(desk, actor, walk, case_id, service, fifth)
    if sheet.pays:
        contributions.ask_contribution(desk, actor, case_id, Asked(PAYS, sheet.draft.ends))
    contract_papers.issue(desk, actor, case_id, sheet.seen, language)
    sheet = contracts.sheet(desk, actor, case_id)
    signed(desk, actor, case_id, sheet.seen, at=desk.now())
    return sheet.draft.ends


@staged
def before_contract(desk, clock, actor, walk, number=1, **changes):
    """Return a case that came to the end of its assessment by every step."""
    clock.now = walk.released + dt.timedelta(hours=2, minutes=30)
    case_id = referred(desk, actor, walk, number, **changes)
    consented(desk, actor, walk, case_id)
    clock.now = first_booked(desk, actor, walk, case_id)
    assessed(desk, actor, walk, case_id)
    return case_id


@staged
def under_contract(desk, clock, actor, walk, service, number=1, **changes):
    """Return a case that came to its contract by every step, and the contract's last day."""
    fifth = changes.pop("fifth", None)
    case_id = before_contract(desk, clock, actor, walk, number, **changes)
    return case_id, agreed(desk, actor, walk, case_id, service, fifth)


def plan(desk, actor, case_id, starts):
    """Book every meeting agreed, from a moment on, each a week after the last."""
    for one in tracking_view.view(desk, actor, case_id).conditions:
        for _ in range(len(one.meetings), one.sessions or 0):
            slot = Slot(starts, 60, "Practice Wellbeing")
            bookings.book(desk, actor, case_id, slot, CONDITION, one.id)
            starts += dt.timedelta(days=7)


def attended(desk, actor, case_id):
    """Record that the person came to everything that has been."""
    for one in tracking_view.view(desk, actor, case_id).meetings:
        if one.attendance is None and one.starts < desk.now():
            mark(desk, actor, one)


def volunteering(hours=18):
    return Condition(position=5, code="VO1", pathway=None, hours=hours)


def a_tag():
    return Condition(position=5, code="TG1", pathway=None)


def _needs(desk, walk):
    scheme = desk.schemes.version(walk.version)
    return tuple(dict.fromkeys(one.pathway for one in scheme.conditions if one.pathway))[:2]
