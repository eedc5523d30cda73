"""The directory of services: who delivers what, where and in which language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.directory import Contact, Entry, nearness
from triage_app.domain.instrument import Use
from triage_app.domain.problems import Invalid, Problem, Stale
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Language, Wording
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Service

ADDED = audit.Deed("directory.added", audit.Category.COLLECTION)
AMENDED = audit.Deed("directory.amended", audit.Category.ALTERATION)
RETIRED = audit.Deed("directory.retired", audit.Category.ALTERATION)
BROUGHT_BACK = audit.Deed("directory.brought_back", audit.Category.ALTERATION)
NAMES = tuple(field.name for field in fields(Entry))
SETS = ("pathways", "areas", "languages", "access", "contacts")


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service as it stands in the directory."""

    id: int
    version: int
    retired: bool
    entry: Entry

    @property
    def name(self) -> str:
        """What it is called."""
        return self.entry.name


def services(desk: Desk, actor: Actor, *, retired: bool = False) -> tuple[ServiceRow, ...]:
    """Return the directory by name; with those that take nobody any more, if asked."""
    permit(actor, Permission.SEE_DIRECTORY)
    with desk.sessions() as session:
        rows = session.scalars(select(Service).order_by(Service.name, Service.id)).all()
    return tuple(row_of(one) for one in rows if retired or not one.retired)


def services_for(
    desk: Desk, actor: Actor, offer: str, area: str | None = None, language: str | None = None
) -> tuple[ServiceRow, ...]:
    """Return the services for a pathway or another offer: those of the area first, then by name.

    None is left out for being further off or for lacking the language: staff choose, knowing it.
    Only one whose contract has not begun or has ended is: it takes nobody.
    """
    today = desk.today()
    fitting = [
        one
        for one in services(desk, actor)
        if offer in one.entry.pathways and one.entry.takes_on(today)
    ]
    return tuple(sorted(fitting, key=lambda one: nearness(one.entry, area, language)))


def pathways(desk: Desk) -> Mapping[str, Wording]:
    """Return the pathways of need that a service may help with, by code, shortly named."""
    found: dict[str, Wording] = {}
    for instrument in desk.instruments.values():
        if instrument.use is Use.NEEDS:
            found |= {one.pathway: one.brief for one in instrument.sections}
    return found


def areas(desk: Desk) -> Mapping[str, Wording]:
    """Return the areas that a service of this office's force may work in, by code."""
    scheme = desk.schemes.of_office(desk.suite, desk.today())
    return {one.code: one.name for one in scheme.areas}


def add(desk: Desk, actor: Actor, entry: Entry) -> int:
    """Put a service into the directory."""
    permit(actor, Permission.MANAGE_SERVICES)
    entry = entry.tidied()
    with desk.sessions.begin() as session:
        _check(session, entry)
        row = Service(retired=False, changed_by=actor.name, **_columns(entry))
        session.add(row)
        audit.record(session, desk, actor, ADDED, fields=NAMES)
        session.flush()
        return row.id


def amend(desk: Desk, actor: Actor, service_id: int, version: int, entry: Entry) -> None:
    """Correct what the directory says of a service."""
    permit(actor, Permission.MANAGE_SERVICES)
    entry = entry.tidied()
    with desk.sessions.begin() as session:
        row = _current(session, service_id, version)
        _check(session, entry, service_id)
        columns = _columns(entry)
        changed = [name for name, value in columns.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, columns[name])
        row.changed_by = actor.name
        audit.record(session, desk, actor, AMENDED, fields=changed)


def put(session: Session, desk: Desk, actor: Actor, entry: Entry) -> None:
    """Add a service, or amend the one of its name, within what is being written already."""
    row = session.scalars(select(Service).where(Service.name == entry.name)).one_or_none()
    _check(session, entry, row.id if row else None)
    columns = _columns(entry)
    if row is None:
        session.add(Service(retired=False, changed_by=actor.name, **columns))
        audit.record(session, desk, actor, ADDED, fields=NAMES)
        return
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    row.changed_by = actor.name
    audit.record(session, desk, actor, AMENDED, fields=changed)


def retire(desk: Desk, actor: Actor, service_id: int, version: int) -> None:
    """Let a service take nobody more; the contracts that name it keep it."""
    _set_retired(desk, actor, service_id, version, RETIRED)


def bring_back(desk: Desk, actor: Actor, service_id: int, version: int) -> None:
    """Let a retired service take people again."""
    _set_retired(desk, actor, service_id, version, BROUGHT_BACK)


def row_of(row: Service) -> ServiceRow:
    """Return a service as a frozen value."""
    languages = tuple(Language(code) for code in row.languages)
    words = {name: getattr(row, name) for name in NAMES if name not in SETS}
    entry = Entry(
        pathways=tuple(row.pathways),
        areas=tuple(row.areas),
        languages=languages,
        access=tuple(row.access),
        contacts=tuple(Contact(**one) for one in row.contacts),
        **words,
    )
    return ServiceRow(row.id, row.version, row.retired, entry)


def place_of(service: Service | None) -> str:
    """Return where a service is found, in one line: nothing where there is none."""
    return ", ".join(filter(None, (service.name, service.address))) if service else ""


def directions_of(service: Service | None) -> Wording | None:
    """Return how to get there; where one language was not filled in, what there is."""
    if service is None:
        return None
    entry = row_of(service).entry
    either = entry.directions_en or entry.directions_cy
    if not either:
        return None
    return Wording(entry.directions_en or either, entry.directions_cy or either)


def _set_retired(desk: Desk, actor: Actor, service_id: int, version: int, deed: audit.Deed) -> None:
    permit(actor, Permission.MANAGE_SERVICES)
    with desk.sessions.begin() as session:
        row = _current(session, service_id, version)
        row.retired, row.changed_by = deed is RETIRED, actor.name
        audit.record(session, desk, actor, deed, fields=("retired",))


def _current(session: Session, service_id: int, version: int) -> Service:
    row = session.get_one(Service, service_id)
    if row.version != version:
        theirs = asdict(row_of(row).entry) | {"version": row.version}
        raise Stale(theirs, by=row.changed_by)
    return row


def _check(session: Session, entry: Entry, own_id: int | None = None) -> None:
    problems = list(entry.problems())
    named = select(Service.id).where(Service.name == entry.name, Service.id != own_id)
    if entry.name and session.scalars(named).first() is not None:
        problems.append(Problem("name", "directory.name_taken", {"name": entry.name}))
    if problems:
        raise Invalid(*problems)


def _columns(entry: Entry) -> dict[str, object]:
    values = asdict(entry)
    return values | {name: list(values[name]) for name in SETS}
