"""What other steps read of a referral: when somebody cannot come, the drug test, the numbers."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from triage_app.domain.availability import Availability
from triage_app.domain.drug_test import ArrestTest, DrugResult, DrugTest
from triage_app.domain.identifiers import NumberForm
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.scheme_book import SchemeBook
from triage_app.services import availability, drug_tests, numbers, offence_titles, referrals
from triage_app.storage.models import AuditEntry, Revision

BUSY = someone(
    unavailable=("mon.morning", "tue.morning", "tue.afternoon", "tue.evening"),
    unavailable_why=("work",),
    availability="Not in the school holidays",
)


def test_when_somebody_cannot_come_is_read_again_and_the_look_logged(desk, assessor, rows):
    case_id = refer(desk, assessor, person=BUSY)

    said = availability.said_in(desk, assessor, case_id)

    assert said == Availability(BUSY.unavailable, ("work",), "Not in the school holidays")
    assert rows(AuditEntry)[-1].action == "availability.seen"


def test_where_the_referral_left_it_open_it_is_written_there_and_logged(desk, assessor, rows):
    case_id = refer(desk, assessor)
    said = Availability(("mon.morning",), ("work",), "Not in the school holidays <b>")

    availability.say(desk, assessor, case_id, said)

    assert availability.said_in(desk, assessor, case_id) == said
    assert "referral.amended" in [one.action for one in rows(AuditEntry)]
    with pytest.raises(Refused, match=r"record\.changed_meanwhile"):
        availability.say(desk, assessor, case_id, said)


def test_saying_nothing_of_when_is_no_answer_and_an_auditor_says_nothing(desk, assessor, auditor):
    case_id = refer(desk, assessor)
    with pytest.raises(Invalid):
        availability.say(desk, assessor, case_id, Availability())
    with pytest.raises(Refused):
        availability.say(desk, auditor, case_id, Availability(words="Never"))


def test_a_meeting_clashes_by_the_suites_clock(desk, assessor):
    case_id = refer(desk, assessor, person=someone(unavailable=("mon.afternoon",)))
    said = availability.said_in(desk, assessor, case_id)
    noon_in_summer = dt.datetime(2026, 5, 11, 11, 0, tzinfo=dt.UTC)

    assert availability.clash(said, noon_in_summer, 30) == ("mon.afternoon",)
    assert availability.clash(said, noon_in_summer - dt.timedelta(hours=1), 60) == ()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Monday morning, all Tuesday"),
        ("cy", "bore dydd Llun, dydd Mawrth i gyd"),
    ],
)
def test_times_are_said_in_the_order_of_the_week(desk, language, words):
    assert availability.in_words(desk.texts(language), BUSY.unavailable) == words


def test_earlier_times_are_kept_when_they_change(desk, assessor, rows):
    case_id = refer(desk, assessor, person=BUSY)
    seen = referrals.view(desk, assessor, case_id)
    free = replace(seen.referral, person=replace(BUSY, unavailable=()))

    referrals.amend(desk, assessor, case_id, free, seen.versions)

    kept = [(one.field, one.earlier) for one in rows(Revision)]
    assert kept == [("unavailable", "mon.morning tue.morning tue.afternoon tue.evening")]


@pytest.mark.parametrize(
    ("test", "result", "found"),
    [
        (DrugTest.TESTED, DrugResult.BOTH, (DrugResult.OPIATES, DrugResult.COCAINE)),
        (DrugTest.TESTED, DrugResult.COCAINE, (DrugResult.COCAINE,)),
        (DrugTest.TESTED, DrugResult.NEITHER, ()),
        (DrugTest.REFUSED, None, ()),
        (None, None, ()),
    ],
)
def test_the_drug_test_is_there_for_the_assessment(desk, assessor, test, result, found):
    day = dt.date(2026, 5, 10) if test is DrugTest.TESTED else None
    stay = a_stay(drug_test=test, drug_result=result, drug_test_day=day)
    case_id = refer(desk, assessor, custody=stay)

    with desk.sessions() as session:
        tested = drug_tests.of_case(session, case_id)

    assert tested == ArrestTest(test, result, day)
    assert tested.found == found


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"drug_test": DrugTest.REFUSED, "drug_result": DrugResult.BOTH},
            "referral.drug_result_untested",
        ),
        ({"drug_test_day": dt.date(2026, 5, 12)}, "problem.in_future"),
        ({"drug_test_day": dt.date(2026, 5, 9)}, "referral.drug_test_before_arrest"),
    ],
)
def test_a_drug_test_that_cannot_be_so_is_told(desk, assessor, changes, problem):
    with pytest.raises(Invalid) as invalid:
        refer(desk, assessor, custody=a_stay(**changes))

    assert [one.code for one in invalid.value.problems] == [problem]


@pytest.mark.parametrize(
    ("code", "title", "english", "welsh"),
    [
        ("TH68010", "", "Theft from a shop", "Dwyn o siop"),
        ("TH68010A", "", "Attempt: theft from a shop", "Ymgais: dwyn o siop"),
        ("th68010c", "", "Conspiracy: theft from a shop", "Cynllwyn: dwyn o siop"),
        ("ZZ99999B", "ABC of it", "Aiding: ABC of it", "Cynorthwyo: ABC of it"),
        ("", "Something with a gate", "Something with a gate", "Something with a gate"),
    ],
)
def test_an_attempt_is_said_before_the_name_in_both_languages(desk, code, title, english, welsh):
    said = offence_titles.title_of(desk, code, title)

    assert (said.en, said.cy) == (english, welsh)


def test_a_force_says_how_its_own_numbers_are_formed(desk):
    plain = desk.schemes.schemes[0]
    suite = plain.suites[0].code
    form = NumberForm(r"[A-Z]{2}/\d{1,5}/\d{2}", "HW/1001/26")
    told = replace(desk, schemes=SchemeBook((replace(plain, numbers={"custody_record": form}),)))

    assert numbers.form_of(told, suite, "custody_record") == form
    assert numbers.form_of(told, suite, "crime_reference") is None
    assert numbers.form_of(told, "southwark", "custody_record") is None
    assert form.fits("hw/7/26")
    assert not form.fits("HW-7-26")


def test_whoever_sees_no_cases_sees_no_times(desk, assessor, auditor):
    case_id = refer(desk, assessor, person=BUSY, offences=[an_offence()])

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        availability.said_in(desk, auditor, case_id)
