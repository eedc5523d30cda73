"""The tour: from the first start to one file closed and one returned for prosecution."""

import datetime as dt
from pathlib import Path
from shutil import rmtree
from typing import Final

from PySide6.QtGui import QAccessible

from triage_app.config import Config
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.services.desk import LONDON
from ui.app import application_of, open_window
from ui.tour.album import HEIGHT, WIDTH, Album
from ui.tour.guide import MovingClock
from ui.tour.story import Tour

BEGINS: Final = dt.datetime(2026, 11, 24, 9, 40, tzinfo=LONDON)
CASELOAD: Final = "caseload"
INDEX: Final = "index.json"


def run(folder: Path, language: str = Language.ENGLISH, scale: float = 1.0) -> int:
    """Drive the real screens, and keep a picture of each and every paper; return how many.

    Refuses a folder that holds a caseload not made by a tour. Raises `LostError` where the
    keyboard cannot get on, `BadPictureError` at a picture that is blank or seen before.
    """
    _clear(folder)
    application = application_of(["custody-triage"])
    QAccessible.setActive(True)
    clock = MovingClock(BEGINS)
    config = Config(data=folder / CASELOAD, tour=True)
    window = open_window(application, config, clock)
    window.preferences.language = Language(language)
    window.preferences.scale = scale
    window.show_entrance()
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    try:
        return Tour(window, clock, Album(folder)).tell()
    finally:
        window.close()


def _clear(folder: Path) -> None:
    """Make room for a tour where nothing, or an earlier tour, lies."""
    held = folder / CASELOAD
    foreign = [*folder.glob("*.db"), *(one for one in held.glob("*.db") if one.stem != "tour")]
    if foreign:
        raise Refused("commands.tour_not_here", folder=str(folder))
    if (folder / INDEX).exists():
        for pattern in ("*.png", "*.pdf", INDEX):
            for old in folder.glob(pattern):
                old.unlink()
    if held.exists():
        rmtree(held)
    held.mkdir(parents=True)
