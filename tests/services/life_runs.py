"""The deeds of a life under contract: drafted, signed, varied, met, marked, warned, referred on."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from tests.services.verbs_contract import signed, witness
from tests.services.verbs_lives import a_tag, volunteering
from triage_app.domain import tracked
from triage_app.domain.arrest_check import Check, Result, Source
from triage_app.domain.booking import CONDITION, REVIEW, AskedBy, Changed, Slot
from triage_app.domain.compliance import CAME, Attendance, Basis
from triage_app.domain.partner_referral import Ground, Manner, Sending
from triage_app.domain.partner_reply import Ended, Reply
from triage_app.domain.problems import Refused
from triage_app.domain.signature import Manner as Signed
from triage_app.domain.variation import AskedBy as Varies
from triage_app.services import (
    arrest_checks,
    attention,
    bookings,
    contract_papers,
    contracts,
    giving,
    partner_referrals,
    partner_replies,
    putting_off,
    tracking,
    variation_approvals,
    variations,
)
from triage_app.storage.models import (
    Appointment,
    Condition,
    Contract,
    Variation,
    VariationApproval,
    Warned,
)

WHY = "The bus <did> not run & nobody rang"
MARKS = tuple(Attendance)
WORDS = ("accepted", "started", "missed", "progress", "chased", "refused", "ended", "revoked")


class Nothing(Exception):  # noqa: N818 - no error: there is nothing to try a deed on
    """There is nothing in a case that a deed could be tried on."""


def rows(life, model, *where):
    with life.desk.sessions() as session:
        query = select(model).where(model.case_id == life.case_id, *where).order_by(model.id)
        return session.scalars(query).all()


def chosen(found, n):
    if not found:
        raise Nothing
    return found[n % len(found)]


# ── The contract ─────────────────────────────────────────────────────────────────────────────


def _sheet(life, by):
    sheet = contracts.sheet(life.desk, by, life.case_id)
    if sheet is None:
        raise Nothing
    return sheet


def draft(life, by, _n):
    if rows(life, Contract):
        raise Nothing
    contracts.draft(life.desk, by, life.case_id)


def fill_in(life, by, n):
    sheet = _sheet(life, by)
    base = sheet.bounds.base
    drafted = _filled(life, sheet.draft, n) if base is None else _varied(sheet, n)
    contracts.change(life.desk, by, life.case_id, sheet.seen, drafted)


def _filled(life, drafted, n):
    for one in drafted.conditions:
        if one.pathway:
            drafted = drafted.put(replace(one, service=life.service, sessions=2))
    slots = life.desk.schemes.version(life.walk.version).slots
    kinds = slots[-1].kinds if slots and slots[-1].position == 5 else ()
    fifth = (volunteering(), a_tag(), None)[n % 3]
    free = not any(one.position == 5 for one in drafted.conditions)
    if fifth is not None and free and {"volunteering", "tag"} <= set(kinds):
        drafted = drafted.put(replace(fifth, service=life.service, due=drafted.ends))
    return drafted


def _varied(sheet, n):
    """Ask for more, for less, or for another end."""
    drafted, met = sheet.draft, [one for one in sheet.draft.conditions if one.sessions]
    offers = [day for day in sheet.bounds.terms(drafted.day) if day != drafted.ends]
    if n % 3 == 1 and offers:
        return _ends_on(drafted, chosen(offers, n // 3))
    if n % 3 == 2 and len(met) > 1:
        gone = met[-1]
        return drafted.without(gone.position).explain(gone.pathway, WHY)
    one = chosen(met, n)
    return drafted.put(replace(one, sessions=one.sessions + 1))


def _ends_on(drafted, day):
    for one in drafted.conditions:
        if one.due is not None:
            drafted = drafted.put(replace(one, due=min(one.due, day)))
    return replace(drafted, ends=day)


def draft_for_today(life, by, n):
    day = life.desk.today() + dt.timedelta(days=(0, 0, 0, 0, 0, 1, 7)[n % 7])
    contracts.renew_for(life.desk, by, life.case_id, _sheet(life, by).seen, day)


def make_paper(life, by, n):
    sheet = _sheet(life, by)
    contract_papers.issue(life.desk, by, life.case_id, sheet.seen, ("en", "cy")[n % 2])


def sign(life, by, _n):
    sheet, now = _sheet(life, by), life.desk.now()
    life.facts["signs"] = "variation" if sheet.bounds.base is not None else "contract"
    assert signed(life.desk, by, life.case_id, sheet.seen, at=now)


def refuse_to_sign(life, by, _n):
    sheet, now = _sheet(life, by), life.desk.now()
    life.facts["signs"] = "variation" if sheet.bounds.base is not None else "contract"
    said = {"participant": Signed.REFUSED}
    assert not signed(life.desk, by, life.case_id, sheet.seen, witness(at=now), at=now, **said)


def begin_to_vary(life, by, _n):
    wanted = variations.Wanted(WHY, Varies.PARTICIPANT)
    variations.begin(life.desk, by, life.case_id, wanted)
    life.facts["varied"], life.facts["begun_by"] = True, by.username


def ask_supervisor(life, by, _n):
    variations.ask(life.desk, by, life.case_id)
    life.facts["asked_by"] = by.username


def _answers(*, approved):
    def answers(life, by, _n):
        varied = chosen(rows(life, Variation)[-1:], 0)
        with life.desk.sessions() as session:
            query = select(VariationApproval).where(VariationApproval.variation_id == varied.id)
            asks = session.scalars(query.order_by(VariationApproval.id)).all()
        ask = chosen(asks[-1:], 0)
        seen = (ask.id, ask.version)
        variation_approvals.decide(life.desk, by, seen, WHY, approved=approved)

    return answers


def abandon_variation(life, by, _n):
    variations.abandon(life.desk, by, life.case_id, WHY)
    life.facts["signs"] = "variation"


# ── Meetings ─────────────────────────────────────────────────────────────────────────────────


def book(life, by, n):
    contract = chosen(rows(life, Contract, Contract.signed_on.is_not(None))[-1:], 0)
    starts = life.desk.now() + dt.timedelta(days=n % 20, hours=1 + n % 5)
    slot = Slot(starts, 60, "Practice Wellbeing")
    query = select(Condition).where(Condition.contract_id == contract.id)
    with life.desk.sessions() as session:
        every = session.scalars(query.order_by(Condition.position)).all()
    wanted = [one for one in every if one.sessions]
    if not wanted or n % 5 == 0:
        bookings.book(life.desk, by, life.case_id, slot, REVIEW)
    else:
        bookings.book(life.desk, by, life.case_id, slot, CONDITION, chosen(wanted, n).id)


def _meeting(life, n, *where):
    return chosen(rows(life, Appointment, *where), n)


def move(life, by, n):
    one = _meeting(life, n, Appointment.attendance.is_(None))
    starts = life.desk.now() + dt.timedelta(days=1 + n % 9)
    slot = Slot(starts, 45, "Another room", outside_reason=WHY)
    bookings.move(life.desk, by, (one.id, one.version), slot, Changed(AskedBy.PARTICIPANT, WHY))


def call_off(life, by, n):
    one = _meeting(life, n, Appointment.attendance.is_(None))
    bookings.call_off(life.desk, by, (one.id, one.version), Changed(AskedBy.SERVICE, WHY))


def mark(life, by, n):
    been = rows(life, Appointment, Appointment.attendance.is_(None), Appointment.called_off == "")
    been = [one for one in been if one.starts <= life.desk.now()]
    one = been[n % len(been)] if been and n % 4 else _meeting(life, n)
    mark_as(life, by, one, MARKS[n % len(MARKS)])


def mark_as(life, by, one, attended):
    waits = attended is Attendance.WAITING_FOR_EVIDENCE
    by_then = life.desk.today() + dt.timedelta(days=7) if waits else None
    life.facts["marked_before"] = one.attendance is not None
    given = tracked.Marked(attended, WHY, by_then, WHY)
    tracking.mark(life.desk, by, (one.id, one.version), given)


def come(life, by, n):
    """Come to a meeting that has been, or have come after all."""
    been = rows(life, Appointment, Appointment.called_off == "")
    been = [one for one in been if one.starts <= life.desk.now()]
    been = [one for one in been if one.attendance not in CAME]
    mark_as(life, by, chosen(been, n), Attendance.ATTENDED)


# ── Whatever else happens ────────────────────────────────────────────────────────────────────


def try_contact(life, by, n):
    how = tuple(tracked.How)[n % len(tracked.How)]
    given = tracked.Contact(life.desk.now(), how, n % 2 == 0, WHY)
    tracking.add_contact(life.desk, by, life.case_id, given)


def check_arrests(life, by, n):
    result = Result.SOMETHING if n % 7 == 0 else Result.NOTHING
    given = Check(life.desk.today(), Source.PNC, result, WHY)
    arrest_checks.record(life.desk, by, life.case_id, given)


def offend(life, by, n):
    day = life.desk.today() - dt.timedelta(days=n % 3)
    given = tracked.NewOffence(Basis.CHARGE, day, WHY)
    tracking.record_offence(life.desk, by, life.case_id, given)


def warn(life, by, _n):
    tracking.warn(life.desk, by, life.case_id, WHY)


def give_letter(life, by, n):
    letter = chosen(rows(life, Warned, Warned.given_on.is_(None)), n)
    given = tracked.Given(life.desk.today(), tracked.How.IN_PERSON, by.name, WHY)
    tracking.record_giving(life.desk, by, life.case_id, letter.id, given)


def review(life, by, _n):
    tracking.record_review(life.desk, by, life.case_id, WHY)


def refer_on(life, by, n):
    asked = chosen(partner_referrals.view(life.desk, by, life.case_id).asked, n)
    given = Sending(
        ground=asked.ground,
        about_id=asked.about_id,
        told=tuple(str(one) for one in asked.may_be_told),
        recipient="Mari Sampl",
        answer_by=life.desk.today() + dt.timedelta(days=7),
        language=("en", "cy")[n % 2],
        manner=Manner.PRINTED,
        asks=WHY,
        health="None",
        safety="None",
    )
    gone = partner_referrals.send(life.desk, by, life.case_id, given)
    outside = asked.ground == Ground.SUPPORT
    life.facts["last_ground"] = str(asked.ground)
    life.facts["sheets"][gone.number] = {
        "stage": "sent",
        "outside": outside,
        "about": asked.about_id,
        "answer_by": given.answer_by,
        "heard": None,
    }


def hear_of_partner(life, by, n):
    sent = chosen(partner_referrals.view(life.desk, by, life.case_id).shared, n)
    life.facts["word"] = WORDS[n % len(WORDS)]
    given = Reply(life.facts["word"], life.desk.today(), Ended.COMPLETED, WHY)
    partner_replies.record(life.desk, by, (sent.id, sent.version), given)
    sheet = life.facts["sheets"][sent.number]
    sheet["heard"] = given.day
    if given.word not in ("missed", "progress", "chased"):
        sheet["stage"] = given.word


def put_off(life, by, n):
    due = chosen(attention.due_in(life.desk, by, life.case_id), n)
    until = life.desk.today() + dt.timedelta(days=1 + n % 5)
    putting_off.put_off(life.desk, by, life.case_id, due, (until, WHY))


def hand_over(life, by, n):
    has = next(one for one in life.staff if one.username == life.facts["assessor"])
    taker = chosen([one for one in life.staff if one is not has], n)
    outcome = giving.give(life.desk, by, {life.case_id: has.id}, taker.id, WHY)
    if outcome.kept:  # it stays where it is, and why is told: no error, and nothing is done
        raise Refused("caseload.cannot_take")
    life.facts["assessor"] = taker.username


RUNS = {
    "draft": draft,
    "fill_in": fill_in,
    "draft_for_today": draft_for_today,
    "print": make_paper,
    "sign": sign,
    "refuse_to_sign": refuse_to_sign,
    "begin_to_vary": begin_to_vary,
    "ask_supervisor": ask_supervisor,
    "approve_variation": _answers(approved=True),
    "return_variation": _answers(approved=False),
    "abandon_variation": abandon_variation,
    "book": book,
    "move": move,
    "call_off": call_off,
    "mark": mark,
    "come": come,
    "try_contact": try_contact,
    "check_arrests": check_arrests,
    "offend": offend,
    "warn": warn,
    "give_letter": give_letter,
    "review": review,
    "refer_on": refer_on,
    "hear_of_partner": hear_of_partner,
    "put_off": put_off,
    "hand_over": hand_over,
}
