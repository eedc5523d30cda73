"""What must call, what must add up and what may not be: of every life, on any day."""

import datetime as dt

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from tests.services.life_holidays import working_day_after
from tests.services.life_tables import (
    BEFORE,
    BUFFER,
    CHECKED_AFTER,
    NOT_CHECKED,
    OPEN,
    OPEN_SHEETS,
    SUPPORTS_FOR,
    UNDER,
    WATCHES,
)
from triage_app.services import attention, tracking_view
from triage_app.storage.models import Appointment, Case, Scan


def must_call(life):
    """Hold what somebody must be told of: watched, and never without a next thing."""
    dues = attention.due_in(life.desk, life.staff[0], life.case_id)
    kinds = {one.kind.value for one in dues if one.calls}
    standing = kinds | {one.kind.value for one in dues if one.put_off}
    if life.state in OPEN:
        assert dues, f"nothing is next in a case that is {life.state}"
        _with_the_officer(life, kinds)
        _time_to_charge(life, kinds)
        _under_contract(life, standing)
        _arrests(life, kinds)
    _victims(life, dues)
    _partners(life, standing)
    _after_the_end(life, standing)


def _with_the_officer(life, kinds):
    if life.state in ("returned", "completed"):
        assert kinds & WATCHES, f"{life.state}, and nobody is told to watch: {kinds}"


def _time_to_charge(life, kinds):
    if life.state in (*BEFORE, *UNDER, "returned") and life.facts["has_contract"]:
        last, today = life.last_day, life.desk.today()
        late = last is not None and (last - today).days < BUFFER
        assert not late or "charge" in kinds, f"{last} to charge, and no list says so"


def _under_contract(life, standing):
    """Whoever came is said, evidence awaited is asked for, and what is owed is due."""
    if life.state not in UNDER:
        return
    now = life.desk.now()
    query = select(Appointment).where(
        Appointment.case_id == life.case_id, Appointment.called_off == ""
    )
    with life.desk.sessions() as session:
        meetings = session.scalars(query).all()
    unsaid = [
        one
        for one in meetings
        if one.attendance is None and one.starts + dt.timedelta(days=1) < now
    ]
    assert not unsaid or "attendance" in standing, f"nobody says who came on {unsaid[0].starts}"
    late = [one.evidence_by for one in meetings if one.attendance == "waiting_for_evidence"]
    late = [one for one in late if one + dt.timedelta(days=3) < life.desk.today()]
    assert not late or "evidence" in standing, f"evidence awaited since {late}"
    held = life.facts["account"]
    if held and not held["waived"] and held["paid"] < held["pence"]:
        due = held["due"] <= life.desk.today()
        assert not due or "contribution" in standing, f"{held} is owed, and no list says so"


def _arrests(life, kinds):
    """A new arrest calls until somebody has looked, whoever put what off."""
    if life.facts.get("arrests") and life.state != "not_taken_on":
        assert "arrested_again" in kinds, f"arrested, and nobody is told: {kinds}"


def _victims(life, dues):
    """Each victim is told of each decision by its day: five working days, or one."""
    told_by = {}
    for it in dues:
        if it.kind == "victim_notice":
            told_by.setdefault(it.code, []).append(it.day)
    for one in life.facts["victims"].values():
        for event, day in () if one["quiet"] else life.facts["decided_on"].items():
            due = working_day_after(day, 1 if one["soon"] else 5)
            if (event, day) not in one["told"]:
                days = told_by.get(f"victim_notice_{event}", [])
                said = f"a victim is to know of {event} on {day} by {due}, and lists say {days}"
                assert any(it <= due for it in days), said


