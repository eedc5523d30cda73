"""A letter that was made is made once more in large print, for whoever asks for it then.

What it says is taken from the record as it stands, and the first stays on file beside it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import Kind, NotBreachContents, WarningContents
from triage_app.documents.ending_contents import EndLetterContents, KeptLetterContents
from triage_app.domain.other_ends import WITHDRAWN
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.withdrawal import UNDER_CONTRACT
from triage_app.services import audit, endings, outcomes, paperwork, read_in, supervision
from triage_app.services.access import permit
from triage_app.services.contract_printed import warning_contents
from triage_app.services.desk import Actor, Desk
from triage_app.services.other_ends import returns
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import Breach, Ending, EndingTold, Paper, Warned, Withdrawal

MADE: Final = audit.Deed("paperwork.made_larger", audit.Category.COLLECTION)
Letter = WarningContents | NotBreachContents | EndLetterContents | KeptLetterContents


def may_be(kind: str, edition: str) -> bool:
    """Say whether a paper that was made can be made once more in large print."""
    return kind in MAKERS and not edition.endswith(read_in.LARGE)


def issue(desk: Desk, actor: Actor, paper_id: int) -> int:
    """Make a letter once more in large print, file it, and return its number."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        paper = session.get_one(Paper, paper_id)
        if paper.case_id is None or not may_be(paper.kind, paper.language):
            raise Refused("paperwork.not_larger")
        sighted = see_one(session, desk, paper.case_id)
        contents = MAKERS[Kind(paper.kind)](session, desk, sighted, paper)
        order = paperwork.Order(contents, read_in.larger(paper.language))
        made = paperwork.issue(session, desk, actor, paper.case_id, order)
        audit.record(session, desk, actor, MADE, paper.case_id, ("paper",))
        return made.id


def _warning(session: Session, desk: Desk, sighted: Sighted, paper: Paper) -> WarningContents:
    """Say again what was missed, while the contract goes on; what was excused since is left out."""
    _insist_so(holds=sighted.case.state in UNDER_CONTRACT)
    warned = session.scalars(select(Warned).where(Warned.paper_id == paper.id)).one()
    contents = warning_contents(session, desk, sighted, warned)
    _insist_so(holds=bool(contents.missed))
    return contents


def _not_breach(session: Session, desk: Desk, sighted: Sighted, paper: Paper) -> NotBreachContents:
    """Say it again while it is true: the contract goes on."""
    _insist_so(holds=sighted.case.state in UNDER_CONTRACT)
    breach = session.scalars(select(Breach).where(Breach.paper_id == paper.id)).one()
    return supervision.goes_on(session, desk, sighted, breach)


def _end_letter(session: Session, desk: Desk, sighted: Sighted, paper: Paper) -> EndLetterContents:
    """Say it again of the ending whose letter it was, whether or not it stands any more."""
    row = _ending(session, paper)
    end = returns(desk, sighted.case, row.kind)
    ended = (row.kind, _ended_on(session, row))
    return endings.letter(session, sighted, ended, row.to_whom, returns=end, helps=True)


def _kept_letter(
    session: Session, desk: Desk, sighted: Sighted, paper: Paper
) -> KeptLetterContents:
    row = _ending(session, paper)
    return outcomes.kept_letter(session, desk, sighted, row.proposed_outcome)


def _insist_so(*, holds: bool) -> None:
    """Refuse a letter that would say what is no longer so."""
    if not holds:
        raise Refused("paperwork.no_longer_so")


def _ended_on(session: Session, row: Ending) -> date:
    """Return the day the first letter gave: the person's own, of a withdrawal."""
    if row.kind == WITHDRAWN:
        query = select(Withdrawal.day).where(Withdrawal.case_id == row.case_id)
        newest = session.scalar(query.order_by(Withdrawal.id.desc()).limit(1))
        return newest or day_of(row.confirmed_at)
    return row.day or day_of(row.confirmed_at)


def _ending(session: Session, paper: Paper) -> Ending:
    query = (
        select(Ending)
        .join(EndingTold, EndingTold.ending_id == Ending.id)
        .where(EndingTold.paper_id == paper.id)
    )
    return session.scalars(query).one()


MAKERS: Final[Mapping[Kind, Callable[[Session, Desk, Sighted, Paper], Letter]]] = {
    Kind.WARNING: _warning,
    Kind.NOT_BREACH: _not_breach,
    Kind.END_LETTER: _end_letter,
    Kind.KEPT_LETTER: _kept_letter,
}
