"""Every paper to the person in large print: where they need it, or for whoever asks."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from tests.services.test_other_ends import AWAY, end
from tests.services.test_withdrawals import STOPS, with_consent
from tests.services.verbs_assessment import assessed
from tests.services.verbs_consent import asked, booked
from tests.services.verbs_referral import a_stay, someone
from tests.services.verbs_tracking import AGAINST, FOR, kept, mark, miss, propose, running, seen
from triage_app.documents.kinds import Kind
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.watched import day_of
from triage_app.services import (
    assessment_papers,
    consent,
    larger,
    outcomes,
    paperwork,
    reminders,
    supervision,
    tracking,
    tracking_view,
    withdrawals,
)
from triage_app.services.died import TO_THE_PERSON
from triage_app.storage.models import Case, Paper

SEES_POORLY = someone(reads=None, speaks="cy", access=("large_print",))
ANOTHER = a_stay(custody_record="HW/201/26")
READS_WELL = someone(reads="cy")


def made(rows, kind):
    return [one.language for one in rows(Paper) if one.kind == kind]


def decided(desk, assessor, supervisor, case_id, decision):
    waiting = propose(desk, assessor, case_id)
    supervision.decide(desk, supervisor, (waiting.breach_id, waiting.version), decision, "en")


# ── Where they need it ───────────────────────────────────────────────────────────────────────


def test_the_sheet_and_the_reminder_are_proposed_as_they_need_them(desk, assessor, rows):
    case_id = asked(desk, assessor, person=SEES_POORLY)
    assert consent.view(desk, assessor, case_id).edition == "cy_large"
    consent.issue_sheet(desk, assessor, case_id, "cy_large")
    assert made(rows, "INFO")[-1] == "cy_large"


def test_a_reminder_is_made_as_they_need_it(desk, assessor, rows):
    _, one = booked(desk, assessor, person=SEES_POORLY)
    edition = reminders.reminder(desk, assessor, one.id).edition
    assert edition == "cy_large"
    reminders.issue(desk, assessor, one.id, edition, by_post=False)
    assert made(rows, "REMINDER") == ["cy_large"]


@pytest.mark.parametrize("edition", ["", "large", "both_large", "fr"])
def test_there_is_no_sheet_in_an_edition_that_is_none(desk, assessor, edition):
    case_id = asked(desk, assessor)
    with pytest.raises(Invalid, match="edition"):
        consent.issue_sheet(desk, assessor, case_id, edition)


def test_every_letter_of_a_contract_is(desk, clock, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor, person=SEES_POORLY)
    miss(desk, clock, assessor, case_id)
    assert tracking_view.view(desk, assessor, case_id).edition == "cy_large"
    tracking.warn(desk, assessor, case_id, "We waited.")
    decided(desk, assessor, supervisor, case_id, FOR)
    decided(desk, assessor, supervisor, case_id, AGAINST)
    for kind in ("WARNING", "NOT_BREACH", "END_LETTER"):
        assert made(rows, kind) == ["cy_large"]
    assert made(rows, "BREACH") == ["en"]  # the officer's


def test_so_is_the_letter_after_a_withdrawal(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor, person=SEES_POORLY)
    with_consent(desk, assessor, case_id)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    assert made(rows, "END_LETTER") == ["cy_large"]


def test_and_after_another_end(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor, person=SEES_POORLY)
    end(desk, assessor, case_id, AWAY)
    assert made(rows, "END_LETTER") == ["cy_large"]


def test_and_when_the_contract_was_kept(desk, clock, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor, person=SEES_POORLY)
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22", "en")
    assert made(rows, "KEPT_LETTER") == ["cy_large"]


def test_and_their_own_page(desk, assessor, rows):
    case_id = assessed(desk, assessor, AC1="outside").case_id
    needs(desk, case_id, SEES_POORLY)
    assert assessment_papers.edition_of(desk, assessor, case_id) == "cy_large"
    assessment_papers.issue_own_page(desk, assessor, case_id)
    assert made(rows, "OWN_PAGE") == ["cy_large"]


def needs(desk, case_id, person):
    """Let the person of a case read as another does."""
    with desk.sessions.begin() as session:
        row = session.get_one(Case, case_id).person
        row.reads, row.speaks, row.access = person.reads, person.speaks, list(person.access)


# ── For whoever asks ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("person", "large"), [(READS_WELL, True), (SEES_POORLY, False)])
def test_the_assessor_chooses_the_size_of_what_they_make(
    desk, clock, assessor, supervisor, rows, person, large
):
    case_id = assessed(desk, assessor, AC1="outside").case_id
    needs(desk, case_id, person)
    assessment_papers.issue_own_page(desk, assessor, case_id, large=large)
    case_id = running(
        desk, assessor, supervisor, another_person=True, person=person, custody=ANOTHER
    )
    miss(desk, clock, assessor, case_id)
    tracking.warn(desk, assessor, case_id, "We waited.", large=large)
    expected = "cy_large" if large else "cy"
    assert made(rows, "OWN_PAGE") == made(rows, "WARNING") == [expected]


def test_a_letter_that_was_made_is_made_once_more_and_says_the_same(
    desk, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor, person=READS_WELL)
    decided(desk, assessor, supervisor, case_id, FOR)
    says_the_same(desk, assessor, rows, "NOT_BREACH")
    decided(desk, assessor, supervisor, case_id, AGAINST)
    says_the_same(desk, assessor, rows, "END_LETTER")
    goes_on = next(one.id for one in rows(Paper) if one.kind == "NOT_BREACH")
    with pytest.raises(Refused, match="no_longer_so"):
        larger.issue(desk, assessor, goes_on)


def test_so_is_the_letter_of_a_contract_kept(desk, clock, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor, person=READS_WELL)
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22", "en")
    says_the_same(desk, assessor, rows, "KEPT_LETTER")


def test_and_the_letter_of_an_ending_that_did_not_stand(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor, person=READS_WELL)
    end(desk, assessor, case_id, AWAY)
    says_the_same(desk, assessor, rows, "END_LETTER")


def test_so_is_a_letter_about_a_miss_and_of_that_miss_alone(
    desk, clock, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor, person=READS_WELL)
    miss(desk, clock, assessor, case_id)
    by = desk.today() + timedelta(days=60)
    paper = tracking.warn(desk, assessor, case_id, "Arhoson ni.", by)
    says_the_same(desk, assessor, rows, "WARNING")

    first, second = tracking_view.view(desk, assessor, case_id).meetings[:2]
    miss(desk, clock, assessor, case_id, place=1)
    clock.now += timedelta(days=1)
    again = said_in(desk, assessor, larger.issue(desk, assessor, paper))
    day = desk.texts("cy").plain_date
    assert day(day_of(first.starts)) in again
    assert day(by) in again
    assert day(day_of(second.starts)) not in again  # the next letter's

    clock.set(f"{by + timedelta(days=1)} 09:00")
    on_the_day = said_in(desk, assessor, larger.issue(desk, assessor, paper))
    assert day(by) not in on_the_day  # nobody can call by a day that is over


def test_but_not_of_what_has_been_excused_since(desk, clock, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    miss(desk, clock, assessor, case_id)
    paper = tracking.warn(desk, assessor, case_id)
    meeting = tracking_view.view(desk, assessor, case_id).meetings[0]
    mark(desk, assessor, meeting, Attendance.MISSED_ACCEPTABLE)
    with pytest.raises(Refused, match="no_longer_so"):
        larger.issue(desk, assessor, paper)


def says_the_same(desk, actor, rows, kind):
    """Make a letter once more, and hold its words against the first's."""
    (first,) = (one for one in rows(Paper) if one.kind == kind)
    again = larger.issue(desk, actor, first.id)
    assert made(rows, kind) == ["cy", "cy_large"]
    assert words_of(desk, actor, first.id) == words_of(desk, actor, again)
    with pytest.raises(Refused, match="not_larger"):
        larger.issue(desk, actor, again)


def words_of(desk, actor, paper_id):
    words = {word.strip(":.,?") for word in said_in(desk, actor, paper_id).split()}
    return {word for word in words if word.isalpha() and not word.isupper()}  # no marks


def said_in(desk, actor, paper_id):
    pages = PdfReader(io.BytesIO(paperwork.pdf(desk, actor, paper_id))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_is_no_letter_to_the_person_is_not(desk, assessor, supervisor, rows):
    running(desk, assessor, supervisor)
    contract = next(one for one in rows(Paper) if one.kind == "CONTRACT")
    with pytest.raises(Refused, match="not_larger"):
        larger.issue(desk, assessor, contract.id)


def test_every_paper_to_the_person_has_a_way_to_large_print():
    with_a_choice = {
        Kind.INFORMATION: "consent.issue_sheet",
        Kind.CONTRACT: "contract_papers.issue",
        Kind.VARIATION: "the edition of its contract",
        Kind.REMINDER: "reminders.issue",
        Kind.OWN_PAGE: "assessment_papers.issue_own_page",
        Kind.EASY_READ: "a page that is as large as it fits",
    }
    assert {*with_a_choice, *larger.MAKERS} == TO_THE_PERSON
