"""Where a postcode lies: by the postcode file in force, else by the scheme's own figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from triage_app.domain.editions import Kind, Standing
from triage_app.domain.identifiers import inward, outcode
from triage_app.domain.postcodes import Register, placed
from triage_app.domain.residence import NOWHERE, Located, Why, locate
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Scheme
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Edition, OutwardCode


def locator(session: Session, scheme: Scheme) -> Callable[[str], Located]:
    """Return what says of a postcode whether it lies in a scheme's area."""

    def located(postcode: str) -> Located:
        return locate(postcode, scheme, register_of(session, postcode))

    return located


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a postcode file has against a postcode: why, and the month of the file."""

    why: Why
    vintage: date


def doubt(desk: Desk, actor: Actor, postcode: str) -> Doubt | None:
    """Say while a postcode is written down whether the file in force does not know it as in use."""
    permit(actor, Permission.REFER)
    half = inward(postcode)
    if not half or outcode(postcode) == NOWHERE:
        return None
    with desk.sessions() as session:
        register = register_of(session, postcode)
    if register is None:
        return None
    place = placed(register.places, half)
    if place is None:
        return Doubt(Why.NOT_LISTED, register.vintage)
    return Doubt(Why.RETIRED, register.vintage) if place.retired else None


def register_of(session: Session, postcode: str) -> Register | None:
    """Return what the postcode file in force says of a postcode's outward code; None: no file.

    One statement reads which file that is and what it says, so that no import comes between.
    """
    theirs = and_(
        OutwardCode.edition_id == Edition.id, OutwardCode.code == (outcode(postcode) or "")
    )
    found = session.execute(
        select(Edition.vintage, Edition.imported_at, OutwardCode.places)
        .outerjoin(OutwardCode, theirs)
        .where(Edition.kind == Kind.POSTCODES, Edition.standing == Standing.IN_FORCE)
    ).first()
    if found is None:
        return None
    return Register(found.vintage or found.imported_at.date().replace(day=1), found.places or "")
