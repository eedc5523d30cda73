"""What every use case may reach for, and nothing more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from triage_app.config import Config
from triage_app.domain.instrument import Instrument
from triage_app.domain.names import Variants
from triage_app.domain.offences import OffenceIndex
from triage_app.domain.roles import Role
from triage_app.domain.scheme_book import SchemeBook
from triage_app.services.list_of_offences import ListOfOffences
from triage_app.storage.database import Database, Sessions
from triage_app.texts import Texts

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Actor:
    """The member of staff on whose behalf something is done."""

    id: int
    username: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Desk:
    """The application's working surface over one open caseload."""

    database: Database
    schemes: SchemeBook
    instruments: dict[str, Instrument]  # more are offered as their words are loaded
    wanting: dict[str, Instrument]  # those that still want words
    list_of_offences: ListOfOffences
    names: Variants
    config: Config
    suite: str
    practice: bool
    workstation: str
    now: Callable[[], datetime]

    @property
    def sessions(self) -> Sessions:
        """Sessions over the caseload: `desk.sessions()` reads, `desk.sessions.begin()` writes."""
        return self.database.sessions

    @property
    def offences(self) -> OffenceIndex:
        """The index of offences in force: the shipped list, until one was imported."""
        return self.list_of_offences.in_force(self.now())

    @property
    def marked(self) -> bool:
        """Whether every screen and paper says that its people are invented."""
        return self.practice or self.config.tour

    def today(self) -> date:
        """Return the day it is in the suite; in summer UTC is an hour behind it."""
        return self.now().astimezone(LONDON).date()

    def texts(self, language: str) -> Texts:
        """Return the wording in a language."""
        return Texts(self.config.wording, language)