def _partners(life, standing):
    for number, sheet in life.facts["sheets"].items():
        if sheet["stage"] not in OPEN_SHEETS or not (sheet["outside"] or life.state in UNDER):
            continue
        after = sheet["heard"] and sheet["heard"] + dt.timedelta(days=SUPPORTS_FOR)
        since = after or sheet["answer_by"] + dt.timedelta(days=1)
        silent = since <= life.desk.today() or sheet.get("unwanted")
        assert not silent or "partner" in standing, f"sheet {number} is silent since {since}"


def _after_the_end(life, standing):
    """Whoever offended again is asked after, and a record is reviewed once its years are over."""
    ending, today = life.facts.get("ending"), life.desk.today()
    if life.state in ("returned", "completed", "closed") and ending not in (None, *NOT_CHECKED):
        done = life.facts["checks"]
        if done < len(CHECKED_AFTER):
            due = life.facts["ended_on"] + relativedelta(months=CHECKED_AFTER[done])
            assert due > today or "reoffending" in standing, f"a check was due on {due}"
    if life.state == "closed" and life.review_due <= today:
        supervisor = next(one for one in life.staff if one.role == "supervisor")
        dues = attention.due_in(life.desk, supervisor, life.case_id)
        kinds = {one.kind.value for one in dues if one.calls or one.put_off}
        assert "retention" in kinds, f"a review was due on {life.review_due}"


# ── What must add up ─────────────────────────────────────────────────────────────────────────


def must_add_up(life):
    """Hold sums and lists against the model: hours, money, wishes, signed papers."""
    _hours(life)
    _money(life)
    with life.desk.sessions() as session:
        filed = session.scalars(select(Scan.paper_id).where(Scan.case_id == life.case_id)).all()
    assert sorted(filed) == sorted(life.facts.get("filed", [])), f"signed copies {filed}"


def _hours(life):
    if life.state not in UNDER or not life.facts["hours"]:
        return
    view = tracking_view.view(life.desk, life.staff[0], life.case_id)
    worked = [one for one in view.conditions if one.kind == "volunteering"]
    if worked:
        done = [it.minutes for one in worked for it in one.hours_done if not it.struck]
        wanted = sum(life.facts["hours"].values())
        assert sum(done) == wanted, f"{sum(done)} minutes of {wanted} count"


def _money(life):
    held = life.facts["account"]
    if held is None or life.state not in UNDER:
        return
    seen = tracking_view.view(life.desk, life.staff[0], life.case_id).contributed.account
    said = (seen.pence, seen.paid, seen.waived)
    assert said == (held["pence"], held["paid"], held["waived"]), f"{said} of {held}"


# ── What may not be ──────────────────────────────────────────────────────────────────────────


def must_be_allowed(life, name):
    """Hold what no deed may do, whoever does it."""
    _MAY_NOT.get(name, lambda _: None)(life)


def _referred(life):
    with life.desk.sessions() as session:
        case = session.get_one(Case, life.case_id)
        others = [
            session.get_one(Case, one.case_id)
            for one in life.world.lives
            if one is not life and one.person == case.person_id and one.state != "closed"
        ]
        live = [one.number for one in others if one.family == case.family]
    assert not live, f"a second live case of one person beside {live}"


def _merged(life):
    with life.desk.sessions() as session:
        open_ones = [session.get_one(Case, one.case_id).family for one in life.world.lives
                     if one.person in (life.person, life.facts["merged"])
                     and one.state != "closed"]  # fmt: skip
    assert len(open_ones) == len(set(open_ones)), "two live cases were made one person’s"


def _reviewed(life):
    due = life.review_due
    assert due <= life.desk.today(), f"decided before {due}, when its years are over"


def _sent(life):
    if life.facts["last_ground"] == "condition":
        may = life.facts["shares"] or life.facts.get("asked_outside")
        assert may, "a partner was told though nothing may be shared"


_MAY_NOT = {
    "refer": _referred,
    "reopen": _referred,
    "merge": _merged,
    "keep_record": _reviewed,
    "propose_disposal": _reviewed,
    "dispose": _reviewed,
    "refer_on": _sent,
}
