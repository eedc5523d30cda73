"""The deeds of a life up to its contract, each one use case; a number chooses among what there is.

`RUN` has every deed by its name, those of a contract and of its end too.
"""

import datetime as dt
from dataclasses import replace

from tests.services.life_beside import BESIDE_RUNS
from tests.services.life_ends import ENDS
from tests.services.life_office import OFFICE_RUNS
from tests.services.life_runs import RUNS, Nothing, chosen
from tests.services.verbs_assessment import JUDGED, RISK, answered
from tests.services.verbs_consent import NO, YES, a_slot
from tests.services.verbs_schemes import ELIGIBLE, NOT_ELIGIBLE
from triage_app.domain.eligibility import Decision
from triage_app.domain.leaving import Offer
from triage_app.domain.sharing import How
from triage_app.domain.withdrawal import Given
from triage_app.services import (
    assessments,
    bookings,
    consent,
    people,
    services_alone,
    terms,
    ways_out,
    withdrawals,
)
from triage_app.services.authority import Authority, authorise
from triage_app.services.eligibility import advise, decide
from triage_app.storage.models import Case, Person

WHY = "As I was told <on> the day & no “other”"
# Offences: code, what sort, months in which they can be charged.
OFFENCES = (("CJ88116", "CS", 6), ("TH68010", "CE", None), ("MD71210", "CE", None))
PEOPLE = (
    ("Gwern Heron", dt.date(1995, 5, 14)),
    ("Blodwen Whimbrel", dt.date(1972, 11, 3)),
    ("Ithel Dunnock", dt.date(2004, 2, 29)),
    ("Zofia Bittern", dt.date(1960, 8, 21)),
)
DAYS_BEFORE = (1, 1, 20, 30, 45, 90)  # the arrest


