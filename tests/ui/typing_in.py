"""A program of its own that types into a new referral and is then killed: a test's other half."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.conftest import KEY, STAFF, Clock
from tests.ui.conftest import Listener
from triage_app.config import Config
from triage_app.services.opening import assemble
from triage_app.storage.database import open_embedded
from ui.feedback import Feedback
from ui.referral.new import NewReferral
from ui.room import Room
from ui.theme import LIGHT, Look, Theme


def main(folder: Path) -> None:
    """Type a name, say once its draft is kept, and go on until killed."""
    application = QApplication([])
    database = open_embedded(folder / "caseload.db", KEY)
    desk = assemble(Config(data=folder), database, Clock("2026-05-11 09:30"))
    texts = desk.texts("en")
    theme = Theme(application, Look(LIGHT))
    page = NewReferral(Room(desk, STAFF[0], texts, theme, Feedback(Listener(), texts)))
    page.show()
    page.form.name.setText("Lowri Dipper")
    page.form.offences.blocks()[0].what.setText("TH68010")
    watch = QTimer()
    watch.timeout.connect(lambda: say_when_kept(page, watch))
    watch.start(20)
    application.exec()


def say_when_kept(page: NewReferral, watch: QTimer) -> None:
    if page.keeper.has_draft:
        watch.stop()
        sys.stdout.write("kept\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
