"""Who it may be that is known already, shown before a second record of them is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import likeness, names
from triage_app.domain.finding import Asked, Kind, Span, cro_keys, pnc_keys, telephones_in
from triage_app.domain.likeness import Description, Likeness
from triage_app.domain.names import Variants
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services import audit, formerly
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.people import FOUND, OPENED, person_now
from triage_app.storage.finding import look
from triage_app.storage.models import Case, Person

MOST: Final = 5
MOST_LOOKED_AT: Final = 120  # people of one name or birth whose likeness is weighed


@dataclass(frozen=True, slots=True)
class TheirCase:
    """A case of somebody known, to be opened in place of making another."""

    case_id: int
    number: str
    state: State
    family: str


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody known who may be the one being referred."""

    person_id: int
    known: Description
    likeness: Likeness = field(compare=False)
    cases: tuple[TheirCase, ...] = ()
    now: str = ""  # what they are called, where an earlier record of theirs is what fits


def likely_same(desk: Desk, actor: Actor, given: Description) -> tuple[Likely, ...]:
    """Return who is known and may be this person, the likeliest first."""
    permit(actor, Permission.REFER)
    with desk.sessions() as session:
        likely = likely_in(session, desk.names, given)[:MOST]
        found = tuple(_with_cases(session, likely))
    if found:
        audit.look(desk, actor, FOUND, fields=likeness.FIELDS)
    return found


def one_known(desk: Desk, actor: Actor, person_id: int, given: Description) -> Likely:
    """Return somebody who was looked for and found, beside what has been typed."""
    permit(actor, Permission.REFER)
    with desk.sessions() as session:
        person = person_now(session, person_id)
        known = formerly.descriptions(session, [person])[person.id]
        compared = _compared(given, person.id, known, desk.names)
        (one,) = _with_cases(session, [compared])
    audit.look(desk, actor, OPENED, fields=likeness.FIELDS, person_id=one.person_id)
    return one


def likely_in(session: Session, variants: Variants, given: Description) -> list[Likely]:
    """Return who may be this person, as a session sees them."""
    hits = [
        hit
        for asked in _asked(given)
        for hit in look(session, asked, variants, MOST_LOOKED_AT)
        if hit.person_id is not None
    ]
    ids = {hit.person_id for hit in hits}
    people = session.scalars(select(Person).where(Person.id.in_(ids))) if ids else ()
    known = formerly.descriptions(session, people)
    compared = [_compared(given, one, known[one], variants) for one in known]
    likely = [one for one in compared if one.likeness.is_likely]
    return sorted(likely, key=lambda one: (-one.likeness.score, -one.person_id))


def cases_of(session: Session, person_id: int) -> tuple[TheirCase, ...]:
    """Return somebody's cases, the open ones first, new before old."""
    query = select(Case.id, Case.number, Case.state, Case.family).where(Case.person_id == person_id)
    cases = [TheirCase(*row) for row in session.execute(query.order_by(Case.id.desc()))]
    return tuple(sorted(cases, key=lambda one: one.state is State.CLOSED))


def _asked(given: Description) -> Iterable[Asked]:
    """Yield each look that might bring them: by number, by birth, by name."""
    numbers = {
        Kind.PNC: pnc_keys(given.pnc),
        Kind.CRO: cro_keys(given.cro),
        Kind.TELEPHONE: telephones_in(given.telephone),
        Kind.BORN: [given.born.isoformat()] if given.born else [],
    }
    yield from (
        Asked((Span(kind, key, whole=True),)) for kind, keys in numbers.items() for key in keys
    )
    for name in (given.name, f"{given.known_as} {given.name}" if given.known_as else ""):
        tokens = names.tokens_of(name)
        if len(tokens) > 1:
            yield Asked(names=tokens)


def _compared(
    given: Description, person_id: int, known: Sequence[Description], variants: Variants
) -> Likely:
    """Compare with who somebody is; with who they were in an earlier record, where that fits."""
    several = [Likely(person_id, one, likeness.compare(given, one, variants)) for one in known]
    now, *before = several
    fitting = [one for one in before if one.likeness.is_likely]
    if now.likeness.is_likely or not fitting:
        return now
    return replace(max(fitting, key=lambda one: one.likeness.score), now=now.known.name)


def _with_cases(session: Session, found: list[Likely]) -> Iterable[Likely]:
    for one in found:
        cases = cases_of(session, one.person_id)
        yield replace(one, cases=cases)
