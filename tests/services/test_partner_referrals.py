"""A partner's referral sheet: only by consent, only what is needed, sealed, and in the log."""

import datetime as dt
import hashlib
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.services.verbs_consent import PARTNERS, refused
from tests.services.verbs_contract import live, stock
from tests.services.verbs_referral import someone
from triage_app.domain.partner_referral import Ground, Manner, Sending
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.sharing import How
from triage_app.domain.support import Request
from triage_app.domain.told import Told
from triage_app.services import (
    copies,
    paperwork,
    partner_referrals,
    printings,
    sharing,
    support,
)
from triage_app.storage.models import AuditEntry, Paper, PartnerReferral, Revision, Setting

DAY = dt.date(2026, 5, 11)
RECOVERY = "Practice Recovery Service"
ARABIC = "مريم <b>&amp; O’Neil"


@pytest.fixture
def say(desk, assessor):
    """Return a function that keeps what somebody says of sharing, of every partner."""

    def say(case_id, *, allowed):
        with desk.sessions.begin() as session:
            answers = dict.fromkeys(PARTNERS, allowed)
            sharing.keep(session, desk, assessor, case_id, answers, DAY)

    return say


@pytest.fixture
def case_id(desk, assessor, supervisor, say):
    """A signed contract whose person agreed to every partner."""
    case_id = live(desk, assessor, supervisor).case_id
    say(case_id, allowed=True)
    return case_id


@pytest.fixture
def sending(desk, assessor, case_id):
    """The sheet for the drugs service, with everything that it may be told."""
    asked = asked_of(desk, assessor, case_id)["drugs"]
    return Sending(
        ground=asked.ground,
        about_id=asked.about_id,
        told=("contact", "born", "need"),
        recipient="Mari Sampl",
        answer_by=dt.date(2026, 5, 18),
        language="en",
        manner=Manner.SEALED,
        asks="Wants to stop",
    )


def asked_of(desk, actor, case_id):
    seen = partner_referrals.view(desk, actor, case_id)
    return {one.pathway: one for one in seen.asked}


def words_in(pdf, password=""):
    reader = PdfReader(io.BytesIO(pdf))
    if password:
        assert reader.decrypt(password)
    return " ".join(page.extract_text() for page in reader.pages)


def problems(told):
    return [(one.field, one.code) for one in told.value.problems]


# ── What goes ────────────────────────────────────────────────────────────────────────────────


def test_what_is_sent_opens_by_its_password_alone_and_is_encrypted_with_256_bits(
    desk, assessor, case_id, sending, tmp_path
):
    path = tmp_path / "sheet.pdf"
    gone = partner_referrals.send(desk, assessor, case_id, sending, path)
    reader = PdfReader(path)
    assert reader.is_encrypted
    assert not reader.decrypt("0000-0000-0000-0000")
    assert reader.trailer["/Encrypt"]["/CF"]["/StdCF"]["/CFM"] == "/AESV3"
    assert b"Sandpiper" not in path.read_bytes()
    assert "Osian Sandpiper, born" in words_in(path.read_bytes(), gone.password)
    assert list(tmp_path.glob("*.part")) == []


