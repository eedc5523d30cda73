"""What calls an administrator or a supervisor to the caseload itself, for as long as it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from triage_app.domain.copies import is_late
from triage_app.domain.roles import Permission, may
from triage_app.domain.watched import day_of
from triage_app.services import copies_kept, forgotten
from triage_app.services.copies_kept import ASIDE, HERE, THERE, Standing
from triage_app.services.desk import Actor, Desk
from triage_app.texts import Texts

ANEW: Final = {
    "storage.busy": "upkeep.anew_busy",
    "storage.no_space_left": "upkeep.anew_full",
}  # why a file could not be written anew; whatever else is the disk's
CALLED: Final = (Permission.BACK_UP, Permission.CONFIRM_DISPOSAL)


@dataclass(frozen=True, slots=True)
class Call:
    """What is not as it should be: a code with its day, and why, as a code with its values."""

    code: str
    day: date | None = None
    why: str = ""
    values: Mapping[str, str] | None = None

    def words(self, texts: Texts) -> str:
        """Put it into words."""
        why = texts(self.why, **(self.values or {})) if self.why else ""
        return " ".join(texts(self.code, day=self.day, why=why).split())


def calls(desk: Desk, actor: Actor, standing: Standing) -> tuple[Call, ...]:
    """Return what calls whoever looks, if it is theirs to know; nobody's case is looked at."""
    if not any(may(actor.role, one) for one in CALLED):
        return ()
    return tuple(_calls(desk, standing))


def _calls(desk: Desk, standing: Standing) -> Iterator[Call]:
    if (owed := forgotten.owed(desk)) is not None:
        why = ANEW.get(owed.why, "upkeep.anew_disk")
        yield Call("upkeep.not_forgotten", day_of(owed.since), why)
    if (failed := standing.failed.get(ASIDE)) is not None:
        yield Call("upkeep.aside_stays", day_of(failed.at), failed.code, failed.values)
    if desk.marked or desk.database.path is None:
        return
    yield from _of_place(desk, standing, HERE)
    if standing.place is not None:
        yield from _of_place(desk, standing, THERE)
    elif is_late(copies_kept.uncopied_since(desk, None), desk.now()):
        yield Call("upkeep.no_place")


def _of_place(desk: Desk, standing: Standing, where: str) -> Iterator[Call]:
    """Yield one call at most: late, and why if that is known; or failed this moment."""
    good, failed = standing.good.get(where), standing.failed.get(where)
    why, values = (failed.code, failed.values) if failed else ("", None)
    if is_late(copies_kept.uncopied_since(desk, good), desk.now()):
        if good is None:
            yield Call(f"upkeep.never_{where}", None, why, values)
        else:
            yield Call(f"upkeep.late_{where}", day_of(good.at), why, values)
    elif failed:
        yield Call(f"upkeep.failed_{where}", day_of(failed.at), why, values)
