"""A case ends another way: what follows is said first, one person confirms it, others are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.documents.ending_contents import (
    EndedContents,
    HandedOverContents,
    OfEndings,
)
from triage_app.documents.visits import ConditionStanding
from triage_app.domain.other_ends import (
    BACK_WITH_OFFICER,
    EVENTS,
    NOT_COUNTED,
    TELLS,
    End,
    EndOfCase,
    Given,
    To,
    Who,
    possible_from,
    problems_in,
)
from triage_app.domain.partner_referral import Ground
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.sharing import How
from triage_app.domain.support import Stage
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import OPEN, Event, State, advance
from triage_app.services import (
    audit,
    conflicts,
    endings,
    paperwork,
    partner_replies,
    read_in,
    sharing,
    ways_out_record,
)
from triage_app.services.access import permit
from triage_app.services.contract_printed import conditions_printed
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import case_printed
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import Case, Ending

SEEN: Final = audit.Deed("endings.consequences_seen", audit.Category.CONSULTATION)
ENDED: Final = audit.Deed("endings.ended", audit.Category.ALTERATION)
SETTLED: Final = audit.Deed("endings.settled", audit.Category.ALTERATION)
COUNTED: Final = audit.Deed("endings.counted", audit.Category.CONSULTATION)
FIELDS: Final = ("end", "day", "reason", "to_whom", "meetings", "told")


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows if a case ends another way today: the ends there are, and what each touches."""

    version: int
    state: State
    ends: tuple[EndOfCase, ...]
    opened: date
    last_day: date | None
    days_left: int | None
    limit_known: bool
    contract_ends: date | None  # of a contract that is in force
    meetings: int  # still to come
    partners: tuple[str, ...]  # services of the contract
    support: tuple[str, ...]  # services under the person's own consent
    victim_was_asked: bool
    other_cases: tuple[str, ...]  # of the same person, and open

    def tells(self, end: EndOfCase) -> tuple[str, ...]:
        """Return the services that would be told of an end, each once."""
        if Who.PARTNER not in TELLS[end.code]:
            return ()
        more = () if end.services_go_on else self.support
        return tuple(dict.fromkeys((*self.partners, *more)))


def consequences(desk: Desk, actor: Actor, case_id: int) -> Consequences | None:
    """Return what would follow; None where no other end can happen any more. A look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        seen = _consequences(session, desk, case) if possible_from(case.state) else None
    audit.look(desk, actor, SEEN, case_id, ("state", "meetings", "told"))
    return seen


def may_end(actor: Actor) -> bool:
    """Say whether whoever looks may record an end."""
    return may(actor.role, Permission.RECORD_OUTCOME)


def end_case(
    desk: Desk,
    actor: Actor,
    case: tuple[int, int],
    given: Given,
    language: str = Language.ENGLISH,
) -> int | None:
    """End a case, seen as (number, version), another way; return the officer's paper, if any.

    Meetings still to come end with it. Where the scheme says so the case goes back to the officer,
    and is watched as after a breach; else it is closed once everybody has been told.
    """
    permit(actor, Permission.RECORD_OUTCOME)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, ("state",))
        codes = _codes(desk, row)
        found = tuple(problems_in(given, codes, row.opened, desk.today()))
        if not codes:
            raise Refused("workflow.no_such_move")
        if found:
            raise Invalid(*found)
        end = desk.schemes.version(row.scheme).end(str(given.end))
        if end is None or given.day is None:
            raise AssertionError("checked before")
        sighted = see_one(session, desk, case_id)
        made = _papers(session, desk, actor, (sighted, end), given, language)
        _move(session, desk, actor, (row, end), given, made)
        _stop(session, desk, actor, (row, end), given)
        audit.record(session, desk, actor, ENDED, case_id, FIELDS)
        return made.get(To.OFFICER)


def settle(desk: Desk, actor: Actor, case: tuple[int, int]) -> None:
    """Close a case that ended another way, once everybody is told and whoever takes it has it."""
    permit(actor, Permission.RECORD_OUTCOME)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, ("state",))
        moved = advance(row.state, Event.ENDING_SETTLED, actor.role)
        ending = endings.standing(session, case_id)
        if ending is None or not_told(session, ending):
            raise Refused("endings.tell_first")
        if ending.kind == End.TRANSFERRED and ending.acknowledged_on is None:
            raise Refused("endings.not_taken_over")
        row.state, row.closed_on = moved, desk.today()
        audit.record(session, desk, actor, SETTLED, case_id, ("closed_on",))


def not_told(session: Session, ending: Ending) -> bool:
    """Whether the officer, or anybody else who must be, has not been told of an ending."""
    officer = ending.paper_id is not None and ending.told_on is None
    return officer or any(one.told_on is None for one in endings.items(session, ending.case_id))


def counted(desk: Desk, actor: Actor, first: date, last: date) -> dict[End, int]:
    """Return how many cases ended in each other way in some days: nought is said as well.

    One opened in error was never a case, and is not counted; nor is one that was reopened.
    """
    permit(actor, Permission.SEE_EVERYONES_CASES)
    begins = datetime.combine(first, time(), LONDON)
    after = datetime.combine(last + timedelta(days=1), time(), LONDON)
    query = (
        select(Ending.kind, func.count())
        .where(Ending.stands.is_(True), Ending.confirmed_at >= begins, Ending.confirmed_at < after)
        .group_by(Ending.kind)
    )
    with desk.sessions() as session:
        found = dict(session.execute(query).all())
    audit.look(desk, actor, COUNTED, fields=("end",))
    return {one: found.get(one, 0) for one in End if one not in NOT_COUNTED}


def name_of_end(desk: Desk, case: Case, kind: str) -> Wording | None:
    """Return what a case's scheme calls an end; None of completion, breach and withdrawal."""
    end = desk.schemes.version(case.scheme).end(kind)
    return end.name if end else None


