"""The morning sheet says what Today says, and leaves its trace in the log."""

import io

import pytest
from pypdf import PdfReader

from tests.services.verbs_consent import booked
from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.problems import Refused
from triage_app.services import attention, audit, caseload, morning_sheet
from triage_app.storage.models import AuditEntry, Case, Paper


def read(pdf):
    said = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(said).split())


@pytest.fixture
def two_cases(desk, assessor, supervisor):
    """Refer one person for an assessor, and one for their supervisor."""
    refer(desk, assessor)
    other = someone(name="Lowri Kingfisher")
    refer(desk, supervisor, person=other, custody=a_stay(custody_record="HW/1002/26"))


@pytest.mark.usefixtures("two_cases")
def test_an_assessors_sheet_has_their_own_cases_alone(desk, assessor):
    said = read(morning_sheet.sheet(desk, assessor, "en").pdf)

    assert "Osian Sandpiper" in said
    assert "Kingfisher" not in said


@pytest.mark.usefixtures("two_cases")
def test_a_supervisor_prints_everybodys_or_one_assessors(desk, assessor, supervisor):
    everybody = morning_sheet.sheet(desk, supervisor, "en")
    ones = morning_sheet.sheet(desk, supervisor, "en", assessor.id)

    assert {name for _, name in everybody.whose} == {assessor.name, supervisor.name}
    assert all(name in read(everybody.pdf) for name in ("Osian Sandpiper", "Lowri Kingfisher"))
    assert "Kingfisher" not in read(ones.pdf)


@pytest.mark.usefixtures("two_cases")
def test_the_counts_are_the_same_on_today_the_caseload_and_the_sheet(desk, supervisor, clock):
    clock.advance(days=3)
    found = attention.morning(desk, supervisor)
    held = caseload.caseload(desk, supervisor)

    said = read(morning_sheet.sheet(desk, supervisor, "en").pdf)

    assert found.counts[attention.Lateness.OVERDUE] == sum(row.overdue for row in held.rows) == 2
    assert f"Overdue: {found.counts[attention.Lateness.OVERDUE]}" in said
    assert f"{len(found.rows)} things to do" in said


def test_everybodys_sheet_has_everybodys_meetings_and_ones_sheet_theirs(
    desk, assessor, supervisor, clock
):
    _, meeting = booked(desk, assessor)
    clock.set(f"{meeting.starts.date()} 08:00")
    lines = [
        read(morning_sheet.sheet(desk, actor, "en", whose).pdf)
        for actor, whose in ((supervisor, None), (supervisor, assessor.id), (assessor, None))
    ]

    assert all("Osian Sandpiper: Assessment" in said for said in lines)
    assert f"police station, {assessor.name}" in lines[0]
    assert f"police station, {assessor.name}" not in lines[1]
    own = read(morning_sheet.sheet(desk, supervisor, "en", supervisor.id).pdf)
    assert "None booked." in own


def test_a_case_whose_scheme_is_gone_is_named_on_the_sheet_and_over_the_caseload(desk, assessor):
    case_id = refer(desk, assessor)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        case.scheme, number = "gone-2020-01", case.number
        audit.record(session, desk, assessor, attention.SEEN, case_id)

    assert number in read(morning_sheet.sheet(desk, assessor, "en").pdf)
    found = caseload.caseload(desk, assessor)
    assert (found.rows, found.schemeless) == ((), (number,))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_morning_with_nothing_to_do_says_so(desk, assessor, language):
    said = read(morning_sheet.sheet(desk, assessor, language).pdf)

    assert {"en": "Nothing waits.", "cy": "Does dim yn aros."}[language] in said


@pytest.mark.usefixtures("two_cases")
def test_it_is_logged_as_disclosed_and_filed_nowhere(desk, assessor, rows):
    morning_sheet.sheet(desk, assessor, "cy")

    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.recipient) == ("attention.sheet_made", assessor.name)
    assert rows(Paper) == []


def test_an_auditor_makes_none(desk, auditor):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        morning_sheet.sheet(desk, auditor, "en")
