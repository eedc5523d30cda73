"""Write the log of what was done and looked at, and check that nobody has rewritten it."""

import datetime as dt
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row, bindparam, inspect, select, update
from sqlalchemy.orm import Session

from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage import changes
from triage_app.storage.changes import Change
from triage_app.storage.models import AuditEntry, Case, Revision, Setting

BEGINNING: Final = "0" * 64
KEY: Final = "log.key"
HEAD: Final = "log.head"  # number, seal and time of the newest entry: a cut-off end shows
SLACK: Final = dt.timedelta(seconds=60)  # a clock that is put right steps back a little


# Every deed and every look asks these: they are worded once.
_CHAIN: Final = (
    select(Setting.name, Setting.value)
    .where(Setting.name.in_((KEY, HEAD)))
    .order_by(Setting.name)
    .with_for_update()
)
_MOVED: Final = (
    update(Setting)
    .where(Setting.name == HEAD)
    .values(value=bindparam("moved_to"))
    .execution_options(synchronize_session=False)
)


class Category(StrEnum):
    """What a log must tell apart: Data Protection Act 2018 s62, and what keeps it safe."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    SECURITY = "security"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a use case does, and the category it falls in."""

    action: str
    category: Category


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of the log, as the next one must follow it."""

    number: int
    seal: str
    at: str

    def written(self) -> str:
        """Write it as it is kept."""
        return f"{self.number} {self.seal} {self.at}"

    @classmethod
    def read(cls, written: str) -> "Head":
        """Read it as it is kept."""
        number, seal, at = written.split(" ")
        return cls(int(number), seal, at)


@dataclass(frozen=True, slots=True)
class Logged:
    """What somebody did or looked at, as it is to be logged."""

    actor: Actor
    deed: Deed
    case_id: int | None
    fields: frozenset[str]
    person_id: int | None


# The looks that are made together and not written yet; of this thread alone.
_TOGETHER: Final[ContextVar[list[Logged] | None]] = ContextVar("looks_together", default=None)


def record(  # noqa: PLR0913 - an entry says all of this of a deed, and every use case writes one
    session: Session,
    desk: Desk,
    actor: Actor,
    deed: Deed,
    case_id: int | None = None,
    fields: Iterable[str] = (),
    *,
    person_id: int | None = None,
    recipient: str = "",
) -> None:
    """Add one entry in the same transaction; earlier values go where erasure reaches them."""
    if deed.category is Category.DISCLOSURE and not recipient:
        raise ValueError("a disclosure names its recipient")
    made = changes.take(session)
    key, head = chain(session)
    earlier = {change.field for change in made if change.had_one}
    one = Logged(actor, deed, case_id, frozenset(fields) | earlier, person_id)
    entry = _entry(desk, head, one)
    entry.content_digest = _content_digest(session, case_id, made)
    entry.recipient = recipient
    session.add(entry)
    session.add_all(_revisions(entry, case_id, made))
    move_head(session, _seal(key, entry))


def look(
    desk: Desk,
    actor: Actor,
    deed: Deed,
    case_id: int | None = None,
    fields: Iterable[str] = (),
    *,
    person_id: int | None = None,
) -> None:
    """Log a look in a short write of its own, before what was looked at is returned.

    Of looks made together, the write is the last thing before any of it is shown.
    """
    looked = Logged(actor, deed, case_id, frozenset(fields), person_id)
    made = _TOGETHER.get()
    if made is None:
        _write(desk, (looked,))
    else:
        made.append(looked)


@contextmanager
def together(desk: Desk) -> Iterator[None]:
    """Log the looks made inside in one write at its end: a screen that asks much is one visit.

    Nothing may be shown before that end; what was read before something was refused is logged too.
    """
    if _TOGETHER.get() is not None:
        yield  # the outer one writes
        return
    made: list[Logged] = []
    held = _TOGETHER.set(made)
    try:
        yield
    finally:
        _TOGETHER.reset(held)
        if made:
            _write(desk, made)


def _write(desk: Desk, looks: Iterable[Logged]) -> None:
    with desk.sessions.begin() as session:
        key, head = chain(session)
        for one in looks:
            entry = _entry(desk, head, one)
            session.add(entry)
            head = _seal(key, entry)
        move_head(session, head)


def _entry(desk: Desk, head: Head, one: Logged) -> AuditEntry:
    """Return the entry that follows the newest, not yet sealed."""
    return AuditEntry(
        id=head.number + 1,
        at=_moment(desk, head),
        actor=one.actor.username,
        role=one.actor.role,
        workstation=desk.workstation,
        action=one.deed.action,
        category=one.deed.category,
        case_id=one.case_id,
        person_id=one.person_id,
        fields=sorted(one.fields),
        content_digest="",
        recipient="",
        previous=head.seal,
    )


def _seal(key: bytes, entry: AuditEntry) -> Head:
    entry.seal = seal(key, entry)
    return Head(entry.id, entry.seal, entry.at.isoformat())


def broken_links(desk: Desk, actor: Actor) -> list[int]:
    """Return the entries that are not as they were written, first bad one first: none is well.

    An entry cut from the end is told by the number it had.
    """
    permit(actor, Permission.READ_LOG)
    with desk.sessions() as session:
        return broken_entries(session)


def broken_entries(session: Session, since: tuple[int, str] = (0, BEGINNING)) -> list[int]:
    """Check every entry against the one before it, and the last against the head.

    Or those since one that was found good, by its number and seal: it must be there still.
    """
    key, head = chain(session)
    (number, last), broken = since, []
    if number and session.scalar(select(AuditEntry.seal).where(AuditEntry.id == number)) != last:
        return [number]
    # Bare rows: a log of a million entries is no place to make an object of each.
    every = select(*inspect(AuditEntry).columns).where(AuditEntry.id > number)
    every = every.order_by(AuditEntry.id)
    for entry in session.execute(every.execution_options(yield_per=1000)):
        follows = entry.id == number + 1 and entry.previous == last
        if not follows or not hmac.compare_digest(entry.seal, seal(key, entry)):
            broken.append(entry.id)
        number, last = entry.id, entry.seal
    if number < head.number:
        broken.append(number + 1)
    elif (number, last) != (head.number, head.seal) and number not in broken:
        broken.append(number)
    return broken


def chain(session: Session) -> tuple[bytes, Head]:
    """Return the chain's key and head; on a shared database others wait for us here."""
    held = dict(session.execute(_CHAIN).all())
    if len(held) != 2:  # noqa: PLR2004 - the two asked for
        raise Refused("audit.cannot_be_written")
    return bytes.fromhex(held[KEY]), Head.read(held[HEAD])


