"""A contract that is not signed yet, as the attention engine sees it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage_app.domain import bespoke
from triage_app.domain.watched import Drafted
from triage_app.storage.models import BespokeRuling, Contract

Ruled = Collection[tuple[str, str]]  # bespoke words, in both languages


def ruled_on(session: Session, chosen: Select[int]) -> Mapping[int, Ruled]:
    """Return, by case, the bespoke words that a supervisor has approved or returned."""
    query = select(BespokeRuling.case_id, BespokeRuling.words_en, BespokeRuling.words_cy)
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    for case_id, *words in session.execute(query.where(BespokeRuling.case_id.in_(chosen))):
        found[case_id].add((words[0], words[1]))
    return found


def drafted(contracts: Sequence[Contract], ruled: Ruled) -> Drafted | None:
    """Return the newest contract of a case, unless it is signed, and whose words in it wait."""
    standing = [one for one in contracts if not one.put_aside]
    newest = standing[-1] if standing else None
    if newest is None or newest.signed_on is not None:
        return None
    waiting = tuple(
        one.position
        for one in newest.conditions
        if one.code == bespoke.CODE
        and (one.words_en or one.words_cy)
        and (one.words_en, one.words_cy) not in ruled
    )
    printed = newest.paper_id is not None
    return Drafted(newest.drafted_for, printed, waiting, newest.changed_at)
