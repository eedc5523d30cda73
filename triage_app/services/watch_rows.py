"""What the tables hold of the cases that are watched: a query a table, however many cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnExpressionArgument, Select, exists, func, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from triage_app.domain.contribution import Account
from triage_app.domain.occasion import Occasion
from triage_app.domain.sharing import Said
from triage_app.domain.watched import (
    Checked,
    Flagged,
    PutOff,
    ToTell,
)
from triage_app.services import aftercare
from triage_app.services.aftercare import Standing
from triage_app.services.arrest_checks import last_checks
from triage_app.services.assessed import at_entry, completed, reassessed, risk_days
from triage_app.services.desk import Desk
from triage_app.services.drafted import Ruled, ruled_on
from triage_app.services.flagged import flagged
from triage_app.services.ledger import accounts_in, tags_of
from triage_app.services.open_variations import Varied, open_variations
from triage_app.services.partners_watched import referred, said_to_partners
from triage_app.services.put_off_rows import put_off_in
from triage_app.services.still_to_tell import to_tell_of
from triage_app.services.victim_record import Kept, kept
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import (
    Appointment,
    ArrestCheck,
    Assessment,
    Authorisation,
    BespokeRuling,
    Breach,
    Case,
    Condition,
    Consent,
    ContactAttempt,
    Contract,
    Contribution,
    EligibilityDecision,
    Ending,
    EndingTold,
    HoursEntry,
    Member,
    Paper,
    PartnerReferral,
    Printing,
    PuttingOff,
    RetentionReview,
    TagEvent,
    Variation,
    Warned,
    WayOut,
    WithdrawalTold,
)
from triage_app.storage.models import Reoffence as ReoffenceRow

Ids = Select[int]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is watched beside the course of a case, by case."""

    varied: Mapping[int, Varied]  # contracts that are to be signed anew
    put_off: Mapping[int, tuple[PutOff, ...]]
    checked: Mapping[int, Checked]
    said: Mapping[int, list[Said]]  # of sharing, where partners work


@dataclass(frozen=True, slots=True)
class Read:
    """What the tables hold of the cases chosen, by case."""

    cases: Sequence[Case]
    contracts: Mapping[int, list[Contract]]
    appointments: Mapping[int, list[Appointment]]
    minutes: Mapping[int, int]  # by condition
    hours_heard: Mapping[int, date]  # by condition
    tags: Mapping[int, list[TagEvent]]  # by condition
    accounts: Mapping[int, Account]  # of contributions
    contacts: Mapping[int, datetime]
    warnings: Mapping[int, list[Warned]]
    reoffences: Mapping[int, list[ReoffenceRow]]
    breaches: Mapping[int, list[Breach]]
    endings: Mapping[int, Ending]
    ways_out: Mapping[int, WayOut]
    came_out: frozenset[int]  # which of their letters to officers, at a printer
    to_tell: Mapping[int, list[ToTell]]
    decided: Mapping[int, datetime]
    authorised: frozenset[int]
    consented: Mapping[int, date]
    sheets: Mapping[int, str]  # the version that consent was given to
    assessments: Mapping[int, Assessment]
    reassessed: Mapping[int, frozenset[Occasion]]
    risk_days: Mapping[int, date]
    flags: Mapping[int, tuple[Flagged, ...]]
    partners: Mapping[int, list[PartnerReferral]]
    unanswered: Mapping[int, tuple[datetime, str]]  # since when, and of which kind of paper
    victims: Kept
    ruled: Mapping[int, Ruled]  # bespoke words that a supervisor ruled on
    beside: Beside
    names: Mapping[str, str]
    kept: Mapping[int, Standing]  # what was decided of a record whose years were over


# ── The questions: worded once, and asked of whichever cases are chosen ──────────────────────


def _every(model: Any, *where: ColumnExpressionArgument[bool]) -> Select[Any]:  # noqa: ANN401 - any table
    return select(model).where(model.case_id.in_(CHOSEN), *where).order_by(model.id)


def _last(model: Any, value: Any, *where: ColumnExpressionArgument[bool]) -> Select[int, Any]:  # noqa: ANN401
    query = select(model.case_id, func.max(value)).where(model.case_id.in_(CHOSEN), *where)
    return query.group_by(model.case_id)


