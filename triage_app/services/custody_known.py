"""Who of those in the custody log is known already, and who has a case that is open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.custody_log import Entry
from triage_app.domain.finding import Kind, pnc_keys
from triage_app.domain.likeness import Description, compare
from triage_app.domain.workflow import WATCHED, State
from triage_app.services import formerly
from triage_app.services.desk import Desk
from triage_app.storage.models import Case, Person, PersonKey

AT_ONCE: Final = 500  # keys of one query


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Somebody known who may be the one in the log, and their open case if there is one."""

    person_id: int
    name: str
    case_id: int | None = None
    number: str = ""
    state: State | None = None


def known_people(
    session: Session, desk: Desk, entries: Mapping[int, Entry]
) -> Mapping[int, tuple[KnownAs, ...]]:
    """Return, for each entry, who may be the same person: some queries, however many entries.

    Whoever shares the PNC ID or the birth is looked at, and compared as for a new referral.
    """
    by_key: defaultdict[tuple[Kind, str], list[int]] = defaultdict(list)
    for entry_id, entry in entries.items():
        for key in keys_of(entry):
            by_key[key].append(entry_id)
    pairs = _pairs(session, by_key)
    people = _people(session, {person_id for _, person_id in pairs})
    descriptions = formerly.descriptions(session, people.values())
    cases = _open_cases(session, list(people))
    found: defaultdict[int, list[KnownAs]] = defaultdict(list)
    for entry_id, person_id in sorted(pairs):
        person = people[person_id]
        if is_likely(desk, entries[entry_id], descriptions[person_id]):
            found[entry_id].append(KnownAs(person_id, person.name, *cases.get(person_id, ())))
    return {entry_id: tuple(known) for entry_id, known in found.items()}


def keys_of(entry: Entry) -> list[tuple[Kind, str]]:
    """Return what somebody in the log may be known by."""
    keys = [(Kind.PNC, key) for key in pnc_keys(entry.pnc)]
    return keys + ([(Kind.BORN, entry.born.isoformat())] if entry.born else [])


def is_likely(desk: Desk, entry: Entry, known: Iterable[Description]) -> bool:
    """Whether somebody in the log may be somebody known by any of these descriptions."""
    told = Description(
        name=entry.name,
        born=entry.born,
        sex=entry.sex,
        pnc=entry.pnc,
        postcode=entry.postcode,
    )
    return any(compare(told, one, desk.names).is_likely for one in known)


def _pairs(
    session: Session, by_key: Mapping[tuple[Kind, str], Sequence[int]]
) -> set[tuple[int, int]]:
    pairs = set()
    for kind in (Kind.PNC, Kind.BORN):
        keys = [key for one, key in by_key if one is kind]
        for start in range(0, len(keys), AT_ONCE):
            query = select(PersonKey.key, PersonKey.person_id).where(
                PersonKey.kind == kind, PersonKey.key.in_(keys[start : start + AT_ONCE])
            )
            for key, person_id in session.execute(query):
                pairs |= {(entry_id, person_id) for entry_id in by_key[kind, key]}
    return pairs


def _people(session: Session, ids: set[int]) -> Mapping[int, Person]:
    listed = sorted(ids)
    found: dict[int, Person] = {}
    for start in range(0, len(listed), AT_ONCE):
        query = select(Person).where(Person.id.in_(listed[start : start + AT_ONCE]))
        found |= {person.id: person for person in session.scalars(query)}
    return found


def _open_cases(session: Session, people: Sequence[int]) -> Mapping[int, tuple[int, str, State]]:
    found: dict[int, tuple[int, str, State]] = {}
    for start in range(0, len(people), AT_ONCE):
        query = select(Case.person_id, Case.id, Case.number, Case.state).where(
            Case.person_id.in_(people[start : start + AT_ONCE]), Case.state.in_(WATCHED)
        )
        for person_id, case_id, number, state in session.execute(query.order_by(Case.id)):
            found[person_id] = (case_id, number, state)
    return found
