"""Who people were in records that were made one with theirs: all of it goes on being looked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.likeness import Description, crossed
from triage_app.storage.models import FormerDescription, Person

AT_ONCE: Final = 500  # people of one query


def descriptions(
    session: Session, people: Iterable[Person]
) -> Mapping[int, tuple[Description, ...]]:
    """Return all that people are known by, by their number; as they are now is first."""
    known = {one.id: [Description.of(one)] for one in people}
    for row in _rows(session, sorted(known)):
        known[row.person_id].append(Description.of(row))
    return {person_id: crossed(several) for person_id, several in known.items()}


def remember(session: Session, person: Person, before: Iterable[Description]) -> None:
    """Keep who somebody was before two records were made one, where it is not who they are now."""
    known = {Description.of(person), *map(Description.of, _rows(session, [person.id]))}
    for one in before:
        if one not in known:
            session.add(FormerDescription(person_id=person.id, **asdict(one)))
            known.add(one)


def _rows(session: Session, ids: list[int]) -> Iterator[FormerDescription]:
    for start in range(0, len(ids), AT_ONCE):
        some = FormerDescription.person_id.in_(ids[start : start + AT_ONCE])
        yield from session.scalars(select(FormerDescription).where(some))
