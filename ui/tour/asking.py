"""Asking for consent by keys: the sheet, the answer, and with whom we may share."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from ui.tour.job import Job


def print_sheet(job: Job) -> None:
    """Make the information sheet."""
    job.hands.do(job.said("consent.print_sheet"))


def consent(job: Job, language: str, partners: Sequence[str]) -> None:
    """Record that the person takes part, and lets us share with each partner."""
    hands, said = job.hands, job.said
    hands.to(said("consent.explained"))
    hands.press(Qt.Key.Key_Space)
    for name, answer in (("language", language), ("asked", "no"), ("given", "yes")):
        hands.choose(said(f"consent.{name}"), said(f"consent.{name}_{answer}"))
    for name in partners:
        hands.choose(name, said("consent.share_yes"))
    hands.choose(said("consent.manner"), said("consent.manner_signed"))
    hands.do(said("consent.record"))


def hear_what_follows(job: Job, show: Callable[[str], None]) -> None:
    """Open what is said to somebody who thinks of stopping, and go on: nothing is recorded."""
    job.hands.do(job.said("withdrawal.open"))
    show("stopping")
    job.hands.do(job.said("withdrawal.keep"))
