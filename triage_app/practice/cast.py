"""Who is in the practice caseload: the people referred, and the staff one can practise as."""

from dataclasses import dataclass
from pathlib import Path

from triage_app.data_file import checked, read_toml
from triage_app.domain.drug_test import DrugResult, DrugTest
from triage_app.domain.roles import Role


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
    days: int  # since the release
    area: str
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


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff one can practise as."""

    username: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the practice caseload."""

    staff: tuple[Colleague, ...]
    people: tuple[Player, ...]


def load_cast(folder: Path) -> Cast:
    """Read the cast from `staff.toml` and `people.toml`; stop at a wrong key with `BadFile`."""
    parts = (folder / name for name in ("staff.toml", "people.toml"))
    people: dict[str, object] = {}
    for part in parts:
        people |= read_toml(part)
    return checked(folder / "people.toml", people, Cast)
