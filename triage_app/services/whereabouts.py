"""Where a postcode lies: by the postcode file in force, else by the scheme's own figures."""

from collections.abc import Callable

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from triage_app.domain.editions import Kind, Standing
from triage_app.domain.identifiers import outcode
from triage_app.domain.postcodes import Register
from triage_app.domain.residence import Located, locate
from triage_app.domain.scheme import Scheme
from triage_app.storage.models import Edition, OutwardCode


def locator(session: Session, scheme: Scheme) -> Callable[[str], Located]:
    """Return what says of a postcode whether it lies in a scheme's area."""

    def located(postcode: str) -> Located:
        return locate(postcode, scheme, register_of(session, postcode))

    return located


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
