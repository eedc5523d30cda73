"""Make the practice caseload where there is none, and bring its dates up to today."""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.config import Config
from triage_app.domain.directory import Entry
from triage_app.domain.roles import Role
from triage_app.practice import custody
from triage_app.practice.cast import Cast, Colleague, load_cast
from triage_app.practice.office import office
from triage_app.practice.put_back import keep_aside, put_back
from triage_app.practice.repertoire import STORIES
from triage_app.practice.scene import Scene, SetClock
from triage_app.practice.shifting import keep_day, shift_to
from triage_app.practice.stage import Story, play
from triage_app.services import directory
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.opening import (
    PRACTICE,
    PRACTICE_KEY,
    Founded,
    assemble,
    files_of,
    found_caseload,
)
from triage_app.services_file import load_services
from triage_app.storage import sqlcipher
from triage_app.storage.database import Database, Sessions, embedded_engine
from triage_app.storage.models import Member
from triage_app.storage.places import hold, prepare_folder
from triage_app.storage.upgrading import upgrade_file

BEFORE_ALL: Final = dt.timedelta(days=400)  # the directory was there before the first contract
BEFORE: Final = 60  # days: the office, before its first case

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Company:
    """The staff on the stage, by what they do."""

    assessors: tuple[Actor, ...]
    supervisors: tuple[Actor, ...]
    keeper: Actor  # of its backups


def prepare_practice(config: Config, clock: Clock) -> None:
    """Make the practice caseload of the scheme practised, or shift the one there is to today."""
    path = files_of(config).database
    prepare_folder(path.parent)
    held = hold(path)
    try:
        if path.exists():
            shift_to(path, PRACTICE_KEY, clock())
        else:
            _make(config, path, clock())
        if custody.is_practised(config):
            custody.write_file(config, clock())
    finally:
        held.release()


def _make(config: Config, path: Path, now: dt.datetime) -> None:
    """Play every story into a file beside it, and put it in its place when it is whole."""
    unfinished = path.with_name(f"{path.stem}-unfinished.db")
    for left in path.parent.glob(f"{unfinished.name}*"):
        left.unlink()
    database = _open_hasty(unfinished)
    try:
        cast, today = load_cast(config), now.astimezone(LONDON).date()
        longest = max(one.by(today).days for one in cast.people)
        clock = SetClock(now - max(BEFORE_ALL, dt.timedelta(days=longest + BEFORE)))
        with database.sessions.begin() as session:
            found_caseload(session, Founded(cast.house.scheme, cast.house.suite, PRACTICE))
            keep_day(session, today)
            _employ(session, cast.staff)
        keep_aside(config, database, now)
        desk = assemble(config, database, clock)
        _stage(desk, cast, clock, now)
    finally:
        database.close()
    with unfinished.open("rb+") as whole:
        os.fsync(whole.fileno())
    unfinished.replace(path)


def _open_hasty(path: Path) -> Database:
    """Open a file that need not outlive a crash: it is made anew if it is not finished."""
    upgrade_file(path, PRACTICE_KEY)

    def connect() -> sqlcipher.dbapi2.Connection:
        bare = sqlcipher.unguarded(path, PRACTICE_KEY)
        bare.execute("PRAGMA synchronous=OFF")
        bare.execute("PRAGMA foreign_keys=ON")
        bare.set_authorizer(sqlcipher.authorize)
        return bare

    engine = embedded_engine(connect)
    return Database(engine, Sessions(engine), "embedded", path)


def _employ(session: Session, staff: tuple[Colleague, ...]) -> None:
    for one in staff:
        telephone = "01632 960100"
        session.add(
            Member(username=one.username, name=one.name, role=one.role, telephone=telephone)
        )


def _stage(desk: Desk, cast: Cast, clock: SetClock, now: dt.datetime) -> None:
    company = _company(desk)
    stories = [_story(desk, cast, company, number, now) for number in range(len(cast.people))]
    stories.append(_directory(desk, company, now))
    stories.append(put_back(desk, company.keeper, now))
    if desk.config.scheme:  # a few cases of another scheme: nobody is away, no log is taken in
        play(stories, clock, now)
        return
    stories.append(office(desk, now, company.assessors, company.supervisors))
    play(stories, clock, now)
    custody.take_in(desk, company.assessors[0])


def _directory(desk: Desk, company: Company, now: dt.datetime) -> Story:
    """List each service before the first contract; one that began earlier, on that day."""
    entries = load_services(desk.config.practised / "services.toml")
    for moment, entry in sorted(
        ((_listed(one, now), one) for one in entries), key=lambda it: it[0]
    ):
        yield moment
        directory.add(desk, company.supervisors[0], entry)


def _listed(entry: Entry, now: dt.datetime) -> dt.datetime:
    before = now - BEFORE_ALL
    if entry.begins_on is None:
        return before
    return min(before, dt.datetime.combine(entry.begins_on, dt.time(9), LONDON))


def _company(desk: Desk) -> Company:
    with desk.sessions() as session:
        rows = session.scalars(select(Member).order_by(Member.id)).all()
        actors = [Actor(one.id, one.username, one.name, one.role) for one in rows]
    return Company(
        tuple(one for one in actors if one.role is Role.ASSESSOR),
        tuple(one for one in actors if one.role is Role.SUPERVISOR),
        next(one for one in actors if one.role is Role.ADMINISTRATOR),
    )


def _story(desk: Desk, cast: Cast, company: Company, number: int, now: dt.datetime) -> Story:
    player = cast.people[number].by(now.astimezone(LONDON).date())
    scene = Scene(
        desk=desk,
        house=cast.house,
        player=player,
        number=number + 1,
        now=now,
        assessor=company.assessors[0 if number % 3 else -1],
        supervisor=company.supervisors[0],
    )
    return STORIES[player.story](scene)
