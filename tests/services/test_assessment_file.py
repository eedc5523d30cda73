"""The assessment for the file: all of it gathered, filed in the language asked, and logged."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.test_assessment_papers import text_of
from tests.services.verbs_assessment import RISK, answered, assessed, begun, ready
from tests.services.verbs_occasions import finished, living
from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.safety import Flag, Raised, Report
from triage_app.domain.wording import Language
from triage_app.services import printings, safety, screenings
from triage_app.services.assessment_file import issue_assessment_file
from triage_app.services.assessment_record import Given, Note, NoteIs
from triage_app.services.assessments import (
    answer,
    assessment,
    complete,
    correct,
    judge_risk,
    rank,
    start,
)
from triage_app.storage.models import AuditEntry, Case, Paper


def filed(desk, actor, case_id, language="en"):
    return text_of(desk, actor, issue_assessment_file(desk, actor, case_id, language))


def test_it_is_filed_in_the_language_asked_for_and_logged_as_going_to_the_file(
    desk, assessor, rows
):
    view = assessed(desk, assessor, AC1="outside")

    said = filed(desk, assessor, view.case_id, "cy")
    printings.begin(desk, assessor, rows(Paper)[0].id, "Suite")

    (paper,) = rows(Paper)
    assert (paper.kind, paper.language) == ("ASSESSMENT", "cy")
    assert "SWYDDOGOL-SENSITIF" in said
    assert "Y tu allan, neu mewn car" in said
    log = rows(AuditEntry)
    assert "change.file_made" in [one.action for one in log]
    to = {one.recipient for one in log if one.action in ("paperwork.issued", "paperwork.printed")}
    assert to == {"the file"}


def test_it_is_in_english_unless_welsh_is_asked_for_whatever_the_person_reads(desk, assessor, rows):
    view = assessed(desk, assessor, AC1="outside")
    issue_assessment_file(desk, assessor, view.case_id)
    assert rows(Paper)[0].language == "en"


def test_everything_that_was_answered_noted_and_judged_stands_on_it(desk, assessor):
    view = ready(desk, assessor, AC1="outside")
    noted = Given("outside", "Behind the centre", Note("Seen by PC Kestrel", NoteIs.FACT))
    view = answer(desk, assessor, view.case_id, view.version, {"AC1": noted})
    note = Given(view.answers["AC2"], "", Note("Rather hopeful", NoteIs.OPINION))
    view = answer(desk, assessor, view.case_id, view.version, {"AC2": note})
    risk = replace(RISK, to_whom="A shopkeeper <b>")
    view = judge_risk(desk, assessor, view.case_id, view.seen, risk)
    view = complete(desk, assessor, view.case_id, view.version)

    said = filed(desk, assessor, view.case_id)

    for one in (
        "1 Accommodation Critical pathway. Score 2 of 10. Linked to this offending.",
        "Where have you slept most nights",
        "Outside, or in a car",
        "In their words: “Behind the centre”",
        "Fact noted by the assessor: Seen by PC Kestrel",
        "The assessor’s opinion: Rather hopeful",
        "A sister nearby",
        "I want this to stop",
        "Wants to, and needs help",
        "A shopkeeper <b>",
        RISK.rationale,
        RISK.action,
        "Saturday 1 August 2026",
    ):
        assert one in said


def test_a_flag_raised_by_an_answer_says_which_answer(desk, assessor):
    view = assessed(desk, assessor, FA1="with_me", FA7="no")
    said = filed(desk, assessor, view.case_id)
    assert "Children safe and well: No. Raised by" in said
    assert "No report is recorded, and no reason for making none." in said


def test_reports_are_told_and_a_flag_that_was_ended_with_them(desk, assessor):
    view = assessed(desk, assessor)
    number = safety.raise_flag(
        desk, assessor, view.case_id, Raised(Flag.ADULT_AT_RISK, "Kept from his money")
    )
    report = Report(True, desk.today(), "Adult team", "A/7")
    safety.record_report(desk, assessor, number, report)
    safety.end(desk, assessor, (number, 1), "Moved out")

    said = filed(desk, assessor, view.case_id)

    assert "Kept from his money. Raised by" in said
    assert "to: Adult team. Reference: A/7." in said
    assert "Reason: Moved out." in said


def test_a_questionnaire_has_its_total_and_band_and_one_not_finished_has_none(desk, assessor):
    view = begun(desk, assessor)
    audit_c = screenings.start(desk, assessor, view.case_id, "audit-c-2026-11", Language.ENGLISH)
    questions = [one for each in audit_c.instrument.sections for one in each.questions]
    most = {one.code: Given(one.options[-1].code) for one in questions}
    audit_c = answer(desk, assessor, view.case_id, audit_c.version, most, audit_c.id)
    screenings.complete(desk, assessor, view.case_id, audit_c.version, audit_c.id)
    screenings.start(desk, assessor, view.case_id, "phq-9-2026-11", Language.ENGLISH)
    view = assessment(desk, assessor, view.case_id)
    finished(desk, assessor, view)

    said = filed(desk, assessor, view.case_id)

    assert "12 of 12: " in said
    assert "No total: it is not answered whole" in said


def test_answers_that_do_not_agree_and_the_test_on_arrest_stand_beside_them(desk, assessor):
    view = assessed(desk, assessor, AC1="outside", AC4="yes")
    said = filed(desk, assessor, view.case_id)
    assert view.contradictions[0].text.en in said
    assert "Drug test on arrest" in said


def test_another_order_stands_with_its_reason(desk, assessor):
    view = ready(desk, assessor, AC1="outside", FI2="a_lot")
    order = tuple(reversed(view.needs.ranking))
    view = rank(desk, assessor, view.case_id, view.seen, order, "Money first, he says")
    view = complete(desk, assessor, view.case_id, view.version)
    assert "Put in this order by the assessor: Money first, he says" in filed(
        desk, assessor, view.case_id
    )


def test_a_correction_stands_as_another_version_with_what_was_wrong(desk, assessor):
    view = assessed(desk, assessor, AC1="outside")
    again = correct(desk, assessor, view.case_id, view.id, "He had a hostel bed")
    again = answer(desk, assessor, view.case_id, again.version, {"AC1": Given("hostel")})
    complete(desk, assessor, view.case_id, again.version)

    said = filed(desk, assessor, view.case_id)

    assert "Version 1" in said
    assert "What was wrong before: He had a hostel bed" in said
    assert "In a hostel or bed and breakfast" in said


def test_a_later_assessment_has_the_picture_with_every_pathway(desk, assessor, supervisor):
    case_id = living(desk, assessor, supervisor, AC1="outside", DA1="yes")
    view = start(desk, assessor, case_id, Language.ENGLISH, Occasion.MIDWAY)
    finished(desk, assessor, view, AC1="own_home", DA1="no")

    said = filed(desk, assessor, case_id)

    assert "Midway assessment" in said
    assert "What has changed" in said
    assert "Relationships Nothing left" in said


def test_a_note_of_ten_thousand_letters_and_a_long_name_are_on_it_whole(desk, assessor):
    view = ready(desk, assessor, AC1="outside")
    note = Given("outside", note=Note("word " * 2000, NoteIs.OPINION))
    view = answer(desk, assessor, view.case_id, view.version, {"AC1": note})
    view = complete(desk, assessor, view.case_id, view.version)
    with desk.sessions.begin() as session:
        session.get_one(Case, view.case_id).person.name = "Long Name " * 30

    assert filed(desk, assessor, view.case_id).count("word") >= 2000


def test_the_language_of_the_questions_and_a_leap_day_of_review_are_told(desk, assessor):
    view = begun(desk, assessor, Language.WELSH)
    view = answered(desk, assessor, view.case_id, view)
    view = judge_risk(
        desk, assessor, view.case_id, view.seen, replace(RISK, review=dt.date(2028, 2, 29))
    )
    view = complete(desk, assessor, view.case_id, view.version)
    said = filed(desk, assessor, view.case_id)
    assert "Language of the questions: Welsh." in said
    assert "Tuesday 29 February 2028" in said


def test_before_it_is_completed_there_is_none_and_an_auditor_makes_none(
    desk, assessor, auditor, rows
):
    view = begun(desk, assessor)
    with pytest.raises(Refused, match=r"assessment\.not_completed_yet"):
        issue_assessment_file(desk, assessor, view.case_id)
    with pytest.raises((Refused, Invalid)):
        issue_assessment_file(desk, auditor, view.case_id)
    assert rows(Paper) == []
