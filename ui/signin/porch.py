"""What the pages before the sign-in are given: there is no desk yet, and nobody sits at it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from triage_app.config import Config
from triage_app.services.desk import Actor, Desk
from triage_app.texts import Texts
from ui.feedback import Feedback
from ui.room import Room
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Porch:
    """The surroundings of a page outside the caseload."""

    config: Config
    clock: Callable[[], datetime]
    texts: Texts
    theme: Theme
    feedback: Feedback

    def room(self) -> Room:
        """Return what a form asks for; ours have no field that would look at the desk."""
        nobody, nowhere = cast("Actor", None), cast("Desk", None)
        return Room(nowhere, nobody, self.texts, self.theme, self.feedback)
