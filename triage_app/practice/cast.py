"""Who is in the practice caseload: the people referred, and the staff one can practise as."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from triage_app.config import Config
from triage_app.data_file import checked, read_toml
from triage_app.domain.drug_test import DrugResult, DrugTest
from triage_app.domain.roles import Role
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Player:
    """An invented person: who they are, what they did, and how far their case has come."""

    name: str
    age: int
    sex: str
    ethnicity: str
    speaks: str
    reads: str
    address: str
    postcode: str
    telephone: str
    offence: str
    needs: tuple[str, ...]  # pathways, the gravest first
    story: str
    area: str
    days: int = 0  # since the release
    released: date | None = None  # instead of them, a day that is counted back from nothing
    known_as: str = ""
    offended: int = 2  # days before the release
    hours: int = 0  # of volunteering, where the contract has any
    tag: bool = False  # whether the contract has a location tag
    also: tuple[str, ...] = ()  # further offences, by their codes
    abuse: bool = False  # whether the offence was domestic abuse
    with_others: str = ""  # who else is suspected, in words
    drug_test: DrugTest | None = None
    drug_result: DrugResult | None = None
    careful: bool = False  # somebody else answers, and a call may do harm
    busy: tuple[str, ...] = ()  # times of the week they cannot come
    busy_why: tuple[str, ...] = ()
    access: tuple[str, ...] = ()  # what they need, so as to take part
    again: bool = False  # whether their record is here from an earlier case
    household: str = ""  # the name of somebody of the same household
    corrected: bool = False  # whether something was put right after the decision

    def by(self, today: date) -> "Player":
        """Return them with the days since their release counted."""
        return replace(self, days=(today - self.released).days) if self.released else self


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff one can practise as."""

    username: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class House:
    """Where it is played: a scheme, one of its suites, and what there is around it."""

    scheme: str  # its family
    suite: str
    letters: str  # with which custody records begin
    town: str
    postcode: str  # of the offences
    room: str
    force: str
    court: str
    shop: str  # that was stolen from
    shop_speaks: str
    group: str = ""  # the service that holds a session for several


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the practice caseload, and where it is played."""

    house: House
    staff: tuple[Colleague, ...]
    people: tuple[Player, ...]


def load_cast(config: Config) -> Cast:
    """Read the cast of the scheme practised; stop at a wrong key with `BadFile`.

    `house.toml` and `people.toml` are the scheme's own, `staff.toml` is everybody's.
    """
    folder = config.practised
    held = read_toml(config.resources / "practice" / "staff.toml")
    held |= read_toml(folder / "people.toml") | {"house": read_toml(folder / "house.toml")}
    return checked(folder / "people.toml", held, Cast)


def schemes(config: Config, book: SchemeBook) -> dict[str, Wording]:
    """Return what each scheme that can be practised is called, by what the configuration says."""
    return {
        code: _name(replace(config, scheme=code), book) for code in ("", *others(config.resources))
    }


def _name(config: Config, book: SchemeBook) -> Wording:
    family = read_toml(config.practised / "house.toml")["scheme"]
    versions = (one for one in book.schemes if one.family == family)
    return max(versions, key=lambda one: one.in_force_from).name


def others(resources: Path) -> tuple[str, ...]:
    """Return the families of the schemes that can be practised besides the base case."""
    return tuple(sorted(one.parent.name for one in (resources / "practice").glob("*/house.toml")))