def refer(life, by, n):
    if life.case_id is not None:
        raise Nothing
    released = life.walk.released if life.number == 0 else life.desk.now() - dt.timedelta(hours=2)
    life.clock.now = max(life.clock.now, released + dt.timedelta(hours=2))
    code, category, months = OFFENCES[n % len(OFFENCES)]
    day = released.date() - dt.timedelta(days=DAYS_BEFORE[n // 3 % len(DAYS_BEFORE)])
    offence = replace(life.walk.offence, code=code, category=category, first_day=day)
    stay = replace(
        life.walk.stay,
        custody_record=f"{life.walk.suite}/{life.number}",
        arrested=released - dt.timedelta(hours=14),
        released=released,
    )
    given = {"person": _person(life, n), "custody": stay, "offences": [offence]}
    whose = {"person_id": life.of.person} if life.of else {"another_person": True}
    life.case_id = life.walk.refer(life.desk, by, **given, **whose)
    life.facts["limit"], life.facts["assessor"] = (months, day), by.username
    _begun(life)


def _person(life, n):
    """Somebody like nobody else here; of a person known already, as they are known."""
    if life.of is not None:
        with life.desk.sessions() as session:
            return people.particulars_of(session.get_one(Person, life.of.person))
    name, born = PEOPLE[life.number % len(PEOPLE)]
    reads = "cy" if n % 2 else "en"
    return replace(life.walk.someone, name=f"{name} {n}", born=born, reads=reads)


def _begun(life):
    """Note whose case it is, and by which version of the scheme: it changes in the years."""
    with life.desk.sessions() as session:
        case = session.get_one(Case, life.case_id)
        life.person, life.names = case.person_id, {case.person.name}
        life.walk = replace(life.walk, version=case.scheme)
    life.facts["has_contract"] = bool(life.desk.schemes.version(life.walk.version).slots)
    life.world.lives.append(life)


def _decides(outcome):
    def decides(life, by, _n):
        advice = advise(life.desk, by, life.case_id)
        given = Decision(outcome, WHY, advice.eligibility.digest)
        decide(life.desk, by, life.case_id, given)

    return decides


def allow(life, by, _n):
    given = Authority("Insp Heulwen Alder", "Inspector", "2201", life.desk.today())
    authorise(life.desk, by, life.case_id, given)


def shorten(life, by, _n):
    terms.shorten_term(life.desk, by, life.case_id, WHY)
    life.facts["allowed"]["case"] = None


def override(life, by, n):
    ends = life.last_day if n % 2 else None
    varied = life.facts.get("varied") and life.state in ("live", "breach_proposed")
    day = terms.override_term(life.desk, by, life.case_id, WHY, ends)
    life.facts["allowed"]["variation" if varied else "case"] = day


def make_sheet(life, by, n):
    consent.issue_sheet(life.desk, by, life.case_id, ("en", "cy")[n % 2])


def agree_to_it(life, by, _n):
    consent.record(life.desk, by, life.case_id, replace(YES, day=life.desk.today()))


def say_no(life, by, _n):
    consent.record(life.desk, by, life.case_id, replace(NO, day=life.desk.today()))


def withdraw(life, by, n):
    stops = n % 2 == 0
    given = Given(life.desk.today(), How.TELEPHONE, WHY, stops_support=stops)
    life.facts["stops_support"] = stops
    withdrawals.withdraw(life.desk, by, life.case_id, given)


def go_no_further(life, by, n):
    reasons = ways_out.reasons(life.desk, by, life.case_id)
    reason = reasons[n % len(reasons)][0] if reasons else "charged"
    ways_out.take(life.desk, by, life.case_id, reason, WHY)


def put_right(life, by, n):
    life.facts["back_to"] = life.facts.get("left_from")
    ways_out.take_back(life.desk, by, life.case_id, WHY, ("en", "cy")[n % 2])


def write_to_officer(life, by, n):
    ways_out.issue_letter(life.desk, by, life.case_id, ("en", "cy")[n % 2])


def offer_services(life, by, n):
    offered = n % 2 == 0
    ways_out.offer_services(life.desk, by, life.case_id, Offer(offered, offered, WHY))


def let_go(life, by, _n):
    ways_out.close(life.desk, by, life.case_id)


def conclude_services(life, by, _n):
    services_alone.conclude(life.desk, by, life.case_id, WHY)


def book_first(life, by, n):
    starts = life.desk.now() + dt.timedelta(hours=1 + n % 60)
    slot = a_slot(starts=starts, outside_reason=WHY)
    bookings.book(life.desk, by, life.case_id, slot)


def begin_assessing(life, by, n):
    assessments.start(life.desk, by, life.case_id, ("en", "cy")[n % 2])


def _open_assessment(life, by):
    view = assessments.assessment(life.desk, by, life.case_id)
    if view is None:
        raise Nothing
    return view


def answer(life, by, _n):
    answered(life.desk, by, life.case_id, _open_assessment(life, by))


def judge(life, by, _n):
    view = _open_assessment(life, by)
    version = life.desk.schemes.version(life.walk.version)
    needs = [one.pathway for one in version.conditions if one.pathway][:1]
    for pathway in dict.fromkeys((*needs, *view.needs.by_rule)) or chosen((), 0):
        view = assessments.judge(life.desk, by, life.case_id, view.seen, pathway, JUDGED)


def judge_risk(life, by, _n):
    view = _open_assessment(life, by)
    risk = replace(RISK, review=life.desk.today() + dt.timedelta(days=60))
    assessments.judge_risk(life.desk, by, life.case_id, view.seen, risk)


def complete_assessment(life, by, _n):
    view = _open_assessment(life, by)
    assessments.complete(life.desk, by, life.case_id, view.version)


RUN = {
    "refer": refer,
    "find_eligible": _decides(ELIGIBLE),
    "find_not_eligible": _decides(NOT_ELIGIBLE),
    "authorise": allow,
    "shorten": shorten,
    "override": override,
    "make_sheet": make_sheet,
    "agree_to_it": agree_to_it,
    "say_no": say_no,
    "withdraw": withdraw,
    "go_no_further": go_no_further,
    "put_right": put_right,
    "write_to_officer": write_to_officer,
    "offer_services": offer_services,
    "let_go": let_go,
    "conclude_services": conclude_services,
    "book_first": book_first,
    "begin_assessing": begin_assessing,
    "answer": answer,
    "judge": judge,
    "judge_risk": judge_risk,
    "complete_assessment": complete_assessment,
    **RUNS,
    **ENDS,
    **BESIDE_RUNS,
    **OFFICE_RUNS,
}
