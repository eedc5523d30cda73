"""Which partners many cases wait for, and which refused them: a query, however many cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, joinedload

from triage_app.domain.partner_referral import Stage
from triage_app.domain.partner_reply import OPEN, Standing
from triage_app.domain.scheme import Partner
from triage_app.domain.sharing import Said, refused_on
from triage_app.domain.watched import Partnered, day_of
from triage_app.services.contract_chain import Chain, chain_of
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import Case, Contract, PartnerReferral, Sharing

_HANGING: Final = (
    select(PartnerReferral)
    .where(
        PartnerReferral.case_id.in_(CHOSEN),
        PartnerReferral.state.in_([*OPEN, Stage.REFUSED]),
    )
    .options(joinedload(PartnerReferral.service))
    .order_by(PartnerReferral.id)
)
_SAID: Final = (
    select(Sharing)
    .where(
        Sharing.case_id.in_(
            select(PartnerReferral.case_id).where(
                PartnerReferral.case_id.in_(CHOSEN), PartnerReferral.state.in_(OPEN)
            )
        )
    )
    .order_by(Sharing.id)
)


def referred(session: Session, chosen: Chosen) -> Mapping[int, list[PartnerReferral]]:
    """Return the referrals to partners of the chosen cases that anything can hang on still."""
    found: defaultdict[int, list[PartnerReferral]] = defaultdict(list)
    for row in session.scalars(_HANGING, chosen):
        found[row.case_id].append(row)
    return found


def said_to_partners(session: Session, chosen: Chosen) -> Mapping[int, list[Said]]:
    """Return what was said of sharing in those of the chosen cases that partners work in."""
    found: defaultdict[int, list[Said]] = defaultdict(list)
    for row in session.scalars(_SAID, chosen):
        said = Said(row.partner, row.purpose, row.allowed, row.day, row.how, row.note)
        found[row.case_id].append(said)
    return found


def is_supported() -> ColumnElement[bool]:
    """Whether a service still helps outside the contract, whatever has become of the case."""
    return exists().where(  # of each case that is looked at, not of every referral there is
        PartnerReferral.case_id == Case.id,
        PartnerReferral.state.in_(OPEN),
        PartnerReferral.service_referral_id.is_not(None),
    )


def partnered(
    rows: Sequence[PartnerReferral],
    contracts: Iterable[Contract],
    said: Sequence[Said] = (),
    partners: Sequence[Partner] = (),
) -> tuple[Partnered, ...]:
    """Return the referrals of a case as the rules see them, beside the contract in force.

    What the person said of sharing, and of which of the scheme's partners, says who may be told.
    """
    chain = chain_of(contracts) if rows else None
    return tuple(
        replace(
            _partnered(row, rows, chain),
            refused_on=refused_on(said, partners, row.service_id, row.purpose),
        )
        for row in rows
    )


def _partnered(
    row: PartnerReferral, rows: Sequence[PartnerReferral], chain: Chain | None
) -> Partnered:
    heir = chain.heirs.get(row.condition_id or 0) if chain else None
    return Partnered(
        id=row.id,
        service=row.service.name,
        standing=Standing(
            stage=Stage(row.state),
            since=row.heard_on or day_of(row.sent_at),
            answer_by=row.answer_by,
            last_word=row.heard_on,
        ),
        position=None if row.condition_id is None else heir.position if heir else 0,
        days=row.service.answer_days,
        leaves_gap=chain is not None and _leaves_gap(row, rows, chain),
    )


def _leaves_gap(row: PartnerReferral, rows: Sequence[PartnerReferral], chain: Chain) -> bool:
    """Whether a refusal still leaves a condition without anybody to deliver it.

    Not once a variation names another service, nor once a later sheet went for it: the newest
    sheet for a condition is the one that says how it stands.
    """
    heir = chain.heirs.get(row.condition_id or 0)
    if row.state != Stage.REFUSED or heir is None or heir.service_id != row.service_id:
        return False
    later = (one for one in rows if one.id > row.id)
    return not any(chain.heirs.get(one.condition_id or 0) is heir for one in later)
