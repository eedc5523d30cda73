"""Verbs for the screens of a meeting: keys to whatever has the keyboard, and what is in view."""

from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from ui.consent.step import ConsentStep
from ui.rows import ROW


def opened(make_room, show, case_id, make=ConsentStep, width=900, **room):
    """Open a step of a case as its page would."""
    step, area = make(make_room(**room), case_id), QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(step)
    show(area, width)
    return step


def click(button):
    button.click()
    QApplication.processEvents()


def words_of(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def shown(view):
    return [view.model().index(n, 0).data(ROW) for n in range(view.model().rowCount())]
