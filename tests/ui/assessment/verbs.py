"""Verbs of one who runs an assessment on the screen, and looks at what it shows."""

from PySide6.QtWidgets import QApplication, QLabel

from triage_app.storage.models import Answer
from ui.assessment.running import Running


def run_of(step):
    return step.findChild(Running)._run


def place(step):
    return run_of(step).place


def page(step):
    return step.findChild(Running)._page


def go(step, place):
    step.findChild(Running)._leave_for(place)
    QApplication.processEvents()


def answers(rows):
    return {one.question: one.value for one in rows(Answer)}


def said(widget):
    return [one.text() for one in widget.findChildren(QLabel)]
