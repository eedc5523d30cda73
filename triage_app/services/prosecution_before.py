"""What a prosecution file says of the way to the contract: eligible, admitted, agreed to.

The prosecutor reads on what the diversion rested. Nothing of the needs assessment is read here, no
judgement of suitability, and nothing of health: none of it bears on whether to prosecute (Data
Protection Act 2018, s37: no more than the purpose needs).
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.for_prosecution import Attached, Piece, RowPrinted, Section
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language, Wording
from triage_app.services.decisions import Decided, decisions_of
from triage_app.services.desk import Desk
from triage_app.services.finding_words import answer_word
from triage_app.services.printed import name_of
from triage_app.services.prosecution_parts import (
    attached,
    beside,
    both,
    papers,
    plain,
    say,
    scan_of,
    scanned,
)
from triage_app.services.said import Said
from triage_app.services.shown import RuleShown
from triage_app.storage.models import Authorisation, Case, CaseAnswer, Consent, Paper, Withdrawal

# A rule that asks about health: its finding stays with us.
OF_HEALTH: Final = frozenset({"not_under_mental_health_act"})
OF_GUILT: Final = ("admission", "evidence")  # of the questions beside the rules
ANSWERS: Final = {True: "yes", False: "no", None: "not_known"}
THERE: Final = ("adult", "interpreter", "solicitor")  # who sat beside the person


def before_contract(
    session: Session, desk: Desk, case: Case, lacking: list[Wording]
) -> Iterator[Piece]:
    """Yield the eligibility check, what was admitted, and the consent with its sheet."""
    decisions = decisions_of(session, case.id)
    if not decisions:
        lacking.append(say(desk, "no_decision"))
    yield _eligibility(session, desk, case, decisions)
    yield _admission(session, desk, case)
    consents = _consents(session, case)
    if not any(one.given for one in consents):
        lacking.append(say(desk, "no_consent"))
    yield _consent(session, desk, case, consents)
    yield from _sheets(session, desk, consents, lacking)


# ── Eligible ─────────────────────────────────────────────────────────────────────────────────


def _eligibility(
    session: Session, desk: Desk, case: Case, decisions: tuple[Decided, ...]
) -> Section:
    """Return every decision, the rules of the one that counts, and the officer who allowed it."""
    rows = [_decided(desk, one) for one in reversed(decisions)]
    for one in decisions[:1]:
        rows += [_rule(desk, rule) for rule in one.shown.rules if rule.rule not in OF_HEALTH]
    query = select(Authorisation).where(Authorisation.case_id == case.id)
    for allowed in session.scalars(query):
        who = {"rank": allowed.rank, "name": allowed.officer, "number": allowed.number}
        rows.append(RowPrinted(allowed.day, say(desk, "authorised", **who)))
    return Section("eligibility", tuple(rows))


def _decided(desk: Desk, one: Decided) -> RowPrinted:
    told = say(desk, str(one.outcome), name=one.by, rules=_said(desk, one.shown.scheme))
    return RowPrinted(one.at, beside(told, plain(one.reason)))


def _rule(desk: Desk, one: RuleShown) -> RowPrinted:
    said = say(desk, "verdict", verdict=_said(desk, one.word))
    for more in (one.found, *one.answers):
        said = beside(said, _said(desk, more))
    return RowPrinted(_said(desk, one.name), said)


def _said(desk: Desk, one: Said) -> Wording:
    return Wording(*(one.text(desk.texts(it)) for it in Language))


# ── Admitted ─────────────────────────────────────────────────────────────────────────────────


def _admission(session: Session, desk: Desk, case: Case) -> Section:
    """Return every answer to whether it was admitted, or could be proved, and by whom it is."""
    query = select(CaseAnswer).where(
        CaseAnswer.case_id == case.id, CaseAnswer.question.in_(OF_GUILT)
    )
    rows = [_answer(session, desk, one) for one in session.scalars(query.order_by(CaseAnswer.id))]
    return Section("admission", tuple(rows))


def _answer(session: Session, desk: Desk, one: CaseAnswer) -> RowPrinted:
    word = ANSWERS[one.said]
    answers = (answer_word(desk.texts(it), one.question, word) for it in Language)
    told = say(
        desk,
        "answered",
        question=both(desk, f"question.{one.question}"),
        answer=Wording(*answers),
        name=name_of(session, one.answered_by),
    )
    return RowPrinted(one.answered_at, beside(told, plain(one.reason)))


# ── Agreed to ────────────────────────────────────────────────────────────────────────────────


def _consents(session: Session, case: Case) -> tuple[Consent, ...]:
    query = select(Consent).where(Consent.case_id == case.id).order_by(Consent.id)
    return tuple(session.scalars(query))


def _consent(session: Session, desk: Desk, case: Case, consents: tuple[Consent, ...]) -> Section:
    """Return each answer with who explained it and who was there; and that it was taken back."""
    rows = [RowPrinted(one.day, _agreed(session, desk, one)) for one in consents]
    query = select(Withdrawal).where(Withdrawal.case_id == case.id).order_by(Withdrawal.id)
    for one in session.scalars(query):
        how = both(desk, f"sharing.how_{one.how}")
        rows.append(RowPrinted(one.day, say(desk, "taken_back", how=how)))
    return Section("consent", tuple(rows))


def _agreed(session: Session, desk: Desk, one: Consent) -> Wording:
    told = say(desk, "agreed" if one.given else "declined", sheet=one.sheet)
    language = both(desk, f"paperwork.language_{one.language}")
    if one.language_name:
        language = plain(one.language_name)
    if one.explained_by:
        explained = say(desk, "explained_by", name=one.explained_by, language=language)
        told = beside(told, explained)
    for name in THERE:
        if present := getattr(one, name):
            told = beside(told, say(desk, f"there_{name}", name=present))
    if one.manner:
        told = beside(told, say(desk, "manner", manner=both(desk, f"consent.manner_{one.manner}")))
    if one.witness:
        told = beside(told, say(desk, "witness", name=one.witness))
    by = name_of(session, one.recorded_by)
    return beside(told, say(desk, "by", name=by, day=day_of(one.recorded_at)))


def _sheets(
    session: Session, desk: Desk, consents: tuple[Consent, ...], lacking: list[Wording]
) -> Iterator[Attached]:
    """Yield the sheet that each consent was given on, and its signed copy."""
    numbers = [one.paper_id for one in consents if one.given and one.paper_id]
    for paper in papers(session, select(Paper).where(Paper.id.in_(numbers))):
        title = say(desk, "sheet", sheet=paper.sheet)
        yield attached(title, paper)
        scan = scan_of(session, paper)
        if scan is None:
            lacking.append(say(desk, "no_sheet_copy", sheet=paper.sheet))
        else:
            yield scanned(say(desk, "sheet_copy", sheet=paper.sheet), paper, scan)
