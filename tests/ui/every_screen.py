"""Open every screen, and every step of a case in every state, for every role in a real window.

Run as a program of its own, because Qt chooses its window system once: `python -m
tests.ui.every_screen FOLDER`. It names what it opened, a line each, and stops at a blank one.
"""

import sys
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from sqlalchemy import select

from triage_app.config import Config
from triage_app.services import signin
from triage_app.storage.models import Case
from ui.app import application_of, open_window
from ui.room import Place

FEWEST_COLOURS = 12


def main(folder):
    config = Config(data=folder, practice=True)
    application = application_of([])
    window = open_window(application, config, clock)
    window.show()
    see(window, "entrance")
    window.entrance.let_go()
    opened = set()  # the roles whose cases were: two assessors are shown the same of each
    for number in range(len(users(config))):
        desk = signin.open_practice(config, clock)
        actor = signin.practise_as(desk, signin.practised_users(desk)[number].username)
        window.let_in(desk, actor)
        for screen in window.shell.entries:
            window.shell.go(Place(screen))
            see(window, f"{actor.role} {screen}")
        if "today" in window.shell.entries and actor.role not in opened:
            opened.add(actor.role)
            see_steps(window, desk)
        window.sign_out()
        window.entrance.let_go()
    window.close()


def users(config):
    desk = signin.open_practice(config, clock)
    found = signin.practised_users(desk)
    desk.database.close()
    return found


def see_steps(window, desk):
    """Open each step that can be, of the first case in each state."""
    with desk.sessions() as session:
        first = dict(session.execute(select(Case.state, Case.id).order_by(Case.id.desc())).all())
    for state, case_id in first.items():
        window.shell.go(Place("case", case_id))
        for stage in window.shell.page.head.stages:
            if stage.can_be_opened:
                window.shell.go(Place("case", case_id, stage.step))
                see(window, f"{state} {stage.step}")


def see(window, name):
    QTest.qWait(1)
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    points = product(range(0, picture.width(), 7), range(0, picture.height(), 9))
    colours = {picture.pixel(x, y) for x, y in points}
    assert len(colours) >= FEWEST_COLOURS, f"{name} is blank"
    print(name, flush=True)  # noqa: T201 - read by the test that runs this


def clock():
    return datetime.now(UTC)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