def test_the_log_names_the_recipient_and_the_digest_of_what_was_sent_and_never_the_password(
    desk, assessor, case_id, sending, tmp_path, rows
):
    path = tmp_path / "sheet.pdf"
    gone = partner_referrals.send(desk, assessor, case_id, sending, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    entry = next(one for one in rows(AuditEntry) if one.action == "partner_referral.sent")
    assert (entry.category, entry.recipient) == ("disclosure", f"{RECOVERY}: Mari Sampl")
    assert f"sha256:{digest}" in entry.fields
    (row,) = rows(PartnerReferral)
    assert (row.digest, row.state, row.sent_by) == (digest, "sent", assessor.username)
    kept = [repr(vars(one)) for model in (AuditEntry, Revision, PartnerReferral, Setting)
            for one in rows(model)]  # fmt: skip
    assert all(gone.password not in one for one in kept)
    with desk.sessions() as session:
        assert gone.password.encode() not in session.get_one(Paper, row.paper_id).pdf


def test_every_sheet_has_a_password_of_its_own_that_can_be_read_out(
    desk, assessor, case_id, sending, tmp_path
):
    told = [
        partner_referrals.send(desk, assessor, case_id, sending, tmp_path / f"{n}.pdf").password
        for n in range(3)
    ]
    assert len(set(told)) == 3
    assert all([len(part) for part in one.split("-")] == [4] * 4 for one in told)
    assert not set("ILOU") & set("".join(told))


def test_only_what_is_ticked_reaches_the_paper_and_the_rest_is_named_as_left_out(
    desk, assessor, case_id, sending
):
    given = replace(sending, told=("contact",), health="Secret", safety="Secret")
    said = words_in(partner_referrals.preview(desk, assessor, case_id, given))
    assert "Secret" not in said
    assert "Wants to stop" not in said
    assert "born 14 May 1995" not in said
    assert "Date of birth, why help is needed" in said
    assert "Condition" in said


def test_head_and_title_carry_the_number_alone(desk, assessor, case_id, sending, tmp_path):
    given = replace(sending, manner=Manner.OPEN, why_open="Their machine opens no other")
    partner_referrals.send(desk, assessor, case_id, given, tmp_path / "open.pdf")
    title = PdfReader(tmp_path / "open.pdf").metadata.title
    assert title == "Referral DP-26-0001-R1"


def test_a_condition_is_told_word_for_word_as_it_was_signed(desk, assessor, case_id, sending):
    said = words_in(partner_referrals.preview(desk, assessor, case_id, sending))
    assert "6 meetings" in said.replace("\xa0", " ")
    assert "Practice Advice Centre" not in said  # another condition's


def test_several_sheets_go_to_a_service_and_each_is_listed(
    desk, assessor, case_id, sending, tmp_path
):
    for n in range(2):
        partner_referrals.send(desk, assessor, case_id, sending, tmp_path / f"{n}.pdf")
    seen = partner_referrals.view(desk, assessor, case_id)
    assert [one.number for one in seen.shared] == ["DP-26-0001-R2", "DP-26-0001-R1"]
    newest = seen.shared[0]
    assert (newest.service, newest.recipient, newest.ground) == (
        RECOVERY,
        "Mari Sampl",
        Ground.CONDITION,
    )
    assert newest.told == (Told.CONTACT, Told.BORN, Told.NEED)
    assert Told.OFFENCE in newest.withheld
    assert asked_of(desk, assessor, case_id)["drugs"].sent == 2


def test_a_sheet_on_paper_is_filed_and_printed_for_its_service(
    desk, assessor, case_id, sending, rows
):
    given = replace(sending, manner=Manner.PRINTED)
    gone = partner_referrals.send(desk, assessor, case_id, given)
    assert gone.password == ""
    (row,) = rows(PartnerReferral)
    filed = paperwork.pdf(desk, assessor, gone.paper_id)
    assert row.digest == hashlib.sha256(filed).hexdigest()
    printings.begin(desk, assessor, gone.paper_id, "Office")
    assert rows(AuditEntry)[-1].recipient == f"{RECOVERY}: Mari Sampl"


def test_a_sheet_is_never_saved_as_a_plain_copy(desk, assessor, case_id, sending, tmp_path):
    gone = partner_referrals.send(desk, assessor, case_id, sending, tmp_path / "sheet.pdf")
    with pytest.raises(Refused) as told:
        copies.save_copy(desk, assessor, gone.paper_id, tmp_path / "copy.pdf", "Anybody")
    assert told.value.code == "partner_referral.not_as_a_copy"
    assert not (tmp_path / "copy.pdf").exists()


def test_support_outside_the_contract_has_a_sheet_of_its_own(desk, assessor, supervisor, tmp_path):
    services = stock(desk, supervisor)
    case_id = refused(desk, assessor)
    wanted = Request(
        services[RECOVERY], "drugs", "Wants to drink less", ("contact", "need"),
        DAY, How.TELEPHONE, "cy",
    )  # fmt: skip
    support.refer(desk, assessor, case_id, wanted)
    asked = asked_of(desk, assessor, case_id)["drugs"]
    assert (asked.ground, asked.may_be_told) == (Ground.SUPPORT, (Told.CONTACT, Told.NEED))
    given = Sending(
        asked.ground, asked.about_id, ("contact", "need"), "Mari", DAY, "cy", Manner.SEALED,
        asks=asked.asks,
    )  # fmt: skip
    gone = partner_referrals.send(desk, assessor, case_id, given, tmp_path / "sheet.pdf")
    said = words_in((tmp_path / "sheet.pdf").read_bytes(), gone.password)
    assert "Dewis yr unigolyn yw’r cymorth hwn" in said.replace("\n", " ")
    assert "Wants to drink less" in said


# ── What is refused ──────────────────────────────────────────────────────────────────────────


def test_without_consent_nothing_goes_and_it_says_how_to_ask(
    desk, assessor, supervisor, tmp_path, rows
):
    case_id = live(desk, assessor, supervisor).case_id
    asked = asked_of(desk, assessor, case_id)["drugs"]
    assert (asked.may_be_shared, asked.is_refused) == (False, False)
    given = Sending(asked.ground, asked.about_id, ("contact",), "Mari", DAY, "en", Manner.SEALED)
    with pytest.raises(Refused) as told:
        partner_referrals.send(desk, assessor, case_id, given, tmp_path / "sheet.pdf")
    assert told.value.code == "partner_referral.no_consent"
    assert rows(PartnerReferral) == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_consent_taken_back_meanwhile_stops_it(
    desk, assessor, case_id, sending, say, tmp_path, rows
):
    say(case_id, allowed=False)
    for doing in (
        lambda: partner_referrals.preview(desk, assessor, case_id, sending),
        lambda: partner_referrals.send(desk, assessor, case_id, sending, tmp_path / "sheet.pdf"),
    ):
        with pytest.raises(Refused) as told:
            doing()
        assert told.value.code == "partner_referral.no_consent"
    assert asked_of(desk, assessor, case_id)["drugs"].is_refused
    assert rows(PartnerReferral) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"recipient": " "}, ("recipient", "partner_referral.say_recipient")),
        ({"recipient": "M" * 301}, ("recipient", "problem.too_long")),
        ({"told": ("need",)}, ("told", "partner_referral.say_whom")),
        ({"told": ("contact", "offence")}, ("told", "partner_referral.more_than_allowed")),
        ({"asks": ""}, ("asks", "problem.missing")),
        ({"asks": "a" * 901}, ("asks", "problem.too_long")),
        ({"answer_by": None}, ("answer_by", "problem.missing")),
        ({"answer_by": dt.date(2026, 5, 10)}, ("answer_by", "problem.in_past")),
        ({"language": None}, ("language", "problem.choose")),
        ({"manner": Manner.OPEN}, ("why_open", "partner_referral.say_why_open")),
    ],
)
def test_what_is_missing_or_too_much_is_told_by_its_field(
    desk, assessor, case_id, sending, tmp_path, rows, changes, expected
):
    with pytest.raises(Invalid) as told:
        partner_referrals.send(
            desk, assessor, case_id, replace(sending, **changes), tmp_path / "sheet.pdf"
        )
    assert expected in problems(told)
    assert rows(PartnerReferral) == []
    assert list(tmp_path.glob("*.pdf*")) == []


