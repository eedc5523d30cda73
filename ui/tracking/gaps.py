"""A condition that a partner refused and nobody delivers: said above the picture, with the way."""

from collections.abc import Callable

from triage_app.domain.watched import Partnered
from ui.parts import Notice, breakable, button
from ui.room import Room


def gap(room: Room, one: Partnered, go: Callable[..., None]) -> Notice:
    """Return the sentence, in the words of what calls for it, with the button that leads there."""
    texts = room.texts
    values = {"position": one.position, "name": breakable(one.service), "day": one.standing.since}
    said = (texts("attention.refused", **values), texts("attention.refused_why", **values))
    way = button(room.theme, texts("tracking.fill_gap"), icon="partner")
    way.setAccessibleDescription(said[0])
    way.clicked.connect(go)
    return Notice(room.theme, "warn", ". ".join(said), way)
