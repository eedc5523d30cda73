"""Nothing of a victim stands on any paper that the participant is given.

She is planted in every case before its papers are made; a kind of paper that is added later is
either made here too, or said by name not to be the participant's.
"""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.services.test_other_ends import AWAY
from tests.services.test_other_ends import end as ended
from tests.services.verbs_assessment import assessed
from tests.services.verbs_consent import booked, eligible
from tests.services.verbs_contract import drafted, signed
from tests.services.verbs_referral import a_stay, someone
from tests.services.verbs_tracking import FOR, decide, kept, miss, propose, running, seen
from tests.services.verbs_variation import begun, changed, printed
from tests.services.verbs_victims import SECRET, planted
from triage_app.documents.kinds import Kind
from triage_app.services import (
    consent,
    contract_papers,
    contracts,
    easy_papers,
    outcomes,
    paperwork,
    reminders,
    tracking,
)
from triage_app.services.assessment_papers import issue_own_page
from triage_app.storage.models import Paper, Victim

# Kinds that neither go to an officer nor concern a victim, and are not the participant’s either.
ELSEWHERE = {
    Kind.RECOVERY: "the code of a member of staff: it is of no case",
    Kind.MORNING: "the assessor’s own day",
    Kind.TIMELINE: "what was done, for the file",
    Kind.REFERRAL: "a partner’s sheet, made of what the participant agreed to share",
    Kind.ASSESSMENT: "the assessment as a file, for staff",
    Kind.HANDED_OVER: "whoever takes the case over",
    Kind.PARTNER_ENDED: "a partner’s notice",
    Kind.PARTNER_REOPENED: "a partner’s notice",
    Kind.CONSENT_WITHDRAWN: "a partner’s notice",
}
THEIRS = set(Kind) - paperwork.OFFICERS - paperwork.RESTRICTED - set(ELSEWHERE)


class Cases:
    """People of their own names and stays, each with her planted."""

    def __init__(self, desk, assessor, supervisor):
        self.desk, self.assessor, self.supervisor, self.number = desk, assessor, supervisor, 0

    def who(self):
        """Somebody else each time, and another stay."""
        self.number += 1
        return {
            "person": someone(name=f"Aneirin Heron {self.number}", pnc=""),
            "custody": a_stay(custody_record=f"HW/20{self.number}/26"),
            "another_person": True,
        }

    def _plant(self, case_id):
        return planted(self.desk, self.assessor, case_id)

    def before_the_contract(self):
        """The information sheet, a reminder of the first meeting, and their own page."""
        desk, assessor = self.desk, self.assessor
        case_id = self._plant(eligible(desk, assessor, **self.who()))
        consent.issue_sheet(desk, assessor, case_id, "en")
        case_id, meeting = booked(desk, assessor, **self.who())
        self._plant(case_id)
        reminders.issue(desk, assessor, meeting.id, "both", by_post=True)
        case_id = self._plant(assessed(desk, assessor, AC1="outside").case_id)
        issue_own_page(desk, assessor, case_id)

    def contract_varied(self):
        """The contract, plainly too, and what tells how it changes."""
        desk, assessor = self.desk, self.assessor
        sheet = drafted(desk, assessor, self.supervisor, **self.who())
        case_id = self._plant(sheet.case_id)
        contract_papers.issue(desk, assessor, case_id, sheet.seen, "en")
        signed(desk, assessor, case_id, contracts.sheet(desk, assessor, case_id).seen)
        easy_papers.issue(desk, assessor, case_id)
        changed(desk, assessor, begun(desk, assessor, case_id), sessions=5)
        printed(desk, assessor, case_id)

    def under_contract(self):
        """Somebody whose contract is signed."""
        return self._plant(running(self.desk, self.assessor, self.supervisor, **self.who()))

    def warned_and_moved_away(self, clock, case_id):
        """A warning after a miss, the letter that says that it goes on, and how it ended."""
        desk, assessor = self.desk, self.assessor
        miss(desk, clock, assessor, case_id)
        tracking.warn(desk, assessor, case_id, "We waited half an hour.")
        decide(desk, self.supervisor, propose(desk, assessor, case_id), FOR)
        ended(desk, assessor, case_id, replace(AWAY, day=desk.today()))

    def completed(self, clock, case_id):
        """The letter that says that they kept their contract."""
        desk, assessor = self.desk, self.assessor
        kept(desk, clock, assessor, case_id)
        outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")


def read(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_every_kind_of_paper_that_goes_to_the_participant_is_made_and_says_nothing_of_her(
    desk, clock, assessor, supervisor, rows
):
    cases = Cases(desk, assessor, supervisor)
    cases.before_the_contract()
    cases.contract_varied()
    warned, completed = cases.under_contract(), cases.under_contract()
    cases.warned_and_moved_away(clock, warned)
    cases.completed(clock, completed)

    papers = rows(Paper)
    assert {Kind(one.kind) for one in papers} >= THEIRS
    for one in papers:
        said = read(paperwork.pdf(desk, assessor, one.id))
        assert [word for word in SECRET if word in said] == [], one.kind
    assert {one.case_id for one in rows(Victim)} == {one.case_id for one in papers}


def test_a_kind_of_paper_goes_to_the_participant_or_is_said_not_to():
    assert {Kind.INFORMATION, Kind.CONTRACT, Kind.VARIATION, Kind.OWN_PAGE} <= THEIRS
    assert not set(ELSEWHERE) & (paperwork.OFFICERS | paperwork.RESTRICTED)
