"""The tour: from the first start to one file closed and one returned for prosecution."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Final

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from triage_app.config import Config
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.services.desk import LONDON
from ui.app import application_of, open_window
from ui.preferences import Preferences
from ui.tour.album import HEIGHT, WIDTH, Album
from ui.tour.guide import Guide, MovingClock
from ui.tour.other_schemes import FIRST, show_other_schemes
from ui.tour.story import Tour
from ui.window import Window

BEGINS: Final = dt.datetime(2026, 11, 24, 9, 40, tzinfo=LONDON)
CASELOAD: Final = "caseload"
INDEX: Final = "index.json"


def run(
    folder: Path, language: str = Language.ENGLISH, scale: float = 1.0, *, others: bool = True
) -> int:
    """Drive the real screens, and keep a picture of each and every paper; return how many.

    With the others, the practice caseloads of two more schemes are gone through as well.

    Refuses a folder that holds a caseload not made by a tour. Raises `LostError` where the
    keyboard cannot get on, `BadPictureError` at a picture that is blank or seen before.
    """
    _clear(folder)
    look = Language(language), scale
    application = application_of(["custody-triage"])
    QAccessible.setActive(True)
    clock, practising, album = MovingClock(BEGINS), MovingClock(BEGINS), Album(folder)
    toured = Config(data=folder / CASELOAD, tour=True)
    with _window(application, toured, clock, look) as window:
        Tour(window, clock, album).tell()
    if others:
        practised = Config(data=toured.data / "practice", practice=True, scheme=FIRST)
        with _window(application, practised, practising, look) as window:
            show_other_schemes(Guide(window, practising, album))
    return album.count("screen") + album.count("paper")


@contextmanager
def _window(
    application: QApplication, config: Config, clock: MovingClock, look: tuple[Language, float]
) -> Iterator[Window]:
    """Open the window over a caseload, in a language and at a size of text; close it at the end."""
    config.data.mkdir(exist_ok=True)
    preferences = Preferences(config.data)
    preferences.language, preferences.scale = look
    window = open_window(application, config, clock)
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    try:
        yield window
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
