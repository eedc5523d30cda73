"""Whom and what a paper names: somebody to ask for, and an offence; and every name on it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Final

from triage_app.domain.wording import Wording

# The fields that hold what somebody is called; and whatever says by whom something was done.
NAMES: Final = frozenset(
    {"participant", "known_as", "name", "who", "whose", "before", "by"}
    | {"appropriate_adult", "interpreter", "who_answers", "contact_person"}
    | {"assessor", "supervisor", "victim"}
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the reader is to ask for; without a number of their own, the office's is printed."""

    name: str
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class OffencePrinted:
    """An offence as a paper names it; a range of days where it is dated over one."""

    title: Wording
    first_day: date | None
    last_day: date | None = None
    place: str = ""
    code: str = ""
    category: str = ""


def names_in(contents: object) -> Iterator[str]:
    """Yield what everybody on a paper is called, wherever in its contents it stands."""
    if isinstance(contents, tuple):
        for one in contents:
            yield from names_in(one)
    elif is_dataclass(contents):
        for each in fields(contents):
            held = getattr(contents, each.name)
            if not isinstance(held, str):
                yield from names_in(held)
            elif held and (each.name in NAMES or each.name.endswith("_by")):
                yield held
