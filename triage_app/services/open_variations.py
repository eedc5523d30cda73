"""Variations that are not signed, refused or abandoned yet, as the attention engine sees them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.scheme import Scheme
from triage_app.domain.variation import changes, digest, needs_supervisor
from triage_app.domain.watched import OpenVariation, Returned, day_of
from triage_app.services import contract_record as record
from triage_app.services.variations import Standing, standing_of
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import Contract, Variation, VariationApproval


@dataclass(frozen=True, slots=True)
class Varied:
    """An open variation, and every asking of a supervisor for it, the first first."""

    row: Variation
    asks: tuple[VariationApproval, ...]


_OPEN: Final = select(Variation).where(Variation.case_id.in_(CHOSEN), Variation.ended.is_(None))
_ASKED: Final = (
    select(VariationApproval)
    .join(Variation, Variation.id == VariationApproval.variation_id)
    .where(Variation.case_id.in_(CHOSEN), Variation.ended.is_(None))
    .order_by(VariationApproval.id)
)


def open_variations(session: Session, chosen: Chosen) -> Mapping[int, Varied]:
    """Return the open variation of each case that has one: two queries, however many cases."""
    asked: defaultdict[int, list[VariationApproval]] = defaultdict(list)
    for one in session.scalars(_ASKED, chosen):
        asked[one.variation_id].append(one)
    rows = session.scalars(_OPEN, chosen)
    return {row.case_id: Varied(row, tuple(asked[row.id])) for row in rows}


def as_watched(
    found: Varied | None,
    contracts: Sequence[Contract],
    scheme: Scheme,
    names: Mapping[str, str],
) -> OpenVariation | None:
    """Return an open variation as it calls: where it stands, and since when."""
    if found is None:
        return None
    old = next((one for one in contracts if one.id == found.row.varies_id), None)
    new = next((one for one in reversed(contracts) if one.varies_id and not one.put_aside), None)
    if old is None or new is None:
        return None
    before, after = record.draft_of(old), record.draft_of(new)
    wanted = needs_supervisor(changes(before, after), scheme)
    asks = found.asks
    stands = standing_of(asks, digest(before, after)) if wanted else Standing.FREE
    since = found.row.begun_at
    if stands is Standing.WAITING:
        since = asks[-1].asked_at
    elif stands in (Standing.RETURNED, Standing.APPROVED):
        since = asks[-1].decided_at or asks[-1].asked_at
    by = asks[-1].asked_by if asks else found.row.begun_by
    back = None
    if stands is Standing.RETURNED:
        who = asks[-1].decided_by
        back = Returned(day_of(since), names.get(who, who), asks[-1].reason)
    return OpenVariation(stands, day_of(since), new.drafted_for, names.get(by, by), back)
