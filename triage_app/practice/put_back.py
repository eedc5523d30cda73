"""A backup that was put back some days ago, and the caseload that stood there till then."""

import datetime as dt
from typing import Final

from triage_app.config import Config
from triage_app.practice.stage import Story
from triage_app.services import audit
from triage_app.services.aside import aside_files
from triage_app.services.desk import Actor, Desk
from triage_app.services.opening import PRACTICE_KEY, files_of
from triage_app.services.safekeeping import RESTORED
from triage_app.storage import backups
from triage_app.storage.database import Database

LATELY: Final = dt.timedelta(days=5)


def keep_aside(config: Config, database: Database, now: dt.datetime) -> None:
    """Keep aside the caseload as it stands, under the name that a restore would have given it."""
    kept = aside_files(files_of(config), now - LATELY).database
    kept.unlink(missing_ok=True)  # of one that was begun today, and not finished
    if database.path is not None:
        backups.copy(database.path, kept, PRACTICE_KEY)


def put_back(desk: Desk, keeper: Actor, now: dt.datetime) -> Story:
    """Somebody put a backup back: the log says so."""
    yield now - LATELY
    audit.look(desk, keeper, RESTORED)
