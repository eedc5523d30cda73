"""Put the application together and run it."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QStyleFactory

from triage_app.config import Config
from ui.crash import CrashHook
from ui.window import Window


def application_of(arguments: list[str]) -> QApplication:
    """Return Qt's application in the style everything is drawn for."""
    application = QApplication(arguments)
    application.setStyle(QStyleFactory.create("Fusion"))
    return application


def open_window(application: QApplication, config: Config, clock: Callable[[], datetime]) -> Window:
    """Return the window over a caseload, at its way in; the caller shows it."""
    config.data.mkdir(parents=True, exist_ok=True)
    if config.practice:
        from triage_app.practice.caseload import (  # noqa: PLC0415 - a real caseload's start
            prepare_practice,  # should not wait for what only practice needs
        )

        prepare_practice(config, clock)
    crash = CrashHook(config.data, clock)
    crash.install()
    return Window(application, config, clock, crash)


def main(config: Config) -> int:
    """Start the application."""
    application = application_of(sys.argv[:1])
    window = open_window(application, config, lambda: datetime.now(UTC))
    window.show()
    return application.exec()
