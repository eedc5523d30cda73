"""A case returned to its officer: how the file goes to them, and what is known of its arrival."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem

LONGEST_NAME: Final = 300


class Manner(StrEnum):
    """How papers go to an officer; a file always goes by a password."""

    SEALED = "sealed"
    BY_HAND = "by_hand"
    POST = "post"


ON_PAPER: Final = frozenset({Manner.BY_HAND, Manner.POST})


@dataclass(frozen=True, slots=True)
class Sending:
    """To whom the papers go, and how."""

    recipient: str
    manner: str | None


def sending_problems(given: Sending) -> Iterator[Problem]:
    """Yield what keeps papers from being sent: to whom and how is kept with them."""
    yield from name_problems("recipient", given.recipient)
    if given.manner not in set(Manner):
        yield Problem("manner", "problem.choose")


def name_problems(field: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the name of somebody outside the office."""
    if not name.strip():
        yield Problem(field, "prosecution.say_who")
    elif len(name.strip()) > LONGEST_NAME:
        yield Problem(field, "problem.too_long", {"most": LONGEST_NAME})
