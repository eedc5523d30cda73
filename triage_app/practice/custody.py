"""A custody log to practise with: some people wait from it already, a file of others lies ready."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import select

from triage_app.config import Config
from triage_app.data_file import checked, read_toml
from triage_app.domain.workflow import State
from triage_app.services import custody_files, custody_import, custody_preview
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage.models import Case, Person

FILE: Final = "custody-log-to-practise.csv"
TAKEN: Final = "custody-log-of-the-suite.csv"
HEADINGS: Final = (
    "Custody record", "Name", "Date of birth", "Sex", "Arrested", "Released", "Offence code",
    "Offence", "Address", "Postcode", "OIC", "OIC number", "OIC e-mail",
)  # fmt: skip
OFFICER: Final = ("DC Sian Plover", "1208", "sian.plover@example.org")
AGAIN: Final = "HW/3900"  # the custody record of the participant who is arrested again


@dataclass(frozen=True, slots=True)
class Stay:
    """A row of the log, its days counted back from today."""

    record: str
    name: str
    born: str
    sex: str
    days: int
    arrested: str
    released: str
    code: str
    offence: str
    address: str
    postcode: str


@dataclass(frozen=True, slots=True)
class PractisedLog:
    """Those who wait, and those who are still to be taken in."""

    waiting: tuple[Stay, ...]
    to_import: tuple[Stay, ...]


def is_practised(config: Config) -> bool:
    """Say whether there is a log to practise with under the scheme practised."""
    return _path(config).is_file()


def load_log(config: Config) -> PractisedLog:
    """Read the log; stop at a wrong key with `BadFile`."""
    path = _path(config)
    return checked(path, read_toml(path), PractisedLog)


def practice_file(config: Config) -> Path:
    """Return where the file to practise with lies: beside no other practice caseload’s."""
    return config.data / "-".join(filter(None, (config.scheme, FILE)))


def write_file(config: Config, now: dt.datetime) -> None:
    """Write the file to practise with, its days counted back from today."""
    today = now.astimezone(LONDON).date()
    practice_file(config).write_bytes(_written(load_log(config).to_import, today))


def take_in(desk: Desk, actor: Actor) -> None:
    """Take in the log of those who wait, one of them a participant whose contract runs."""
    stays = [*_again(desk), *load_log(desk.config).waiting]
    path = desk.config.data / TAKEN
    path.write_bytes(_written(stays, desk.today()))
    try:
        looked = custody_files.look(desk, actor, str(path), desk.suite)
        seen = custody_preview.preview(desk, actor, looked, looked.columns, _unwatched)
        custody_import.take_in(desk, actor, seen, _unwatched)
    finally:
        path.unlink()


def _again(desk: Desk) -> list[Stay]:
    """Return the stay of whoever of the live participants was referred first, if there is any."""
    query = (
        select(Person.name, Person.born)
        .join(Case, Case.person_id == Person.id)
        .where(Case.state == State.LIVE)
        .order_by(Case.id)
        .limit(1)
    )
    with desk.sessions() as session:
        found = session.execute(query).first()
    if found is None:
        return []
    like = load_log(desk.config).waiting[0]
    born = f"{found.born:%d/%m/%Y}" if found.born else ""
    return [replace(like, record=AGAIN, name=found.name, born=born, sex="", arrested="00:45")]


def _written(stays: Iterable[Stay], today: dt.date) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(HEADINGS)
    for one in stays:
        day = today - dt.timedelta(days=one.days)
        next_day = day if one.released > one.arrested else day + dt.timedelta(days=1)
        released = f"{min(next_day, today):%d/%m/%Y} {one.released}" if one.released else ""
        record = f"{one.record}/{day:%y}" if one.record else ""
        writer.writerow((
            record, one.name, one.born, one.sex, f"{day:%d/%m/%Y} {one.arrested}".strip(), released,
            one.code, one.offence, one.address, one.postcode, *OFFICER,
        ))  # fmt: skip
    return held.getvalue().encode("utf-8-sig")


def _path(config: Config) -> Path:
    return config.practised / "custody_log.toml"


def _unwatched(_share: float) -> None:
    """Nobody watches practice being made."""