_CASES: Final = (
    select(Case)
    .where(Case.id.in_(CHOSEN))
    .order_by(Case.id)
    .options(joinedload(Case.person), joinedload(Case.assessor), selectinload(Case.offences))
)
_CONTRACTS: Final = (
    select(Contract)
    .where(Contract.case_id.in_(CHOSEN))
    .order_by(Contract.issue)
    .options(selectinload(Contract.conditions).joinedload(Condition.service))
    .options(defer(Contract.snapshot))  # every word that was printed: for its paper alone
)
_MEETINGS: Final = _every(Appointment, Appointment.called_off == "")
_HOURS: Final = (
    select(HoursEntry.condition_id, func.sum(HoursEntry.minutes), func.max(HoursEntry.day))
    .join(Condition, Condition.id == HoursEntry.condition_id)
    .join(Contract, Contract.id == Condition.contract_id)
    .where(Contract.case_id.in_(CHOSEN), HoursEntry.struck == "")
    .group_by(HoursEntry.condition_id)
)
_REACHED: Final = _last(ContactAttempt, ContactAttempt.at, ContactAttempt.reached)
_WARNINGS, _REOFFENCES, _BREACHES = _every(Warned), _every(ReoffenceRow), _every(Breach)
# One reopened, overtaken or taken back is history.
_ENDINGS: Final = _every(Ending, Ending.stands.is_(True))
_WAYS_OUT: Final = _every(WayOut, WayOut.taken_back_at.is_(None))
_CAME_OUT: Final = (
    select(Printing.paper_id)
    .join(WayOut, WayOut.paper_id == Printing.paper_id)
    .where(WayOut.case_id.in_(CHOSEN), Printing.came_out.is_(True))
)
_DECIDED: Final = _last(EligibilityDecision, EligibilityDecision.decided_at)
_AUTHORISED: Final = select(Authorisation.case_id).where(Authorisation.case_id.in_(CHOSEN))
_CONSENTED: Final = (
    select(Consent.case_id, func.max(Consent.day), func.max(Consent.sheet))
    .where(Consent.case_id.in_(CHOSEN), Consent.given)
    .group_by(Consent.case_id)
)
_UNANSWERED: Final = (
    select(Paper.case_id, Printing.at, Paper.kind)
    .join(Printing, Printing.paper_id == Paper.id)
    .where(Paper.case_id.in_(CHOSEN), Printing.came_out.is_(None))
    .order_by(Printing.at.desc(), Printing.id.desc())  # the earliest comes last, and stays
)
_NAMES: Final = select(Member.username, Member.name)
# Most of these hold nothing of most cases: one look says which are worth a question of their own.
_SELDOM: Final = (
    TagEvent,
    Contribution,
    Warned,
    ReoffenceRow,
    Breach,
    Ending,
    WayOut,
    WithdrawalTold,
    EndingTold,
    PartnerReferral,
    BespokeRuling,
    Variation,
    PuttingOff,
    RetentionReview,
    Authorisation,
    ArrestCheck,
)
_HELD: Final = select(*(exists().where(one.case_id.in_(CHOSEN)) for one in _SELDOM))


# ── What they are answered ───────────────────────────────────────────────────────────────────


def read(session: Session, desk: Desk, chosen: Chosen) -> Read:
    """Read what concerns the chosen cases: some twenty queries, whether one case or all."""
    held = _held(session, chosen)
    ended = held & {WithdrawalTold, EndingTold}
    hours = session.execute(_HOURS, chosen).all()
    consents = session.execute(_CONSENTED, chosen).all()
    done = completed(session, chosen)
    return Read(
        cases=session.scalars(_CASES, chosen).all(),
        contracts=_lists(session.scalars(_CONTRACTS, chosen)),
        appointments=_lists(session.scalars(_MEETINGS, chosen)),
        minutes={number: minutes for number, minutes, _ in hours},
        hours_heard={number: day for number, _, day in hours},
        tags=tags_of(session, chosen) if TagEvent in held else {},
        accounts=accounts_in(session, chosen) if Contribution in held else {},
        contacts=dict(session.execute(_REACHED, chosen).all()),
        warnings=_lists(session.scalars(_WARNINGS, chosen)) if Warned in held else {},
        reoffences=_lists(session.scalars(_REOFFENCES, chosen)) if ReoffenceRow in held else {},
        breaches=_lists(session.scalars(_BREACHES, chosen)) if Breach in held else {},
        endings=_newest(session.scalars(_ENDINGS, chosen)) if Ending in held else {},
        ways_out=_newest(session.scalars(_WAYS_OUT, chosen)) if WayOut in held else {},
        came_out=frozenset(session.scalars(_CAME_OUT, chosen) if WayOut in held else ()),
        to_tell=to_tell_of(session, chosen) if ended else {},
        decided=dict(session.execute(_DECIDED, chosen).all()),
        authorised=frozenset(session.scalars(_AUTHORISED, chosen) if Authorisation in held else ()),
        consented={case_id: day for case_id, day, _ in consents},
        sheets={case_id: sheet for case_id, _, sheet in consents},
        assessments=at_entry(session, chosen),
        reassessed=reassessed(done),
        risk_days=risk_days(session, chosen, done),
        flags=flagged(session, chosen),
        partners=referred(session, chosen) if PartnerReferral in held else {},
        unanswered=_unanswered(session, chosen),
        victims=kept(session, chosen),
        ruled=ruled_on(session, chosen) if BespokeRuling in held else {},
        beside=_beside(session, desk, chosen, held),
        names=dict(session.execute(_NAMES).all()),
        kept=aftercare.decided(session, chosen) if RetentionReview in held else {},
    )


def _held(session: Session, chosen: Chosen) -> frozenset[type]:
    """Return which of the tables that are seldom written in hold anything of the cases."""
    answers = session.execute(_HELD, chosen).one()
    return frozenset(one for one, holds in zip(_SELDOM, answers, strict=True) if holds)


def _beside(session: Session, desk: Desk, chosen: Chosen, held: frozenset[type]) -> Beside:
    return Beside(
        varied=open_variations(session, chosen) if Variation in held else {},
        put_off=put_off_in(session, desk, chosen) if PuttingOff in held else {},
        checked=last_checks(session, chosen) if ArrestCheck in held else {},
        said=said_to_partners(session, chosen),
    )


def _lists(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _newest(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.case_id: row for row in rows}


def _unanswered(session: Session, chosen: Chosen) -> dict[int, tuple[datetime, str]]:
    found = session.execute(_UNANSWERED, chosen)
    return {case_id: (at, kind) for case_id, at, kind in found if case_id is not None}
