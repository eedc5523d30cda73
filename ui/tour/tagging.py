"""A tag on the tour: the service that fits it, the condition agreed, and the day it was fitted."""

from typing import Final

from PySide6.QtCore import Qt

from triage_app.domain.condition import Kind
from ui.tour.guide import Guide

FITS: Final = "Practice Location Monitoring"


def add_service(guide: Guide, area: str) -> None:
    """Put the service that fits tags into the directory, which is open."""
    guide.job.add_service(FITS, [guide.said("directory.offer_tag")], area)


def agree_tag(guide: Guide) -> None:
    """Agree a tag as the last condition of the draft that is open."""
    hands, desk = guide.hands, guide.shell.room.desk
    scheme = desk.schemes.of_office(desk.suite, desk.today())
    text = next(one for one in scheme.conditions if one.kind == Kind.TAG)
    hands.to(guide.said("contract.band"))
    hands.press(Qt.Key.Key_End)
    hands.press(Qt.Key.Key_Return)
    hands.pick(guide.said("condition.kind"), text.title[guide.language])
    hands.to(guide.said("condition.service"))
    hands.press(Qt.Key.Key_Down)  # the one there is
    hands.do(guide.said("condition.save"))


def fit_tag(guide: Guide) -> None:
    """Record that the tag was fitted, and see it in its lane."""
    hands, said = guide.hands, guide.said
    hands.do(said("tracking.add_tag"))
    hands.choose(said("tracking.tag_what"), said("tracking.tag_fitted"))
    hands.fill(said("tracking.tag_by"), FITS)
    guide.show("tag")
    hands.do(said("tracking.save_tag"))
    guide.show("tracking-tag")
