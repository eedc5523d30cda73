import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_consent import NO, YES, asked, eligible
from tests.services.verbs_referral import refer, someone
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import State
from triage_app.services import consent
from triage_app.storage.models import AuditEntry, Case, Consent, Paper, WayOut


def problems(desk, assessor, case_id, answer):
    with pytest.raises(Invalid) as found:
        consent.record(desk, assessor, case_id, answer)
    return [(one.field, one.code) for one in found.value.problems]


def test_consent_is_recorded_against_the_printed_version_of_the_sheet(desk, assessor, rows):
    case_id = asked(desk, assessor)
    state = consent.record(desk, assessor, case_id, replace(YES, present="Mr Kestrel, solicitor"))
    (row,) = rows(Consent)
    assert (row.given, row.sheet, row.language) == (True, "2026-11", "en")
    assert (row.present, row.recorded_by) == ("Mr Kestrel, solicitor", assessor.username)
    assert rows(Case)[0].state is state is State.CONSENTED


def test_the_sheet_is_filed_as_it_was_made(desk, assessor, rows):
    asked(desk, assessor)
    (paper,) = rows(Paper)
    assert (paper.kind, paper.language, paper.pages) == ("INFO", "en", 1)


def test_nobody_consents_to_a_sheet_that_was_not_made(desk, assessor, rows):
    case_id = eligible(desk, assessor)
    with pytest.raises(Refused, match="no_sheet"):
        consent.record(desk, assessor, case_id, YES)
    assert rows(Consent) == []
    assert rows(Case)[0].state is State.ELIGIBLE


def test_somebody_may_say_no_before_there_is_a_sheet(desk, assessor, rows):
    case_id = eligible(desk, assessor)
    assert consent.record(desk, assessor, case_id, NO) is State.NOT_TAKEN_ON
    assert rows(Consent)[0].sheet == ""


def test_a_no_takes_the_way_out_with_their_own_words(desk, assessor, rows):
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, NO)
    (way_out,) = rows(WayOut)
    assert (way_out.reason, way_out.note) == ("declined", "I want a trial")
    assert rows(Consent)[0].reason == "I want a trial"


def test_everything_that_is_missing_is_told_at_once(desk, assessor):
    empty = consent.Answer(given=None, explained=False, language=None, day=None)
    case_id = asked(desk, assessor, person=someone(interpreter=True))
    assert problems(desk, assessor, case_id, empty) == [
        ("given", "consent.say_which"),
        ("language", "problem.missing"),
        ("present", "consent.say_who_was_there"),
        ("day", "problem.missing"),
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"explained": False}, ("explained", "consent.not_explained"), id="unread"),
        pytest.param({"day": dt.date(2026, 5, 12)}, ("day", "problem.in_future"), id="tomorrow"),
        pytest.param({"day": dt.date(2026, 5, 10)}, ("day", "consent.before_referral"), id="early"),
        pytest.param({"present": "x" * 901}, ("present", "problem.too_long"), id="long"),
        pytest.param({"given": False}, ("reason", "problem.missing"), id="no reason for a no"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(desk, assessor, change, problem):
    assert problems(desk, assessor, asked(desk, assessor), replace(YES, **change)) == [problem]


def test_consent_is_not_older_than_its_sheet(desk, assessor, clock):
    case_id = eligible(desk, assessor)
    clock.advance(days=1)
    consent.issue_sheet(desk, assessor, case_id, "cy")
    assert problems(desk, assessor, case_id, YES) == [("day", "consent.before_sheet")]


def test_an_appropriate_adult_must_be_named_as_there(desk, assessor):
    case_id = asked(desk, assessor, person=someone(appropriate_adult=True))
    assert problems(desk, assessor, case_id, YES) == [("present", "consent.say_who_was_there")]


def test_consent_is_asked_once(desk, assessor, rows):
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, YES)
    with pytest.raises(Refused, match="no_such_move"):
        consent.record(desk, assessor, case_id, YES)
    assert len(rows(Consent)) == 1


def test_consent_is_not_asked_before_eligibility_is_decided(desk, assessor):
    case_id = refer(desk, assessor)
    with pytest.raises(Refused, match="not_to_be_asked"):
        consent.issue_sheet(desk, assessor, case_id, "en")


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_only_caseworkers_record_consent(desk, assessor, who, request, rows):
    case_id = asked(desk, assessor)
    with pytest.raises(Refused, match="not_permitted"):
        consent.record(desk, request.getfixturevalue(who), case_id, YES)
    assert rows(Consent) == []


def test_the_log_names_what_was_recorded_and_not_what_was_said(desk, assessor, rows):
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, NO)
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.case_id) == ("consent.refused", case_id)
    assert set(consent.FIELDS) <= set(entry.fields)


def test_a_view_tells_who_must_be_there_and_is_logged(desk, assessor, rows):
    person = someone(appropriate_adult=True, appropriate_adult_name="Lowri Wren", reads="cy")
    seen = consent.view(desk, assessor, asked(desk, assessor, person=person))
    assert (seen.appropriate_adult, seen.interpreter_language, seen.reads) == (
        "Lowri Wren",
        None,
        "cy",
    )
    assert seen.sheet.made_on == dt.date(2026, 5, 11)
    assert rows(AuditEntry)[-1].action == "consent.seen"