def returns(desk: Desk, case: Case, kind: str) -> bool:
    """Say whether an ending gives a case back to its officer, who may still charge."""
    end = desk.schemes.version(case.scheme).end(kind)
    return end.returns if end else kind in BACK_WITH_OFFICER


def _codes(desk: Desk, case: Case) -> frozenset[str]:
    known = {one.code for one in desk.schemes.version(case.scheme).ends}
    return frozenset(one for one in possible_from(case.state) if one in known)


def _consequences(session: Session, desk: Desk, case: Case) -> Consequences:
    sighted = see_one(session, desk, case.id)
    clock, course, codes = sighted.clock, sighted.watched.course, _codes(desk, case)
    support = endings.supported(session, case.id)
    others = select(Case.number).where(
        Case.person_id == case.person_id, Case.id != case.id, Case.state.in_(OPEN)
    )
    return Consequences(
        version=case.version,
        state=case.state,
        ends=tuple(one for one in sighted.scheme.ends if one.code in codes),
        opened=case.opened,
        last_day=clock.last_day if sighted.scheme.has_contract else None,
        days_left=clock.days_left if sighted.scheme.has_contract else None,
        limit_known=clock.known,
        contract_ends=course.ends if course else None,
        meetings=len(ways_out_record.coming(session, desk, case.id)),
        partners=tuple(one.name for one in endings.services_told(session, case.id, support=False)),
        support=tuple(dict.fromkeys(one.service.name for one in support)),
        victim_was_asked=endings.restorative_asked(session, sighted),
        other_cases=tuple(session.scalars(others.order_by(Case.id))),
    )


def _move(
    session: Session,
    desk: Desk,
    actor: Actor,
    ended: tuple[Case, EndOfCase],
    given: Given,
    made: Mapping[str, int],
) -> None:
    """Move the case, and write down who is to be told."""
    case, end = ended
    endings.overtake(session, case.id)
    row = endings.begun(desk, actor, case, end.code, made.get(To.OFFICER))
    row.day, row.reason, row.to_whom = given.day, given.reason.strip(), given.to_whom.strip()
    asked = endings.restorative_asked(session, see_one(session, desk, case.id))
    session.add(row)
    session.flush()
    letter = made.get(To.PARTICIPANT)
    session.add_all(endings.to_tell(session, desk, actor, row, letter=letter, asked=asked))
    moved = advance(case.state, EVENTS[End(end.code)], actor.role)
    case.state = advance(moved, Event.GIVEN_BACK, actor.role) if end.returns else moved


def _stop(
    session: Session, desk: Desk, actor: Actor, ended: tuple[Case, EndOfCase], given: Given
) -> None:
    """Call the meetings off; of whoever died nothing goes on, and nothing more is shared."""
    case, end = ended
    day = given.day or desk.today()
    ways_out_record.call_off(session, desk, case.id, end.code)
    stops = () if end.services_go_on else (Ground.SUPPORT,)
    for ground in (Ground.CONDITION, *stops):
        sheets = partner_replies.open_ones(session, case.id, ground)
        partner_replies.revoke(session, desk, actor, sheets, end.name.en)
    if end.services_go_on:
        return
    for one in endings.supported(session, case.id):
        one.state, one.taken_back_on = Stage.TAKEN_BACK, day
        one.taken_back_reason = end.name.en
    sharing.take_all_back(session, desk, actor, case.id, (day, How.THROUGH_SOMEBODY))


def _papers(
    session: Session,
    desk: Desk,
    actor: Actor,
    ended: tuple[Sighted, EndOfCase],
    given: Given,
    language: str,
) -> Mapping[str, int]:
    """Make the papers that the scheme wants of an end; return their numbers by whom they are to."""
    (sighted, end), case = ended, ended[0].case
    made: dict[str, int] = {}
    for to in end.papers:
        contents = _contents(session, desk, actor, (sighted, end, To(to)), (given, language))
        own = read_in.edition(case.person)
        recipient = given.to_whom.strip() if to == To.RECEIVER else ""
        order = paperwork.Order(contents, own if to == To.PARTICIPANT else language, recipient)
        made[to] = paperwork.issue(session, desk, actor, case.id, order).id
    return made


def _contents(
    session: Session,
    desk: Desk,
    actor: Actor,
    ended: tuple[Sighted, EndOfCase, To],
    told: tuple[Given, str],
) -> OfEndings:
    (sighted, end, to), (given, language) = ended, told
    if to is To.PARTICIPANT:
        return endings.letter(
            session,
            sighted,
            (end.code, given.day or desk.today()),
            given.to_whom.strip(),
            returns=end.returns,
            helps=end.services_go_on,
        )
    course = sighted.watched.course
    conditions: tuple[ConditionStanding, ...] = ()
    if course is not None:
        conditions = conditions_printed(session, desk, sighted, desk.texts(language))
    form = HandedOverContents if to is To.RECEIVER else EndedContents
    return form(
        case=case_printed(desk, sighted.case),
        code=end.code,
        returns=end.returns,
        day=given.day or desk.today(),
        reason=given.reason.strip(),
        to_whom=given.to_whom.strip(),
        recorded_by=actor.name,
        recorded_on=desk.today(),
        term=(course.starts, course.ends) if course else None,
        conditions=conditions,
    )
