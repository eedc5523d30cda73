"""A contract that is not signed yet, as the attention engine sees it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import bespoke
from triage_app.domain.watched import Drafted, Returned, day_of
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import BespokeRuling, Contract, Member

# Bespoke words in both languages, and how they were returned; None of those approved.
Ruled = Mapping[tuple[str, str], Returned | None]


_RULED: Final = (
    select(BespokeRuling, Member.name)
    .outerjoin(Member, Member.username == BespokeRuling.ruled_by)
    .where(BespokeRuling.case_id.in_(CHOSEN))
    .order_by(BespokeRuling.id)
)


def ruled_on(session: Session, chosen: Chosen) -> Mapping[int, Ruled]:
    """Return, by case, the bespoke words that a supervisor has approved or returned."""
    found: defaultdict[int, dict[tuple[str, str], Returned | None]] = defaultdict(dict)
    for row, name in session.execute(_RULED, chosen):
        back = Returned(day_of(row.ruled_at), name or row.ruled_by, row.reason)
        found[row.case_id][row.words_en, row.words_cy] = None if row.approved else back
    return found


def drafted(contracts: Sequence[Contract], ruled: Ruled) -> Drafted | None:
    """Return the newest contract of a case, unless it is signed, and whose words in it wait."""
    standing = [one for one in contracts if not one.put_aside]
    newest = standing[-1] if standing else None
    if newest is None or newest.signed_on is not None:
        return None
    own = {
        one.position: (one.words_en, one.words_cy)
        for one in newest.conditions
        if one.code == bespoke.CODE and (one.words_en or one.words_cy)
    }
    return Drafted(
        day=newest.drafted_for,
        printed=newest.paper_id is not None,
        own_words=tuple(place for place, words in own.items() if words not in ruled),
        changed_at=newest.changed_at,
        words_returned=tuple(
            (place, back) for place, words in own.items() if (back := ruled.get(words)) is not None
        ),
    )