def test_a_disk_without_room_leaves_no_file_no_record_and_no_entry(
    desk, assessor, case_id, sending, tmp_path, rows
):
    beside = tmp_path / ".sheet.pdf.part"
    beside.symlink_to("/dev/full")
    with pytest.raises(Refused) as told:
        partner_referrals.send(desk, assessor, case_id, sending, tmp_path / "sheet.pdf")
    assert told.value.code == "paperwork.cannot_write"
    assert list(tmp_path.glob("*sheet*")) == []
    assert rows(PartnerReferral) == []
    assert "partner_referral.sent" not in [one.action for one in rows(AuditEntry)]


@pytest.mark.parametrize("name", [ARABIC, "Gwenllian " * 28 + "Thistlewood"])
def test_any_name_goes(desk, assessor, supervisor, say, tmp_path, name):
    case_id = live(desk, assessor, supervisor, person=someone(name=name)).case_id
    say(case_id, allowed=True)
    asked = asked_of(desk, assessor, case_id)["drugs"]
    given = Sending(asked.ground, asked.about_id, ("contact",), name, DAY, "cy", Manner.SEALED)
    gone = partner_referrals.send(desk, assessor, case_id, given, tmp_path / "sheet.pdf")
    said = words_in((tmp_path / "sheet.pdf").read_bytes(), gone.password)
    assert "Thistlewood" in said or "[?] <b>&amp; O’Neil" in said


def test_nobody_without_casework_sends_or_sees(desk, auditor, case_id, sending, tmp_path):
    with pytest.raises(Refused):
        partner_referrals.send(desk, auditor, case_id, sending, tmp_path / "sheet.pdf")
    with pytest.raises(Refused):
        partner_referrals.view(desk, auditor, case_id)


def test_the_database_itself_wants_one_ground_and_a_reason_for_a_sheet_anybody_can_open(
    desk, assessor, case_id, sending, tmp_path
):
    partner_referrals.send(desk, assessor, case_id, sending, tmp_path / "sheet.pdf")
    for change in ("condition_id = NULL", "manner = 'open', why_open = ''"):
        with pytest.raises(DBAPIError), desk.sessions.begin() as session:
            session.execute(text(f"UPDATE partner_referral SET {change}"))  # noqa: S608
