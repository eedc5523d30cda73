"""Referrals: somebody is put forward, and a case is opened under the scheme in force."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.cohort import Somebody
from triage_app.domain.eligibility import age_on
from triage_app.domain.likeness import Description
from triage_app.domain.problems import Invalid, Problem, Refused, Stale
from triage_app.domain.referral import (
    Custody,
    Particulars,
    Referral,
    problems_in,
    tidied,
)
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import State
from triage_app.services import (
    audit,
    corrections,
    custody_entries,
    drafts,
    likely,
    people,
    referral_rows,
)
from triage_app.services.access import permit
from triage_app.services.corrections import Corrected
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage.models import AuditEntry, Case, Member, Person, Setting

COMMITTED = audit.Deed("referral.committed", audit.Category.COLLECTION)
AMENDED = audit.Deed("referral.amended", audit.Category.ALTERATION)
CORRECTED = audit.Deed("referral.corrected", audit.Category.ALTERATION)
SEEN = audit.Deed("referral.seen", audit.Category.CONSULTATION)
LISTED = audit.Deed("referral.listed", audit.Category.CONSULTATION)
FIELDS = (*Particulars.__dataclass_fields__, *Custody.__dataclass_fields__, "offences", "ordered")
RECENT = 50
DRAFT = "referral"  # the form's name among the drafts


@dataclass(frozen=True, slots=True)
class Versions:
    """What a form was filled from, so that nothing saved since is overwritten unseen."""

    case: int
    person: int


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A case's referral as it stands."""

    number: str
    state: State
    opened: date
    scheme: str
    versions: Versions
    referral: Referral
    corrections: tuple[Corrected, ...] = ()

    @property
    def acted_on(self) -> bool:
        """Whether anything was decided on it, so that changing it is correcting it."""
        return self.state is not State.REFERRED


@dataclass(frozen=True, slots=True)
class RecentReferral:
    """A line of the list of referrals."""

    case_id: int
    number: str
    name: str
    state: State
    suite: str
    opened: date
    assessor: str


def commit(desk: Desk, actor: Actor, referral: Referral, draft: str = "") -> int:
    """Open a case under the scheme in force at the suite today; return its id.

    The draft it was typed in is cleared in the same breath: power off, and there is one or other.
    """
    permit(actor, Permission.REFER)
    referral = tidied(referral)
    _check(desk, referral)
    scheme = _scheme(desk, referral)
    with desk.sessions.begin() as session:
        _one_at_a_time(session)
        _refuse_taken_record(session, referral.custody.custody_record)
        number = _next_number(session, desk, scheme)
        person = _person(session, desk, referral, scheme)
        if referral.person_id is not None:
            corrections.tell_other_cases(session, desk, actor, person, referral.person, number)
        referral_rows.write_person(person, referral.person)
        case = _new_case(desk, actor, scheme, number)
        case.person = person
        referral_rows.write_case(case, referral)
        session.add(case)
        session.flush()
        custody_entries.refer(session, case, draft)
        drafts.clear(session, actor, DRAFT, draft)
        audit.record(session, desk, actor, COMMITTED, case.id, FIELDS, person_id=person.id)
        return case.id


def amend(
    desk: Desk,
    actor: Actor,
    case_id: int,
    referral: Referral,
    versions: Versions,
    reason: str = "",
) -> None:
    """Save a referral again; tell of a version that somebody else saved in the meantime.

    Of one that has been acted on it is a correction, kept for good, and what was known is only
    changed for a reason.
    """
    permit(actor, Permission.REFER)
    referral = tidied(referral)
    _check(desk, referral)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if Versions(case.version, case.person.version) != versions:
            raise Stale(_theirs(case), _last_hand(session, case_id))
        _refuse_strange_suite(desk.schemes.version(case.scheme), referral.custody.suite)
        if case.custody_record != referral.custody.custody_record:
            _refuse_taken_record(session, referral.custody.custody_record)
        corrected = corrections.acted_on(case) and corrections.keep(
            session, desk, actor, case, referral, reason
        )
        voided = referral_rows.voids(session, case, referral)
        referral_rows.forget_answers(session, case, voided)
        referral_rows.write_person(case.person, referral.person)
        referral_rows.write_case(case, referral)
        custody_entries.refer(session, case)
        deed = CORRECTED if corrected else AMENDED
        audit.record(session, desk, actor, deed, case_id, person_id=case.person_id)


