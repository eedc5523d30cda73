"""What a person pays towards the cost, where the scheme asks for it (mission, Wiltshire).

The papers give no amount: it is agreed for each person. Money is counted in pence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.entry import Unreadable
from triage_app.domain.problems import Problem

MOST_PENCE: Final = 1_000_00  # a thousand pounds: more than any scheme asks for
MOST_LETTERS: Final = 900
MOST_RECEIPT: Final = 60
_MONEY: Final = re.compile(r"£? ?(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d{2}))?p?")


class Means(StrEnum):
    """How a part was paid."""

    CARD = "card"
    CASH = "cash"
    TRANSFER = "transfer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """How much is asked for, and by when."""

    pence: int | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part that was paid."""

    pence: int | None
    day: date | None
    means: Means | None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What was asked for, what of it was paid, and whether the rest is not asked for any more."""

    pence: int
    due: date
    paid: int = 0
    waived: bool = False

    @property
    def owed(self) -> int:
        """What is still to be paid."""
        return 0 if self.waived else max(self.pence - self.paid, 0)


def read_money(text: str) -> int | None:
    """Return the pence that were meant by 12, 12.50 or £12.50; nothing typed is None."""
    typed = text.strip()
    if not typed:
        return None
    found = _MONEY.fullmatch(typed) if typed.isascii() or typed.startswith("£") else None
    if found is None or typed.endswith("p"):
        raise Unreadable("contribution.unreadable")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def pounds(pence: int) -> str:
    """Return money as it is written in both languages."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def asking_problems(given: Asked, began: date, ends: date, paid: int) -> Iterator[Problem]:
    """Yield what is wrong with what is asked for: it is due within the contract."""
    yield from _money("pence", given.pence)
    if given.pence is not None and given.pence < paid:
        yield Problem("pence", "contribution.less_than_paid", {"paid": pounds(paid)})
    if given.due is None:
        yield Problem("due", "problem.missing")
    elif not began <= given.due <= ends:
        yield Problem("due", "contribution.outside", {"first": began, "last": ends})


def part_problems(given: Part, account: Account, began: date, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a part: it is of what is owed, and paid by today."""
    yield from _money("paid", given.pence)
    if given.pence is not None and given.pence > account.owed:
        yield Problem("paid", "contribution.more_than_owed", {"owed": pounds(account.owed)})
    if given.day is None:
        yield Problem("paid_on", "problem.missing")
    elif given.day > today:
        yield Problem("paid_on", "problem.in_future")
    elif given.day < began:
        yield Problem("paid_on", "tracking.before_it_began", {"day": began})
    if given.means is None:
        yield Problem("means", "problem.choose")
    if len(given.receipt) > MOST_RECEIPT:
        yield Problem("receipt", "problem.too_long", {"most": MOST_RECEIPT})


def waiver_problems(why: str) -> Iterator[Problem]:
    """Yield what is wrong with a reason for not asking for the rest."""
    if not why.strip():
        yield Problem("waived", "problem.missing")
    elif len(why) > MOST_LETTERS:
        yield Problem("waived", "problem.too_long", {"most": MOST_LETTERS})


def _money(field: str, pence: int | None) -> Iterator[Problem]:
    if pence is None:
        yield Problem(field, "problem.missing")
    elif not 0 < pence <= MOST_PENCE:
        values = {"least": pounds(1), "most": pounds(MOST_PENCE)}
        yield Problem(field, "problem.out_of_range", values)
