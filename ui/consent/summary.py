"""The answer as it was recorded, and those before it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from triage_app.services import ways_out
from triage_app.services.consent import Answered, ConsentView
from ui.parts import column_of, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

SAID_OF = ("explained_by", "adult", "interpreter", "solicitor", "present")


def answered_part(room: Room, answered: Answered) -> QWidget:
    """Return what was said, to which sheet, who was there, and who recorded it."""
    theme, holder = room.theme, QWidget()
    lines = [words(theme, line) for line in _lines(room, answered)]
    said = "consent.answered_yes" if answered.given else "consent.answered_no"
    by = room.texts("consent.answered_by", by=answered.recorded_by, day=answered.recorded_on)
    holder.setLayout(
        column_of(
            words(theme, room.texts(said, day=answered.day), bold=True),
            *lines,
            words(theme, by, SMALL, Tone.MUTED),
            spacing=4,
        )
    )
    return holder


def earlier_part(room: Room, view: ConsentView) -> QWidget:
    """Return every answer given before the one that stands, the newest first."""
    holder = QWidget()
    parts = [answered_part(room, one) for one in view.earlier]
    title = heading(room.theme, room.texts("consent.heading_earlier"))
    holder.setLayout(column_of(title, *parts, spacing=UNIT * 2))
    return holder


def put_right_parts(room: Room, case_id: int) -> Iterator[QWidget]:
    """Yield each way out that was put right: what it had been, why it was wrong, and by whom."""
    theme, texts = room.theme, room.texts
    for one in ways_out.taken_back(room.desk, room.actor, case_id):
        holder = QWidget()
        said = texts("ways_out.was_taken_back", day=one.on, by=one.by, name=one.name)
        why = words(theme, texts("ways_out.was_taken_back_why", why=one.why), SMALL, Tone.MUTED)
        holder.setLayout(column_of(words(theme, said), why, spacing=4))
        yield holder


def _lines(room: Room, answered: Answered) -> Iterator[str]:
    texts, said = room.texts, answered.words
    with_sheet = "consent.answered_sheet" if answered.sheet else "consent.answered_without_sheet"
    yield texts(with_sheet, version=answered.sheet)
    spoken = "named" if said["language_name"] else answered.language
    yield texts(f"consent.answered_in_{spoken}", language=said["language_name"])
    for name in SAID_OF:
        if said[name]:
            yield texts(f"consent.answered_{name}", name=said[name])
    if said["questions"]:
        yield texts("consent.answered_questions", name=said["questions"])
    elif answered.given:
        yield texts("consent.answered_no_questions")
    if answered.manner:
        yield texts(f"consent.answered_{answered.manner}", name=said["witness"])
    if answered.reason:
        yield texts("consent.answered_reason", reason=answered.reason)
    elif not answered.given:
        yield texts("consent.answered_no_reason")
