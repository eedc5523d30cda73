"""The timeline as it is looked through, and the paper that is made of what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from triage_app.documents.timeline_contents import DonePrinted, SoughtPrinted, TimelineContents
from triage_app.domain.roles import Permission
from triage_app.domain.timeline import Sought, kind_of
from triage_app.domain.wording import Language, Wording
from triage_app.services import audit, casefile, paperwork
from triage_app.services.access import permit
from triage_app.services.casefile import TimelineEntry
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import case_printed
from triage_app.storage.models import Case
from triage_app.texts import Texts

MADE: Final = audit.Deed("timeline.paper_made", audit.Category.COLLECTION)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the paper is to show, as it is looked for in one language, and the paper's own."""

    sought: Sought = Sought()  # noqa: RUF009 - it is frozen
    seen_in: str = Language.ENGLISH
    language: str = Language.ENGLISH


def fitting(
    entries: Iterable[TimelineEntry], sought: Sought, texts: Texts
) -> Iterator[tuple[TimelineEntry, str]]:
    """Yield what fits what is looked for, in the words that it is shown in."""
    for entry in entries:
        said = said_of(texts, entry)
        if sought.fits(kind_of(entry.code), entry.by, said, day_of(entry)):
            yield entry, said


def day_of(entry: TimelineEntry) -> date:
    """Return the day in the suite on which something was done."""
    return entry.at.astimezone(LONDON).date()


def issue(desk: Desk, actor: Actor, case_id: int, wanted: Wanted) -> int:
    """Make a paper for the file of what fits, file it, and log it; return its number."""
    permit(actor, Permission.MAKE_PAPERS)
    entries = casefile.timeline(desk, actor, case_id)
    found = [one for one, _ in fitting(entries, wanted.sought, desk.texts(wanted.seen_in))]
    done = tuple(DonePrinted(one.at, _both(desk, one), one.by) for one in reversed(found))
    with desk.sessions.begin() as session:
        case = case_printed(desk, session.get_one(Case, case_id))
        contents = TimelineContents(case, _sought(desk, wanted.sought), done, len(entries))
        order = paperwork.Order(
            contents, str(Language(wanted.language)), recipient=paperwork.THE_FILE
        )
        paper = paperwork.issue(session, desk, actor, case_id, order)
        audit.record(session, desk, actor, MADE, case_id, ("paper",))
        return paper.id


def said_of(texts: Texts, entry: TimelineEntry) -> str:
    """Say what was done; of what has no words of its own, that something was."""
    return texts(entry.code if texts.has(entry.code) else "casefile.did_something")


def _both(desk: Desk, entry: TimelineEntry) -> Wording:
    return Wording(*(said_of(desk.texts(one), entry) for one in Language))


def _sought(desk: Desk, sought: Sought) -> SoughtPrinted:
    kind = None
    if sought.kind is not None:
        kind = Wording(*(desk.texts(one)(f"timeline.kind_{sought.kind}") for one in Language))
    words = sought.words.strip()
    return SoughtPrinted(kind, sought.by or "", words, sought.since, sought.until)
