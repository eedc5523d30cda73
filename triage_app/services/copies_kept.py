"""What is known of the copies of a caseload: the last good one of each place, and what failed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Refused
from triage_app.services.copying import Backup
from triage_app.services.desk import Desk
from triage_app.storage.models import AuditEntry, Setting

HERE: Final = "here"  # beside the caseload
THERE: Final = "there"  # the second place, which an administrator chooses
BY_HAND: Final = "by_hand"
ASIDE: Final = "aside"  # a caseload that a restore kept aside, and that is to go
PLACE: Final = "copies.place"


@dataclass(frozen=True, slots=True)
class Good:
    """The last good copy of a place: when it was made, how far the log had come, and its seal."""

    at: datetime
    entries: int
    seal: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A copy that could not be made: when, and why, as a code with its values."""

    at: datetime
    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the copies stand: the second place, and by place what was good and what failed last."""

    place: Path | None
    good: Mapping[str, Good]
    failed: Mapping[str, Failed]

    @property
    def last(self) -> datetime | None:
        """When the newest good copy was made, wherever it lies; None is never."""
        return max((one.at for one in self.good.values()), default=None)


def standing(desk: Desk) -> Standing:
    """Return how the copies stand, from what was noted of them."""
    query = select(Setting.name, Setting.value).where(Setting.name.in_(_NAMES))
    with desk.sessions() as session:
        held = dict(session.execute(query).all())
    places = (HERE, THERE, BY_HAND, ASIDE)
    return Standing(
        place=Path(held[PLACE]) if PLACE in held else None,
        good={one: _good(held[_name(one)]) for one in places if _name(one) in held},
        failed={one: _failed(held[_failure(one)]) for one in places if _failure(one) in held},
    )


def note_good(desk: Desk, where: str, made: Backup) -> None:
    """Note that a copy is good; what failed there before has been made up for."""
    with desk.sessions.begin() as session:
        said = {"at": made.made_at.isoformat(), "entries": made.entries, "seal": made.seal}
        _keep(session, _name(where), said)
    made_up_for(desk, where)


def made_up_for(desk: Desk, where: str) -> None:
    """Note that what failed somewhere does no longer."""
    with desk.sessions.begin() as session:
        session.execute(delete(Setting).where(Setting.name == _failure(where)))


def note_failed(desk: Desk, where: str, refused: Refused) -> None:
    """Note that a copy could not be made, and why."""
    values = {name: str(value) for name, value in refused.values.items()}
    said = {"at": desk.now().isoformat(), "code": refused.code, "values": values}
    with desk.sessions.begin() as session:
        _keep(session, _failure(where), said)


def choose(session: Session, place: Path) -> None:
    """Keep which second place was chosen; what is known of another is not true of it."""
    gone = (PLACE, _name(THERE), _failure(THERE))
    session.execute(delete(Setting).where(Setting.name.in_(gone)))
    session.add(Setting(name=PLACE, value=str(place)))


def uncopied_since(desk: Desk, good: Good | None) -> datetime | None:
    """Return when the first thing was done that a place's last copy does not hold; None is all."""
    following = (good.entries if good else 0) + 1
    with desk.sessions() as session:
        return session.scalar(select(AuditEntry.at).where(AuditEntry.id == following))


def _name(where: str) -> str:
    return f"copies.{where}"


def _failure(where: str) -> str:
    return f"copies.failed_{where}"


_NAMES: Final = (
    PLACE,
    *(_name(one) for one in (HERE, THERE, BY_HAND)),
    *(_failure(one) for one in (HERE, THERE, ASIDE)),
)


def _keep(session: Session, name: str, said: Mapping[str, Any]) -> None:
    session.merge(Setting(name=name, value=json.dumps(said)))


def _good(written: str) -> Good:
    held = json.loads(written)
    return Good(datetime.fromisoformat(held["at"]), int(held["entries"]), str(held["seal"]))


def _failed(written: str) -> Failed:
    held = json.loads(written)
    return Failed(datetime.fromisoformat(held["at"]), str(held["code"]), held["values"])
