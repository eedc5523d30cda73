"""Papers about victims: the sheet to their service, the letter to them, and nothing elsewhere."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.services.verbs_consent import eligible
from tests.services.verbs_contract import drafted, signed
from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from tests.services.verbs_tracking import decide, propose, running
from tests.services.verbs_victims import DAY, SHOP, agreed, harmed, seen, wishes
from triage_app.domain.partner_referral import Manner
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.victim_sheet import Asked, Purpose
from triage_app.domain.victims import About, Decided, Happened, Said
from triage_app.services import (
    consent,
    contract_papers,
    contracts,
    copies,
    easy_papers,
    paperwork,
    victim_papers,
    withdrawal_telling,
    withdrawals,
)
from triage_app.services.sharing import How as ToldHow
from triage_app.storage.models import AuditEntry, Paper, VictimSheet

ASKED = Asked(
    Purpose.ASK, "Practice Restorative Partnership", "Mari Sampl", dt.date(2026, 5, 18), "en",
    Manner.SEALED,
)  # fmt: skip
CONTRACT = Happened(Decided.CONTRACT, DAY)
# Whatever is known of her that no paper of the participant's may say.
SECRET = ("Lapwing", "Hidden Close", "brother", "vulnerable", "By letter only")


def words_in(pdf, password=""):
    reader = PdfReader(io.BytesIO(pdf))
    if password:
        assert reader.decrypt(password)
    said = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(said.split())


def test_the_sheet_opens_by_its_password_and_says_only_what_the_service_needs(
    desk, assessor, tmp_path, rows
):
    case_id = refer(desk, assessor)
    number = harmed(desk, assessor, case_id)
    path = tmp_path / "sheet.pdf"
    gone = victim_papers.send(desk, assessor, number, ASKED, path)
    assert PdfReader(path).is_encrypted
    said = words_in(path.read_bytes(), gone.password)
    for word in (
        "DP-26-0001-V1",
        "Nerys Lapwing",
        "May also answer: Her brother",
        "Theft from a shop",
    ):
        assert word in said
    assert "does not rest on the participant’s consent" in said
    for word in ("Sandpiper", "Practice Street", "SA61 1AA", "01632 960111"):
        assert word not in said
    (row,) = rows(VictimSheet)
    assert (row.purpose, row.digest) == ("ask", paperwork.digest_of(path.read_bytes()))
    entry = next(one for one in rows(AuditEntry) if one.action == "victims.sheet_sent")
    assert entry.category == "disclosure"
    assert entry.recipient == "Practice Restorative Partnership: Mari Sampl"
    assert gone.password not in " ".join(repr(vars(one)) for one in rows(AuditEntry))
    with pytest.raises(Refused, match="not_as_a_copy"):
        copies.save_copy(desk, assessor, gone.paper_id, tmp_path / "copy.pdf", "Mari")


def test_the_participant_is_named_only_where_a_meeting_is_arranged_and_the_victim_wants_it(
    desk, assessor
):
    number = harmed(desk, assessor, refer(desk, assessor))
    arrange = replace(ASKED, purpose=Purpose.ARRANGE, manner=Manner.PRINTED)
    with pytest.raises(Invalid) as told:
        victim_papers.send(desk, assessor, number, arrange)
    assert [one.code for one in told.value.problems] == ["victims.say_yes_first"]
    wishes(desk, assessor, number, Said.YES)
    gone = victim_papers.send(desk, assessor, number, arrange)
    said = words_in(paperwork.pdf(desk, assessor, gone.paper_id))
    assert "Osian Sandpiper" in said
    assert "Practice Street" not in said


def test_of_several_offences_none_is_told_for_it_may_be_another_victims(desk, assessor):
    several = (an_offence(), an_offence(code="CD71039", title="Damage to a car"))
    number = harmed(desk, assessor, refer(desk, assessor, offences=several))
    sheet = victim_papers.preview(desk, assessor, number, ASKED)
    assert not any(word in words_in(sheet) for word in ("Theft", "Damage"))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"purpose": None}, ["purpose"]),
        ({"service": " ", "recipient": ""}, ["service", "recipient"]),
        ({"answer_by": dt.date(2026, 5, 10)}, ["answer_by"]),
        ({"answer_by": None, "language": None}, ["answer_by", "language"]),
        ({"purpose": Purpose.TELL}, ["asks"]),
        ({"manner": Manner.OPEN}, ["why_open"]),
        ({"manner": None}, ["manner"]),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_written(
    desk, assessor, tmp_path, rows, changes, fields
):
    number = harmed(desk, assessor, refer(desk, assessor))
    with pytest.raises(Invalid) as told:
        victim_papers.send(desk, assessor, number, replace(ASKED, **changes), tmp_path / "a.pdf")
    assert [one.field for one in told.value.problems] == fields
    assert list(tmp_path.glob("a.pdf*")) == list(tmp_path.glob(".a*")) == []
    assert rows(VictimSheet) == rows(Paper) == []


def test_the_letter_is_in_their_language_and_names_nobody_else(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id, SHOP)
    paper_id = victim_papers.make_letter(desk, assessor, number, CONTRACT, "cy")
    said = words_in(paperwork.pdf(desk, assessor, paper_id))
    assert "Siop y Gornel Cyf" in said
    assert "Ymrwymodd yr unigolyn hwnnw i gontract ddydd Llun 11 Mai 2026" in said
    for word in ("Sandpiper", "Practice Street", "Recovery", "Surgery", "Advice"):
        assert word not in said
    paper = next(one for one in rows(Paper) if one.id == paper_id)
    assert paper.recipient == "victim"


def test_the_letter_is_as_large_as_it_is_asked_for(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    for edition in ("cy_large", "both"):
        paper_id = victim_papers.make_letter(desk, assessor, number, CONTRACT, edition)
        assert rows(Paper)[-1].language == edition
        said = words_in(paperwork.pdf(desk, assessor, paper_id))
        assert "Nerys Lapwing" in said
        assert "Sandpiper" not in said


def test_of_what_did_not_happen_or_is_not_wished_there_is_no_letter(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    with pytest.raises(Refused, match="told_already"):
        victim_papers.make_letter(desk, assessor, number, Happened(Decided.BREACH, DAY), "en")
    with pytest.raises(Invalid):
        victim_papers.make_letter(desk, assessor, number, CONTRACT, None)
    with pytest.raises(Invalid):
        victim_papers.make_letter(desk, assessor, number, CONTRACT, "both_large")
    wishes(desk, assessor, number, Said.NO, about=About.BEING_TOLD)
    with pytest.raises(Refused, match="told_already"):
        victim_papers.make_letter(desk, assessor, number, CONTRACT, "en")


def test_their_papers_stand_in_no_list_but_their_own_and_open_for_casework_alone(
    desk, assessor, auditor, supervisor
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    paper_id = victim_papers.make_letter(desk, assessor, number, CONTRACT, "en")
    kinds = {one.kind for one in paperwork.papers_of(desk, assessor, case_id)}
    assert kinds & paperwork.RESTRICTED == set()
    assert kinds
    theirs = paperwork.papers_of(desk, assessor, case_id, paperwork.RESTRICTED)
    assert [one.id for one in theirs] == [paper_id]
    with pytest.raises(Refused):
        paperwork.papers_of(desk, auditor, case_id, paperwork.RESTRICTED)


def test_a_service_that_has_a_sheet_is_named_among_those_to_be_told_of_a_withdrawal(
    desk, assessor, supervisor, tmp_path
):
    case_id = running(desk, assessor, supervisor)
    agreed(desk, assessor, case_id)
    number = harmed(desk, assessor, case_id)
    victim_papers.send(desk, assessor, number, ASKED, tmp_path / "a.pdf")
    assert withdrawals.consequences(desk, assessor, case_id).victim_was_asked
    given = withdrawals.Given(DAY, ToldHow.TELEPHONE, tells_coordinator=True)
    withdrawals.withdraw(desk, assessor, case_id, given)
    left = withdrawal_telling.view(desk, assessor, case_id).left
    assert [one.name for one in left if one.who == "coordinator"] == [ASKED.service]
    assert seen(desk, assessor, case_id)["Nerys Lapwing"].sheets[0].number == "DP-26-0001-V1"


# ── Nothing of the victim on any paper that the participant, the officer or a partner sees ──


def plant(desk, actor, case_id):
    """Record a victim whose every word would be known again."""
    number = harmed(desk, actor, case_id)
    wishes(desk, actor, number, Said.YES, note="By letter only, she said")


def test_no_paper_but_the_victims_own_says_anything_of_her(desk, assessor, supervisor, rows):
    """She is planted before any paper of a case is made; then every one of them is read."""
    stay, person = a_stay(custody_record="HW/1002/26"), someone(name="Aneirin Heron")
    other = eligible(desk, assessor, custody=stay, person=person, another_person=True)
    plant(desk, assessor, other)
    consent.issue_sheet(desk, assessor, other, "en")
    sheet = drafted(desk, assessor, supervisor)
    plant(desk, assessor, sheet.case_id)
    contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, "en")
    signed(desk, assessor, sheet.case_id, contracts.sheet(desk, assessor, sheet.case_id).seen)
    easy_papers.issue(desk, assessor, sheet.case_id)
    decide(desk, supervisor, propose(desk, assessor, sheet.case_id))
    papers = rows(Paper)
    made = {"INFO", "CONTRACT", "EASY_READ", "BREACH", "END_LETTER", "PARTNER_ENDED"}
    assert {one.kind for one in papers} == made
    for one in papers:
        said = words_in(paperwork.pdf(desk, assessor, one.id))
        assert [word for word in SECRET if word in said] == []
