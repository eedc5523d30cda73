import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.documents import samples
from tests.documents.page_checker import read
from tests.services.verbs_referral import a_referral
from triage_app.documents.contents import Kind
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.wording import Wording
from triage_app.services import paperwork, referrals
from triage_app.services.paperwork import LETTERS, Order
from triage_app.storage.models import AuditEntry, Paper, Setting


@pytest.fixture
def case_id(desk, assessor):
    return referrals.commit(desk, assessor, a_referral())


@pytest.fixture
def issue(desk, assessor, case_id):
    """Return a function that issues a paper and gives its number."""

    def issue(contents=samples.CONTRACT, language="en", **about):
        with desk.sessions.begin() as session:
            order = Order(contents, language, **about)
            return paperwork.issue(session, desk, assessor, case_id, order).id

    return issue


def actions(rows):
    return [entry.action for entry in rows(AuditEntry)]


# ── Issuing ──────────────────────────────────────────────────────────────────────────────────


def test_an_issued_paper_is_filed_byte_for_byte_with_its_digest(desk, assessor, issue, rows):
    paper_id = issue()
    filed = rows(Paper)[0]
    pdf = paperwork.pdf(desk, assessor, paper_id)
    assert pdf.startswith(b"%PDF")
    assert hashlib.sha256(pdf).hexdigest() == filed.digest
    assert (filed.kind, filed.language, filed.pages) == ("CONTRACT", "en", 2)
    assert filed.scheme == samples.SCHEME.code


def test_a_code_is_sixteen_letters_that_cannot_be_mistaken_and_each_has_its_own(issue, rows):
    issue()
    issue()
    codes = [paper.code for paper in rows(Paper)]
    assert len(set(codes)) == 2
    assert all(len(code) == 16 and set(code) <= set(LETTERS) for code in codes)
    assert not set("ILOU") & set(LETTERS)


def test_issuing_is_a_disclosure_to_the_participant_who_is_not_named(issue, rows):
    issue(samples.WARNING, "cy")
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.category) == ("paperwork.issued", "disclosure")
    assert entry.recipient == "participant"


def test_an_officers_paper_is_disclosed_to_the_officer(issue, rows):
    issue(samples.BREACH)
    assert rows(AuditEntry)[-1].recipient == "PC Rowan Kestrel 417"


def test_a_paper_for_somebody_else_names_them_in_the_log(issue, rows):
    issue(samples.BREACH, recipient="Insp Heulwen Alder")
    assert rows(AuditEntry)[-1].recipient == "Insp Heulwen Alder"


def test_the_head_of_the_log_stands_on_the_paper(desk, issue, rows):
    before = next(one.value for one in rows(Setting) if one.name == "log.head").split(" ")
    issue()
    with desk.sessions() as session:
        pdf = session.get_one(Paper, 1).pdf
    assert f"log{before[0]}{before[1][:8]}" in read(pdf)[0].text


def test_nobody_without_casework_issues_a_paper(desk, auditor, administrator, case_id, rows):
    for actor in (auditor, administrator):
        with pytest.raises(Refused), desk.sessions.begin() as session:
            paperwork.issue(session, desk, actor, case_id, Order(samples.CONTRACT, "en"))
    assert rows(Paper) == []


def test_a_text_too_long_is_told_by_its_part_and_nothing_is_filed(desk, issue, rows):
    words = "Go to the meeting. " * 300
    one = replace(samples.CONDITIONS[2], text=Wording(words, words))
    contents = replace(samples.CONTRACT, conditions=(one,))
    with pytest.raises(Invalid) as told:
        issue(contents)
    assert told.value.problems[0].field == "condition_3"
    assert told.value.problems[0].code == "paperwork.too_long"
    assert rows(Paper) == []
    order = Order(contents, "en")
    assert paperwork.problems_with(desk, samples.SCHEME, order) == told.value.problems
    assert paperwork.problems_with(desk, samples.SCHEME, Order(samples.CONTRACT, "en")) == ()


def test_a_preview_is_logged_and_files_nothing(desk, assessor, case_id, rows):
    order = Order(samples.CONTRACT, "both")
    assert paperwork.preview(desk, assessor, case_id, order).startswith(b"%PDF")
    assert rows(Paper) == []
    assert actions(rows)[-1] == "paperwork.previewed"


def test_the_recovery_sheet_is_never_filed(desk, rows):
    for language in ("en", "cy", "both"):
        assert paperwork.recovery_sheet(desk, samples.RECOVERY, language).startswith(b"%PDF")
    assert rows(Paper) == []


# ── What was issued stays as it was ──────────────────────────────────────────────────────────


@pytest.mark.parametrize("change", ["pdf = pdf", "digest = 'other'", "kind = 'BREACH'"])
def test_the_database_itself_refuses_to_alter_an_issued_paper(desk, issue, change):
    issue()
    with pytest.raises(DBAPIError), desk.sessions.begin() as session:
        session.execute(text(f"UPDATE paper SET {change}"))  # noqa: S608


def test_bytes_that_are_not_as_issued_are_refused(desk, assessor, issue):
    paper_id = issue()
    with desk.sessions.begin() as session:
        paper = session.get_one(Paper, paper_id)
        values = {"code": "A" * 16, "digest": "0" * 64, "pdf": paper.pdf, "case_id": paper.case_id}
        common = {"kind": paper.kind, "language": "en", "scheme": paper.scheme, "pages": 2}
        session.add(Paper(**values, **common, made_by="x", made_at=paper.made_at))
    with pytest.raises(Refused) as told:
        paperwork.pdf(desk, assessor, paper_id + 1)
    assert told.value.code == "paperwork.altered"


def test_a_look_at_a_paper_is_in_the_log_before_its_bytes_are_given(desk, assessor, issue, rows):
    paperwork.pdf(desk, assessor, issue())
    assert actions(rows)[-1] == "paperwork.read"
    assert rows(AuditEntry)[-1].category == "consultation"


# ── Listing ──────────────────────────────────────────────────────────────────────────────────


def test_the_papers_of_a_case_are_listed_the_newest_first(desk, assessor, issue, case_id):
    issue(samples.INFORMATION, "cy")
    issue(samples.CONTRACT)
    found = paperwork.papers_of(desk, assessor, case_id)
    assert [(one.kind, one.language) for one in found] == [
        (Kind.CONTRACT, "en"),
        (Kind.INFORMATION, "cy"),
    ]
    assert len(found[0].code_in_fours.split()) == 4
