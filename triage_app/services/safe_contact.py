"""How somebody may be reached without harm: read by whoever is about to call or write."""

from dataclasses import dataclass
from typing import Final

from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Person

SEEN: Final = audit.Deed("safe_contact.seen", audit.Category.CONSULTATION)
FIELDS: Final = (
    "telephone",
    "message_may_be_left",
    "who_answers",
    "safe_times",
    "emergency_name",
    "emergency_relation",
    "emergency_telephone",
)


@dataclass(frozen=True, slots=True)
class SafeContact:
    """What the person said about being called. None: nobody has asked."""

    telephone: str = ""
    message_may_be_left: bool | None = None
    who_answers: str = ""
    safe_times: str = ""
    emergency_name: str = ""
    emergency_relation: str = ""
    emergency_telephone: str = ""

    @property
    def warns(self) -> bool:
        """Whether a call might do harm, or nobody knows that it would not."""
        return self.message_may_be_left is not True or bool(self.who_answers or self.safe_times)

    @property
    def emergency(self) -> str:
        """Whom to call in an emergency, in one line."""
        said = (self.emergency_name, self.emergency_relation, self.emergency_telephone)
        return ", ".join(one for one in said if one)


def read(desk: Desk, actor: Actor, case_id: int) -> SafeContact:
    """Return how the person of a case may be reached: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        found = of_person(session.get_one(Case, case_id).person)
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return found


def of_person(person: Person) -> SafeContact:
    """Return the same within a use case that logs a look of its own."""
    return SafeContact(**{name: getattr(person, name) for name in FIELDS})
