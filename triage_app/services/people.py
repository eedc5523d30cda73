"""Find a person before creating them: by name in any order, number, postcode or telephone."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from triage_app.domain.referral import Particulars, fold
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Person

FOUND = audit.Deed("person.found", audit.Category.CONSULTATION)
OPENED = audit.Deed("person.opened", audit.Category.CONSULTATION)
SEARCHED = ("name", "known_as", "born", "postcode", "telephone", "number", "custody_record")
MOST = 50
FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A person, and one of their cases if they have any."""

    person_id: int
    name: str
    born: date | None
    case_id: int | None
    number: str
    state: State | None
    suite: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody known already, as a referral of theirs begins."""

    person_id: int
    version: int
    particulars: Particulars


def find(desk: Desk, actor: Actor, words: str) -> tuple[Found, ...]:
    """Return who matches every word; call it when the typing settles, for each call is logged."""
    permit(actor, Permission.SEE_CASES)
    if len(fold(words)) < FEWEST_LETTERS:
        return ()
    with desk.sessions() as session:
        query = _people().where(_matches(words)).limit(MOST)
        found = tuple(Found(*row) for row in session.execute(query))
    audit.look(desk, actor, FOUND, fields=SEARCHED)
    return found


def likely_same(desk: Desk, actor: Actor, name: str, born: date | None) -> tuple[Found, ...]:
    """Return people known already who have this name, and this birth or none on record."""
    permit(actor, Permission.REFER)
    if not fold(name):
        return ()
    with desk.sessions() as session:
        found = same_people(session, name, born)
    if found:
        audit.look(desk, actor, FOUND, fields=("name", "born"))
    return found


def same_people(session: Session, name: str, born: date | None) -> tuple[Found, ...]:
    """Return who has all the words of a name, in any order, and could have been born that day."""
    words = [_has_word(word) for word in fold(name).split()]
    query = _people().where(and_(*words)).limit(MOST)
    if born is not None:
        query = query.where(or_(Person.born == born, Person.born.is_(None)))
    return tuple(Found(*row) for row in session.execute(query))


def known_person(desk: Desk, actor: Actor, person_id: int) -> KnownPerson:
    """Return what is known of a person, to begin another referral with."""
    permit(actor, Permission.REFER)
    with desk.sessions() as session:
        person = session.get_one(Person, person_id)
        known = KnownPerson(person.id, person.version, particulars_of(person))
    names = tuple(Particulars.__dataclass_fields__)
    audit.look(desk, actor, OPENED, fields=names, person_id=person_id)
    return known


def particulars_of(person: Person) -> Particulars:
    """Return a person's row as a value."""
    names = Particulars.__dataclass_fields__
    return Particulars(**{name: getattr(person, name) for name in names})


def folded_names(person: Particulars) -> str:
    """Return name and known-as as they are searched."""
    return f"{fold(person.name)} {fold(person.known_as)}".strip()


def _people() -> Select[int, str, date | None, int, str, State, str]:
    return (
        select(
            Person.id,
            Person.name,
            Person.born,
            Case.id,
            func.coalesce(Case.number, ""),
            Case.state,
            func.coalesce(Case.suite, ""),
        )
        .outerjoin(Case, Case.person_id == Person.id)
        .order_by(Person.name, Case.opened.desc())
    )


def _matches(words: str) -> ColumnElement[bool]:
    """Match a name by all its words, or a number, postcode or telephone as one."""
    joined = "".join(words.split()).lower()
    as_one = [
        func.lower(func.replace(column, " ", "")).contains(joined, autoescape=True)
        for column in (Case.number, Case.custody_record, Person.postcode, Person.telephone)
    ]
    return or_(and_(*(_has_word(word) for word in fold(words).split())), *as_one)


def _has_word(word: str) -> ColumnElement[bool]:
    return (literal(" ") + Person.folded).contains(f" {word}", autoescape=True)