def first_head() -> str:
    """Return the head of a log that has no entry yet."""
    return Head(0, BEGINNING, dt.datetime.fromtimestamp(0, dt.UTC).isoformat()).written()


def move_head(session: Session, head: Head) -> None:
    """Keep the newest entry's number and seal, so that a cut-off end shows."""
    session.flush()
    session.execute(_MOVED, {"moved_to": head.written()})


def _moment(desk: Desk, head: Head) -> dt.datetime:
    """Return now, never before the newest entry; refuse a clock that has been put back."""
    now, last = desk.now().astimezone(dt.UTC), dt.datetime.fromisoformat(head.at)
    if now < last - SLACK:
        local = last.astimezone(LONDON)
        raise Refused("audit.clock_behind", last=f"{local:%d/%m/%Y %H:%M}")
    return max(now, last)


def seal(key: bytes, entry: AuditEntry | Row[Any]) -> str:
    """Return the keyed digest of an entry and of the seal before it."""
    who = [entry.actor, entry.role, entry.workstation]
    what = [entry.action, entry.category, entry.case_id, entry.person_id, sorted(entry.fields)]
    when = entry.at.astimezone(dt.UTC).isoformat()
    content = [entry.id, when, who, what, entry.content_digest, entry.recipient, entry.previous]
    return _keyed(key, content)


def _content_digest(session: Session, case_id: int | None, made: list[Change]) -> str:
    """Digest what was written with the case's nonce: once that is erased it says nothing."""
    nonce = session.scalar(select(Case.nonce).where(Case.id == case_id)) if made else None
    if not nonce:
        return ""
    return _keyed(nonce.encode(), sorted([one.record, one.field, one.later] for one in made))


def _revisions(entry: AuditEntry, case_id: int | None, made: list[Change]) -> list[Revision]:
    return [
        Revision(
            entry_id=entry.id,
            case_id=case_id,
            record=change.record,
            field=change.field,
            earlier=change.earlier,
        )
        for change in made
        if change.had_one
    ]


def _keyed(key: bytes, content: Sequence[object]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()
