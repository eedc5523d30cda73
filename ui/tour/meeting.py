"""The first meeting on the tour: picked by arrows, written of, and seen in its week."""

import datetime as dt

from PySide6.QtCore import Qt

from ui.tour.asking import hear_what_follows
from ui.tour.guide import Guide


def meet(guide: Guide) -> dt.datetime:
    """Book the first meeting, make its letter, hear what stopping means; return when it is."""
    guide.show("first-meeting")
    starts = guide.job.book()
    guide.show("first-meeting-booked")
    guide.job.remind()
    guide.show("reminder-letter")
    hear_what_follows(guide.job, guide.show)
    return starts


def show_week(guide: Guide, day: dt.datetime) -> None:
    """Show the week of a day in the agenda that is open."""
    guide.hands.fill(guide.said("agenda.go_to_day"), f"{day:%d/%m/%Y}")
    guide.hands.press(Qt.Key.Key_Return)
    guide.hands.do(guide.said("agenda.week_view"))
    guide.show("agenda-week")


def show_group(guide: Guide, day: dt.datetime) -> None:
    """Show the session that a service held on a day, of which nobody has said who came."""
    guide.hands.section(guide.said("shell.agenda"))
    guide.hands.fill(guide.said("agenda.go_to_day"), f"{day:%d/%m/%Y}")
    guide.hands.press(Qt.Key.Key_Return)
    guide.hands.do(guide.said("sessions.open"))
    guide.show("group-attendance")
