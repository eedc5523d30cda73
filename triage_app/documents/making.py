"""Which paper is made of which contents."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from triage_app.documents.assessment_file import assessment_file
from triage_app.documents.consent_withdrawn import consent_withdrawn
from triage_app.documents.contents import Contents, Kind, Mark
from triage_app.documents.contract import contract
from triage_app.documents.easy_read import easy_read
from triage_app.documents.end_letters import end_letter, kept_letter
from triage_app.documents.ended import (
    ended,
    handed_over,
    new_officer,
    partner_ended,
    partner_reopened,
    reopened,
)
from triage_app.documents.ending_contents import OfEndings
from triage_app.documents.faces import prepare
from triage_app.documents.information import information
from triage_app.documents.leaving import not_taken_on, put_right, withdrawn
from triage_app.documents.letters import not_breach, warning
from triage_app.documents.morning import morning
from triage_app.documents.named import names_in
from triage_app.documents.outcomes import breach, completed
from triage_app.documents.own_page import own_page
from triage_app.documents.page import Paper
from triage_app.documents.partner_referral import referral
from triage_app.documents.prosecution import prosecution_file
from triage_app.documents.recovery import recovery
from triage_app.documents.reminder import reminder
from triage_app.documents.timeline import timeline
from triage_app.documents.timeline_contents import TimelineContents
from triage_app.documents.variation import variation
from triage_app.documents.victim_letter import victim_letter
from triage_app.documents.victim_sheet import victim_sheet
from triage_app.documents.voice import Voice
from triage_app.texts import Texts

# Each maker takes the contents of its own kind: the kind says which.
MAKERS: Final[Mapping[Kind, Callable[[Any, Mark, Voice], Paper]]] = {
    Kind.INFORMATION: information,
    Kind.CONTRACT: contract,
    Kind.EASY_READ: easy_read,
    Kind.WARNING: warning,
    Kind.NOT_BREACH: not_breach,
    Kind.NOT_TAKEN_ON: not_taken_on,
    Kind.COMPLETED: completed,
    Kind.BREACH: breach,
    Kind.PUT_RIGHT: put_right,
    Kind.WITHDRAWN: withdrawn,
    Kind.ENDED: ended,
    Kind.HANDED_OVER: handed_over,
    Kind.REOPENED: reopened,
    Kind.NEW_OFFICER: new_officer,
    Kind.PARTNER_ENDED: partner_ended,
    Kind.PARTNER_REOPENED: partner_reopened,
    Kind.CONSENT_WITHDRAWN: consent_withdrawn,
    Kind.END_LETTER: end_letter,
    Kind.KEPT_LETTER: kept_letter,
    Kind.RECOVERY: recovery,
    Kind.MORNING: morning,
    Kind.REMINDER: reminder,
    Kind.OWN_PAGE: own_page,
    Kind.VARIATION: variation,
    Kind.REFERRAL: referral,
    Kind.VICTIM_SHEET: victim_sheet,
    Kind.VICTIM_LETTER: victim_letter,
    Kind.ASSESSMENT: assessment_file,
    Kind.TIMELINE: timeline,
    Kind.PROSECUTION: prosecution_file,
}


def make(
    contents: Contents | OfEndings | TimelineContents,
    language: str,
    mark: Mark,
    texts: Callable[[str], Texts],
) -> Paper:
    """Return a paper in `en`, `cy` or `both`: the same contents and mark make the same bytes."""
    prepare()
    return MAKERS[contents.kind](
        contents, mark, Voice.of(language, texts, tuple(names_in(contents)))
    )
