"""The papers of a completed assessment, filed and printed as every paper is."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sqlalchemy.orm import Session

from triage_app.documents.assessed import ChangePrinted, MatterPrinted
from triage_app.documents.contents import OwnPageContents
from triage_app.domain.needs import Motivation
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Wording
from triage_app.services import assessment_record as record
from triage_app.services import audit, changes, paperwork, read_in
from triage_app.services.access import permit
from triage_app.services.assessment_record import AssessmentView
from triage_app.services.changes import ChangeView
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import assessor_printed
from triage_app.storage.models import Case

PAGE_MADE: Final = audit.Deed("change.page_made", audit.Category.COLLECTION)
EDITION_SEEN: Final = audit.Deed("change.edition_seen", audit.Category.CONSULTATION)


def edition_of(desk: Desk, actor: Actor, case_id: int) -> str:
    """Return the edition of their own page that suits a person: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        found = read_in.edition(session.get_one(Case, case_id).person)
    audit.look(desk, actor, EDITION_SEEN, case_id, ("access", "reads"))
    return found


def issue_own_page(desk: Desk, actor: Actor, case_id: int, *, large: bool | None = None) -> int:
    """Make the participant's own page in the language they read, and file it; return its number.

    It is in large print where they need that, or where somebody says so.
    """
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        view = completed(session, desk, case)
        edition = read_in.sized(case.person, large=large)
        contents = _own_page(session, desk, case, view)
        order = paperwork.Order(contents, edition)
        paper = paperwork.issue(session, desk, actor, case_id, order)
        audit.record(session, desk, actor, PAGE_MADE, case_id, ("paper",))
        return paper.id


def preview_own_page(desk: Desk, actor: Actor, case_id: int, edition: str) -> bytes:
    """Make their own page in an edition as it would be, marked as a draft; nothing is filed."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        contents = _own_page(session, desk, case, completed(session, desk, case))
    return paperwork.preview(desk, actor, case_id, paperwork.Order(contents, edition))


def completed(session: Session, desk: Desk, case: Case) -> AssessmentView:
    """Return the assessment that counts, for a paper; refuse where it is not completed."""
    row = record.counting(session, case.id)
    if row is None or row.completed_at is None:
        raise Refused("assessment.not_completed_yet")
    return record.view_of(session, desk, row)


def _own_page(session: Session, desk: Desk, case: Case, view: AssessmentView) -> OwnPageContents:
    private = {
        one.pathway for each in desk.instruments.values() for one in each.sections if one.private
    }
    theirs = [one for one in _ranked(view) if one not in private]
    return OwnPageContents(
        number=case.number,
        participant=case.person.name,
        assessor=assessor_printed(case),
        asked_on=day_of(view.completed_at or view.started_at),
        matters=tuple(_matters(view, theirs)),
        strengths=tuple(
            (_name(view, one), view.findings.view(one).strength)
            for one in theirs
            if view.findings.view(one).strength
        ),
        change=changed_printed(change_in(session, desk, case.id), private),
    )


def _ranked(view: AssessmentView) -> tuple[str, ...]:
    """Return every pathway: the needs as they rank, then the others."""
    ranked = view.needs.ranking
    return (*ranked, *(one for one in view.instrument.pathways if one not in ranked))


def _matters(view: AssessmentView, theirs: Iterable[str]) -> Iterator[MatterPrinted]:
    """Yield what they spoke of, or want to do something about."""
    for one in theirs:
        said = view.findings.view(one)
        wants = "" if said.motivation in (None, Motivation.WILL_NOT_SAY) else str(said.motivation)
        if said.own_view or (wants and one in view.needs.ranking):
            yield MatterPrinted(_name(view, one), said.own_view, wants)


def _name(view: AssessmentView, pathway: str) -> Wording:
    """Return what a pathway is called in few and plain words."""
    return view.instrument.section(pathway).brief


def change_in(session: Session, desk: Desk, case_id: int) -> ChangeView | None:
    """Return what changed; without the file of the first one's questions there is no picture."""
    try:
        return changes.change_in(session, desk, case_id)
    except Refused:
        return None


def changed_printed(
    found: ChangeView | None, without: Collection[str] = ()
) -> ChangePrinted | None:
    """Return the picture of change for a paper; None where there is nothing to draw."""
    if found is None:
        return None
    drawn = changes.printed(found, without)
    return drawn if drawn.pathways else None