def view(desk: Desk, actor: Actor, case_id: int) -> ReferralView:
    """Return a case's referral: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        seen = replace(_view(case), corrections=corrections.of_case(session, case_id))
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def recent(desk: Desk, actor: Actor, most: int = RECENT) -> tuple[RecentReferral, ...]:
    """Return the latest referrals, newest first."""
    permit(actor, Permission.SEE_CASES)
    query = (
        select(Case.id, Case.number, Person.name, Case.state, Case.suite, Case.opened, Member.name)
        .join(Case.person)
        .join(Case.assessor)
        .order_by(Case.id.desc())
        .limit(most)
    )
    with desk.sessions() as session:
        found = tuple(RecentReferral(*row) for row in session.execute(query))
    audit.look(desk, actor, LISTED, fields=("name", "number", "state"))
    return found


def _check(desk: Desk, referral: Referral) -> None:
    if problems := problems_in(referral, desk.now().astimezone(LONDON)):
        raise Invalid(*problems)


def _scheme(desk: Desk, referral: Referral) -> Scheme:
    """Return the scheme that takes this person at this suite today, or say why none does."""
    born, day = referral.person.born, desk.today()
    one = Somebody(referral.person.sex, age_on(born, day) if born else None)
    try:
        return desk.schemes.in_force(referral.custody.suite, day, one)
    except Refused as refused:
        raise Invalid(Problem("suite", refused.code, refused.values)) from refused


def _refuse_strange_suite(scheme: Scheme, suite: str) -> None:
    """A case stays at a suite of the version it was opened under, whose papers name it."""
    if suite not in {one.code for one in scheme.suites}:
        english, welsh = (", ".join(one.name[it] for one in scheme.suites) for it in Language)
        values = {"scheme": scheme.name, "suites": Wording(english, welsh)}
        raise Invalid(Problem("suite", "scheme.not_there", values))


def _one_at_a_time(session: Session) -> None:
    """Make other referrals wait: numbers are given in turn, and nobody is referred twice."""
    session.execute(select(Setting).where(Setting.name == "caseload.id").with_for_update())


def _refuse_taken_record(session: Session, custody_record: str) -> None:
    taken = session.scalar(select(Case.number).where(Case.custody_record == custody_record))
    if taken:
        values = {"number": taken}
        raise Invalid(Problem("custody_record", "referral.custody_record_taken", values))


def _person(session: Session, desk: Desk, referral: Referral, scheme: Scheme) -> Person:
    if referral.person_id is not None:
        person = people.person_now(session, referral.person_id)
        _refuse_live_case(session, person.id, scheme)
    else:
        if not referral.another_person:
            _refuse_known_person(session, desk, referral.person)
        person = Person(name=referral.person.name)
        session.add(person)
    return person


def _refuse_live_case(session: Session, person_id: int, scheme: Scheme) -> None:
    live = session.scalar(
        select(Case.number)
        .where(Case.person_id == person_id, Case.family == scheme.family)
        .where(Case.state != State.CLOSED)
    )
    if live:
        raise Refused("referral.has_live_case", number=live)


def _refuse_known_person(session: Session, desk: Desk, person: Particulars) -> None:
    """Two drafts of one person become two people only if somebody says that they are two."""
    for one in likely.likely_in(session, desk.names, Description.of(person)):
        if one.likeness.is_certain:
            raise Invalid(Problem("name", "referral.known_already", {"name": one.known.name}))


def _next_number(session: Session, desk: Desk, scheme: Scheme) -> str:
    letters = "".join(word[0] for word in scheme.family.split("-")[:2]).upper()
    beginning = f"{letters}-{desk.today():%y}-"
    last = session.scalar(
        select(Case.number)
        .where(Case.number.startswith(beginning, autoescape=True))
        .order_by(func.length(Case.number).desc(), Case.number.desc())
        .limit(1)
    )
    return f"{beginning}{int(last.removeprefix(beginning)) + 1 if last else 1:04}"


def _new_case(desk: Desk, actor: Actor, scheme: Scheme, number: str) -> Case:
    return Case(
        number=number,
        assessor_id=actor.id,
        state=State.REFERRED,
        scheme=scheme.code,
        family=scheme.family,
        opened=desk.today(),
        nonce=secrets.token_hex(16),
    )


def _view(case: Case) -> ReferralView:
    return ReferralView(
        number=case.number,
        state=case.state,
        opened=case.opened,
        scheme=case.scheme,
        versions=Versions(case.version, case.person.version),
        referral=referral_rows.read(case),
    )


def _theirs(case: Case) -> dict[str, object]:
    view = _view(case)
    theirs = asdict(view.referral.person) | asdict(view.referral.custody)
    theirs["ordered"] = view.referral.ordered
    return theirs | {"offences": view.referral.offences, "versions": view.versions}


def _last_hand(session: Session, case_id: int) -> str:
    """Return the name of whoever last changed a case."""
    query = (
        select(Member.name)
        .join(AuditEntry, AuditEntry.actor == Member.username)
        .where(AuditEntry.case_id == case_id)
        .where(AuditEntry.category == audit.Category.ALTERATION)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    return session.scalar(query) or ""
