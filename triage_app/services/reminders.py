"""Letters that remind of a meeting: in the person's language, and safe to be read by whom?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from triage_app.documents.contents import ReminderContents
from triage_app.domain.booking import CONDITION
from triage_app.domain.clock_change import change_on
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Wording
from triage_app.services import audit, paperwork, read_in
from triage_app.services.access import permit
from triage_app.services.contract_printed import address_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.directory import directions_of, place_of
from triage_app.services.meetings import moves_of
from triage_app.services.over import insist_not_over
from triage_app.services.printed import assessor_printed
from triage_app.storage.models import Appointment, Case, Condition

SEEN: Final = audit.Deed("reminder.seen", audit.Category.CONSULTATION)
MADE: Final = audit.Deed("reminder.made", audit.Category.COLLECTION)
EDITIONS: Final = read_in.EDITIONS
SEEN_FIELDS: Final = ("message_may_be_left", "address", "telephone")
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to heed before a letter is made: which language, and whether a letter is safe."""

    starts: datetime
    edition: str  # that suits the person
    address: tuple[str, ...]
    telephone: str
    message_may_be_left: bool | None  # None: nobody has asked
    paper_id: int | None  # the letter that was made of this very slot

    @property
    def is_safe_by_post(self) -> bool:
        """Whether somebody has said that a message may be left where they live."""
        return self.message_may_be_left is True and bool(self.address)


def reminder(desk: Desk, actor: Actor, appointment_id: int) -> Reminder:
    """Return what to heed before a letter of a meeting is made: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        row = session.get_one(Appointment, appointment_id)
        case = session.get_one(Case, row.case_id)
        person = case.person
        seen = Reminder(
            starts=row.starts,
            edition=read_in.edition(person),
            address=address_of(case),
            telephone=person.telephone,
            message_may_be_left=person.message_may_be_left,
            paper_id=row.reminder_id,
        )
        case_id = case.id
    audit.look(desk, actor, SEEN, case_id, SEEN_FIELDS)
    return seen


def issue(
    desk: Desk, actor: Actor, appointment_id: int, edition: str, *, by_post: bool | None
) -> int:
    """Make the letter, file it, and return its number; by hand, it bears no address."""
    permit(actor, Permission.MAKE_PAPERS)
    if found := _problems(edition, by_post=by_post):
        raise Invalid(*found)
    with desk.sessions.begin() as session:
        row = session.get_one(Appointment, appointment_id, with_for_update=True)
        insist_not_over(session, row.case_id)
        if row.called_off or row.attendance is not None or row.starts <= desk.now():
            raise Refused("reminder.not_to_come")
        case = session.get_one(Case, row.case_id)
        if by_post and not address_of(case):
            raise Invalid(Problem("by_post", "reminder.no_address"))
        contents = _contents(session, desk, case, row, by_post=bool(by_post))
        order = paperwork.Order(contents, edition)
        paper = paperwork.issue(session, desk, actor, case.id, order)
        row.reminder_id = paper.id
        audit.record(session, desk, actor, MADE, case.id, ("reminder_id",))
        return paper.id


def _problems(edition: str, *, by_post: bool | None) -> list[Problem]:
    found = [] if edition in EDITIONS else [Problem("edition", "problem.choose")]
    return found if by_post is not None else [*found, Problem("by_post", "problem.choose")]


def _contents(
    session: Session, desk: Desk, case: Case, row: Appointment, *, by_post: bool
) -> ReminderContents:
    scheme, person = desk.schemes.version(case.scheme), case.person
    place = scheme.place(row.place_code)
    condition = session.get(Condition, row.condition_id) if row.condition_id else None
    moves = moves_of(session, [row.id]).get(row.id, ())
    is_of_condition = row.kind == CONDITION and condition is not None
    return ReminderContents(
        number=case.number,
        participant=person.name,
        address=address_of(case) if by_post else (),
        assessor=assessor_printed(case),
        meeting=row.kind,
        starts=row.starts,
        minutes=row.minutes,
        place=place.name if place else None,
        elsewhere="" if place else row.place,
        address_there=place.address if place else None,
        room=row.room,
        directions=place.directions if place else _directions(row, condition),
        condition=scheme.condition(condition.code).title if is_of_condition and condition else None,
        moved_from=moves[-1].starts if moves and moves[-1].starts != row.starts else None,
        clocks=_clocks(day_of(row.starts), desk.today()),
        appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        interpreter=person.interpreter_language if person.interpreter else None,
    )


def _directions(row: Appointment, condition: Condition | None) -> Wording | None:
    """Return how to get somewhere that is no place of the scheme: as typed, or the service's."""
    if row.directions:
        return Wording(row.directions, row.directions)
    service = condition.service if condition else None
    return directions_of(service) if service and row.place == place_of(service) else None


def _clocks(day: date, today: date) -> tuple[date, bool] | None:
    """Return the change of the clocks that somebody could come an hour wrong by.

    One on the day itself or the day before it, if that is still to come.
    """
    for one in (day, day - DAY):
        change = change_on(one)
        if change and one > today:
            return one, change > timedelta()
    return None
