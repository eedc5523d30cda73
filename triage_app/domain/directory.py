"""What the directory says of a service, and what must be said of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from triage_app.domain.problems import Problem
from triage_app.domain.wording import Language

# What a service may offer beside the pathways of need: the kinds of condition that answer none, and
# help for victims, which no condition is.
FOR_VICTIMS: Final = "victims"
OFFERS = ("restorative", "volunteering", "tag", FOR_VICTIMS)
LANGUAGES = tuple(Language)
MOST_LETTERS = {"name": 120, "provider": 120, "address": 300, "telephone": 40, "route_to": 300}
MOST_DIRECTIONS = 300  # they print under the condition, which never parts over a page
LEAST_DIGITS = 3
MOST_PLACES = 9999
MOST_DAYS = 90  # of silence: what waits longer is forgotten, not waited for
MOST_PENCE = 2_000_000_000  # twenty million pounds a year
MOST_CONTACTS = 6
CONTACT_LETTERS = {"name": 120, "telephone": 40, "email": 200, "hours_en": 120, "hours_cy": 120}


class Route(StrEnum):
    """How a service takes referrals."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    FORM = "form"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask for at a service: a name or a role, how to reach them, and when."""

    name: str = ""
    telephone: str = ""
    email: str = ""
    hours_en: str = ""
    hours_cy: str = ""

    def tidied(self) -> "Contact":
        """Return it without spaces round its words, and one between them."""
        return Contact(*(" ".join(getattr(self, one.name).split()) for one in fields(self)))

    def problems(self) -> Iterator[str]:
        """Yield the codes of what is wrong with it."""
        if not self.name:
            yield "directory.contact_name"
        if not (self.telephone or self.email):
            yield "directory.contact_reached"
        if self.telephone and sum(map(str.isdigit, self.telephone)) < LEAST_DIGITS:
            yield "directory.no_number"
        if self.email and not _is_address(self.email):
            yield "directory.no_email"
        if any(len(getattr(self, name)) > most for name, most in CONTACT_LETTERS.items()):
            yield "directory.contact_too_long"


NO_CONTACT: Final = Contact()


def _is_address(text: str) -> bool:
    """Say whether a text can be an address of electronic mail; whether it is one, nobody knows."""
    before, _, after = text.rpartition("@")
    return bool(before and "." in after.strip(".") and not any(map(str.isspace, text)))


@dataclass(frozen=True, slots=True)
class Entry:
    """What the directory says of one service."""

    name: str
    provider: str = ""
    pathways: tuple[str, ...] = ()  # pathways of need, and OFFERS
    areas: tuple[str, ...] = ()
    languages: tuple[Language, ...] = (Language.ENGLISH,)
    address: str = ""
    directions_en: str = ""
    directions_cy: str = ""
    telephone: str = ""
    access: tuple[str, ...] = ()  # what it allows for, of ACCESS
    capacity: int | None = None  # how many people at once; None: not said
    begins_on: date | None = None  # its contract begins: it takes nobody before that day
    closed_on: date | None = None  # its contract ends: it takes nobody from that day
    funding_pence: int | None = None  # a year
    route: str = ""  # of Route: how it takes referrals; empty: not said
    route_to: str = ""  # the number, the address, or where the form is
    answer_days: int | None = None  # of its silence after which it is asked; None: the scheme's
    contacts: tuple[Contact, ...] = ()

    def takes_on(self, day: date) -> bool:
        """Whether it takes people on a day, by the dates of its contract."""
        begun = self.begins_on is None or self.begins_on <= day
        return begun and not self.closed_by(day)

    def closed_by(self, day: date) -> bool:
        """Whether it takes nobody any more on a day."""
        return self.closed_on is not None and self.closed_on <= day

    def tidied(self) -> "Entry":
        """Return the entry without spaces round its words, and one between them."""
        words: dict[str, Any] = {
            field.name: " ".join(value.split())
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), str)
        }
        contacts = tuple(one.tidied() for one in self.contacts)
        return replace(self, **words, contacts=tuple(filter(NO_CONTACT.__ne__, contacts)))

    def problems(self) -> Iterator[Problem]:
        """Yield what keeps the entry out of the directory."""
        for name in ("name", "address", "telephone"):
            if not getattr(self, name).strip():
                yield Problem(name, "problem.missing")
        for name, code in (("pathways", "nothing_offered"), ("areas", "no_area")):
            if not getattr(self, name):
                yield Problem(name, f"directory.{code}")
        if not self.languages:
            yield Problem("languages", "directory.no_language")
        if self.telephone.strip() and sum(map(str.isdigit, self.telephone)) < LEAST_DIGITS:
            yield Problem("telephone", "directory.no_number")
        if self.capacity is not None and not 1 <= self.capacity <= MOST_PLACES:
            yield Problem("capacity", "directory.no_capacity", {"most": MOST_PLACES})
        yield from self._contract()
        yield from self._referring()
        yield from self._too_long()

    def _contract(self) -> Iterator[Problem]:
        if self.begins_on and self.closed_on and self.closed_on <= self.begins_on:
            yield Problem("closed_on", "directory.closes_before", {"day": self.begins_on})
        if self.funding_pence is not None and not 0 <= self.funding_pence <= MOST_PENCE:
            yield Problem("funding_pence", "directory.no_funding", {"most": MOST_PENCE // 100})

    def _referring(self) -> Iterator[Problem]:
        if self.route and self.route not in set(Route):
            yield Problem("route", "problem.choose")
        if self.route and not self.route_to.strip():
            yield Problem("route_to", "directory.say_where_to")
        if self.answer_days is not None and not 1 <= self.answer_days <= MOST_DAYS:
            yield Problem("answer_days", "directory.no_days", {"most": MOST_DAYS})
        if len(self.contacts) > MOST_CONTACTS:
            yield Problem("contacts", "directory.many_contacts", {"most": MOST_CONTACTS})
        for one in self.contacts:
            for code in one.problems():
                yield Problem("contacts", code, {"name": one.name or one.telephone or one.email})

    def _too_long(self) -> Iterator[Problem]:
        limits = MOST_LETTERS | dict.fromkeys(("directions_en", "directions_cy"), MOST_DIRECTIONS)
        for name, most in limits.items():
            if len(getattr(self, name)) > most:
                yield Problem(name, "problem.too_long", {"most": most})


def language_of(languages: Sequence[str]) -> str:
    """Return in which language a service is written to: English where it works in that."""
    return languages[0] if languages and Language.ENGLISH not in languages else Language.ENGLISH


def nearness(entry: Entry, area: str | None, language: str | None) -> tuple[bool, bool]:
    """Return how well a service suits somebody, the smaller the better: where first, then words."""
    return area is not None and area not in entry.areas, language not in (None, *entry.languages)
