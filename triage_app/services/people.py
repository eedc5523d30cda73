"""Find a person before creating them: by name however it is spelt, number, postcode, telephone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from triage_app.domain import finding
from triage_app.domain.finding import Kind, Source, Why
from triage_app.domain.problems import Refused
from triage_app.domain.referral import Particulars
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.finding import Hit, look
from triage_app.storage.models import Case, FormerPerson, Person
from triage_app.storage.prepared import Question

FOUND: Final = audit.Deed("person.found", audit.Category.CONSULTATION)
OPENED: Final = audit.Deed("person.opened", audit.Category.CONSULTATION)
SEARCHED: Final = (
    *("name", "known_as", "born", "pnc", "cro", "postcode", "telephone"),
    *("number", "custody_record"),
)
MOST: Final = 30

OF_A_NAME: Final = (Kind.WORD, Kind.PAIR)
# Nearer than these the name is as it was typed, and only whose it was is worth a word.
BY_NAME: Final = {Why.VARIANT: "variant", Why.SOUND: "sound", Why.NEAR: "near"}


@dataclass(frozen=True, slots=True)
class Found:
    """A person, the case to be opened for them if they have any, and why they were found."""

    person_id: int
    name: str
    known_as: str
    born: date | None
    case_id: int | None
    number: str
    state: State | None
    suite: str
    others: int = 0  # cases besides
    why: str = "name"


class _Shown(NamedTuple):
    """Somebody found and a case of theirs, as the tables have them."""

    person_id: int
    name: str
    known_as: str
    born: date | None
    case_id: int | None
    number: str | None
    state: State | None
    suite: str | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody known already, as a referral of theirs begins."""

    person_id: int
    version: int
    particulars: Particulars


def find(desk: Desk, actor: Actor, words: str) -> tuple[Found, ...]:
    """Return who matches what was typed, the nearest first.

    Call it when the typing settles, for each call is logged.
    """
    permit(actor, Permission.SEE_CASES)
    if not is_enough(words):
        return ()
    with desk.sessions() as session:
        found = looked_up(session, desk, words)
    audit.look(desk, actor, FOUND, fields=SEARCHED)
    return found


def looked_up(session: Session, desk: Desk, words: str) -> tuple[Found, ...]:
    """Return who matches what was typed; the look is its caller's to log."""
    asked = finding.read(words, desk.today())
    return found_for(session, look(session, asked, desk.names, MOST))


def is_enough(words: str) -> bool:
    """Say whether there is enough typed to look for."""
    return finding.is_enough(words)


def known_person(desk: Desk, actor: Actor, person_id: int) -> KnownPerson:
    """Return what is known of a person, to begin another referral with."""
    permit(actor, Permission.REFER)
    with desk.sessions() as session:
        person = person_now(session, person_id)
        known = KnownPerson(person.id, person.version, particulars_of(person))
    names = tuple(Particulars.__dataclass_fields__)
    audit.look(desk, actor, OPENED, fields=names, person_id=known.person_id)
    return known


def person_now(session: Session, person_id: int) -> Person:
    """Return a person's row, or the one that theirs was merged into since it was looked up."""
    person = session.get(Person, person_id)
    while person is None:
        person_id = (
            session.scalars(
                select(FormerPerson.person_id).where(FormerPerson.id == person_id)
            ).one_or_none()
            or _nobody()
        )
        person = session.get(Person, person_id)
    return person


def particulars_of(person: Person) -> Particulars:
    """Return a person's row as a value."""
    names = Particulars.__dataclass_fields__
    return Particulars(**{name: getattr(person, name) for name in names})


def found_for(session: Session, hits: Sequence[Hit]) -> tuple[Found, ...]:
    """Return what is shown of each hit: one case of theirs, open before closed, new before old."""
    theirs: dict[int, dict[int | None, _Shown]] = {}
    for row in _rows(session, "person", {one.person_id for one in hits if one.person_id}):
        theirs.setdefault(row.person_id, {})[row.case_id] = row
    cases = {
        row.case_id: row
        for row in _rows(session, "case", {one.case_id for one in hits if one.case_id})
    }
    found: dict[tuple[int, int | None], Found] = {}
    for hit in hits:
        if hit.case_id in cases:
            shown = [cases[hit.case_id]]
        else:
            shown = list(theirs.get(hit.person_id or 0, {}).values())
            if len(shown) > 1:
                shown.sort(key=_openness)
        if shown:
            found.setdefault((shown[0].person_id, shown[0].case_id), _found(shown, why_of(hit)))
    return tuple(found.values())


def why_of(hit: Hit) -> str:
    """Return the code of why somebody was found."""
    if hit.kind not in OF_A_NAME:
        return str(hit.kind)
    if hit.source == Source.EARLIER:
        return "earlier"
    return BY_NAME.get(hit.why) or str(hit.source)


def _rows(session: Session, by: str, ids: Iterable[int]) -> list[_Shown]:
    """Return what is shown of these people, a row for each case, or of these cases."""
    listed = sorted(ids)
    if not listed:
        return []
    # There is room for so many: where there are fewer, the last is asked for again.
    filled = (listed + listed[-1:] * (MOST - len(listed)))[:MOST]
    values = {f"id{number}": one for number, one in enumerate(filled)}
    return [_Shown(*row) for row in _people(by).ask(session.connection(), values)]


@cache
def _people(by: str) -> Question:
    column = Person.id if by == "person" else Case.id
    ids = [bindparam(f"id{number}", type_=Integer()) for number in range(MOST)]
    return Question(
        select(Person.id, Person.name, Person.known_as, Person.born)
        .add_columns(Case.id.label("case_id"), Case.number, Case.state, Case.suite)
        .outerjoin(Case, Case.person_id == Person.id)
        .where(column.in_(ids))
    )


def _openness(row: _Shown) -> tuple[bool, int]:
    return row.state is State.CLOSED, -(row.case_id or 0)


def _found(rows: Sequence[_Shown], why: str) -> Found:
    first = rows[0]
    return Found(
        person_id=first.person_id,
        name=first.name,
        known_as=first.known_as,
        born=first.born,
        case_id=first.case_id,
        number=first.number or "",
        state=first.state,
        suite=first.suite or "",
        others=len(rows) - 1,
        why=why,
    )


def _nobody() -> int:
    raise Refused("person.not_here")
