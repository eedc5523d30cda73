"""What somebody is typing, kept until it is committed or abandoned; outside the log till then."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from triage_app.services import audit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Draft

ABANDONED = audit.Deed("drafts.abandoned", audit.Category.ERASURE)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was left: the raw contents of a form."""

    form: str
    about: str  # a record's number, or a name of its own where there is none yet
    content: dict[str, Any]
    kept_at: dt.datetime


def keep(desk: Desk, actor: Actor, form: str, about: str, content: dict[str, Any]) -> dt.datetime:
    """Keep what is in a form as it stands; return when."""
    now = desk.now()
    with desk.sessions.begin() as session:
        draft = session.scalars(_theirs(actor, form, about)).one_or_none()
        if draft is None:
            draft = Draft(member_id=actor.id, form=form, about=about, content=content, kept_at=now)
            session.add(draft)
        draft.content, draft.kept_at = content, now
    return now


def kept(desk: Desk, actor: Actor, form: str, about: str) -> KeptDraft | None:
    """Return the user's own draft of a form, if there is one."""
    with desk.sessions() as session:
        draft = session.scalars(_theirs(actor, form, about)).one_or_none()
        return _kept(draft) if draft else None


def kept_of(desk: Desk, actor: Actor, forms: Collection[str], about: str) -> dict[str, KeptDraft]:
    """Return the user's own drafts of several forms about one thing, by form, in one look."""
    query = select(Draft).where(
        Draft.member_id == actor.id, Draft.form.in_(forms), Draft.about == about
    )
    with desk.sessions() as session:
        return {one.form: _kept(one) for one in session.scalars(query)}


def all_kept(desk: Desk, actor: Actor, form: str = "") -> list[KeptDraft]:
    """Return every draft the user has left, the newest first."""
    query = select(Draft).where(Draft.member_id == actor.id).order_by(Draft.kept_at.desc())
    with desk.sessions() as session:
        found = session.scalars(query.where(Draft.form == form) if form else query)
        return [_kept(draft) for draft in found]


def abandon(desk: Desk, actor: Actor, form: str, about: str) -> None:
    """Throw a draft away, and log that there was one."""
    with desk.sessions.begin() as session:
        if session.scalars(_theirs(actor, form, about)).one_or_none() is not None:
            clear(session, actor, form, about)
            audit.record(session, desk, actor, ABANDONED, fields=(form,))


def settle(desk: Desk, actor: Actor, form: str, about: str) -> None:
    """Remove a draft whose contents have been committed."""
    with desk.sessions.begin() as session:
        clear(session, actor, form, about)


def clear(session: Session, actor: Actor, form: str, about: str) -> None:
    """Remove a draft in the transaction that commits what it held."""
    session.execute(
        delete(Draft)
        .where(Draft.member_id == actor.id, Draft.form == form, Draft.about == about)
        .execution_options(synchronize_session=False)
    )


def _theirs(actor: Actor, form: str, about: str) -> Select[Draft]:
    return select(Draft).where(
        Draft.member_id == actor.id, Draft.form == form, Draft.about == about
    )


def _kept(draft: Draft) -> KeptDraft:
    return KeptDraft(draft.form, draft.about, draft.content, draft.kept_at)
