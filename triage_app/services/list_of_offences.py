"""Which index of offences a caseload goes by: the shipped list, or the one that was imported."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from triage_app.domain.editions import Kind, Standing
from triage_app.domain.offences import Listed, OffenceIndex
from triage_app.storage.database import Sessions
from triage_app.storage.models import Edition, ListedOffence

# How long another workstation goes on by an index that an administrator has replaced since.
ASKED_AGAIN: Final = dt.timedelta(minutes=1)


class ListOfOffences:
    """The index in force, kept between two looks at which edition that is."""

    def __init__(self, sessions: Sessions, shipped: OffenceIndex) -> None:
        self._sessions, self._shipped = sessions, shipped
        self._index, self._edition = shipped, 0
        self._asked: dt.datetime | None = None

    def in_force(self, now: dt.datetime) -> OffenceIndex:
        """Return the index in force; its entries are read when it is first asked for one."""
        if self._asked is None or abs(now - self._asked) >= ASKED_AGAIN:
            self._asked = now
            self._look()
        return self._index

    def look_again(self) -> None:
        """Look which edition is in force when next asked: one was imported."""
        self._asked = None

    def _look(self) -> None:
        in_force = (Edition.kind == Kind.OFFENCES, Edition.standing == Standing.IN_FORCE)
        with self._sessions() as session:
            edition = session.scalar(select(Edition.id).where(*in_force)) or 0
        if edition != self._edition:
            self._edition = edition
            self._index = self._shipped.listing(self._entries) if edition else self._shipped

    def _entries(self) -> Iterator[Listed]:
        columns = (
            ListedOffence.code,
            ListedOffence.category,
            ListedOffence.title,
            ListedOffence.words,
        )
        listed = select(*columns).where(ListedOffence.edition_id == self._edition)
        with self._sessions() as session:
            rows = session.execute(listed.order_by(ListedOffence.position)).all()
        return map(Listed._make, rows)
