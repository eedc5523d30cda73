"""What every screen is given: the desk and who sits at it, the words, the look and one voice."""

from dataclasses import dataclass, field

from triage_app.services.desk import Actor, Desk
from triage_app.texts import Texts
from ui.feedback import Feedback
from ui.tasks import Tasks
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Room:
    """The surroundings of a screen; a new language or text size makes a new one."""

    desk: Desk
    actor: Actor
    texts: Texts
    theme: Theme
    feedback: Feedback
    tasks: Tasks = field(default_factory=Tasks)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the program one can be: a screen, or a step of a case and a field on it."""

    screen: str
    case_id: int | None = None
    step: str = ""
    field: str = ""
