"""Whom and what a paper names: somebody to ask for, and an offence."""

from dataclasses import dataclass
from datetime import date

from triage_app.domain.wording import Wording


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
