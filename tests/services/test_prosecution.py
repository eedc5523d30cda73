"""The prosecution file: all that bears on it, sealed for its officer, and named where damaged."""

import io

import pytest
from pypdf import PdfReader

from tests.services.test_other_ends import DIED, end
from tests.services.verbs_referral import an_offence
from tests.services.verbs_tracking import (
    FOR,
    PROPOSAL,
    decide,
    miss,
    propose,
    running,
    seen,
)
from triage_app.domain.ending import Reported
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.prosecution import Sending
from triage_app.domain.tracked import Given, How
from triage_app.services import (
    copies,
    outcomes,
    paperwork,
    prosecution,
    reopening,
    tracking,
    tracking_view,
)
from triage_app.storage.models import AuditEntry, Ending, FileSent, Paper, Scan

SUMMARY = an_offence(
    code="CJ88116", category="CS", title="Assault by beating", domestic_abuse=False
)
SEALED = Sending("PC Rowan Kestrel, 0417", "sealed")


@pytest.fixture
def broken(desk, clock, assessor, supervisor):
    """A case with two misses and a letter, found in breach."""
    case_id = running(desk, assessor, supervisor, offences=[SUMMARY])
    miss(desk, clock, assessor, case_id, 0)
    tracking.warn(desk, assessor, case_id, "We waited half an hour.")
    [letter] = tracking_view.view(desk, assessor, case_id).letters
    given = Given(desk.today(), How.IN_PERSON, assessor.name)
    tracking.record_giving(desk, assessor, case_id, letter.id, given)
    decide(desk, supervisor, propose(desk, assessor, case_id))
    return case_id


def pages_of(desk, actor, paper_id):
    found = PdfReader(io.BytesIO(paperwork.pdf(desk, actor, paper_id))).pages
    return [" ".join(one.extract_text().split()) for one in found]


def test_one_step_makes_the_whole_file_with_the_clock_in_its_first_line(desk, assessor, broken):
    paper = prosecution.make(desk, assessor, broken)

    pages = pages_of(desk, assessor, paper)
    assert pages[0].index("Last day to charge") < pages[0].index("What is in it")
    for title in (
        "Notice of breach to the officer",
        "Contract, issue 1, as it was issued",
        "Signatures, as they were recorded",
        "Attendance, meeting by meeting",
        "Letters and reviews, with proof of giving",
        "Letter about a missed meeting",
        "Evidence, and why it was decided",
        "What was done, day by day",
    ):
        assert title in pages[0]


def test_the_index_tells_the_page_on_which_each_part_begins(desk, assessor, broken):
    paper = prosecution.make(desk, assessor, broken)
    reader = PdfReader(io.BytesIO(paperwork.pdf(desk, assessor, paper)))

    marks = {one.title: reader.get_destination_page_number(one) for one in reader.outline}

    texts = [one.extract_text() for one in reader.pages]
    assert "Breach: the case comes back to you" in texts[marks["Notice of breach to the officer"]]
    assert "WARNING" not in texts[0]
    attendance = marks["Attendance, meeting by meeting"]
    assert texts[attendance].count("Attendance, meeting by meeting") == 1
    assert f"page {marks['Contract, issue 1, as it was issued'] + 1} of {len(texts)}" in " ".join(
        texts[marks["Contract, issue 1, as it was issued"]].split()
    )
    assert f"Page {attendance + 1} of {len(texts)}" in " ".join(texts[attendance].split())
    links = [one.get_object() for one in reader.pages[0]["/Annots"]]
    assert len(links) == len(marks) - 1  # all but the index itself


def test_attendance_proof_of_giving_and_both_accounts_are_in_it(desk, assessor, broken):
    whole = " ".join(pages_of(desk, assessor, prosecution.make(desk, assessor, broken)))

    assert "Missed, nothing excuses it" in whole
    assert "(In person)" in whole
    assert PROPOSAL.account in whole
    assert PROPOSAL.view in whole


def test_a_file_without_a_signed_copy_says_so_and_is_made(desk, assessor, broken):
    pages = pages_of(desk, assessor, prosecution.make(desk, assessor, broken))

    assert "What is not in it" in pages[0] + pages[1]
    lacking = [one.en for one in prosecution.view(desk, assessor, broken).lacking]
    assert [one for one in lacking if one.startswith("A signed copy of the contract")]


def test_what_is_not_as_it_was_filed_is_named_and_stops_nothing(desk, assessor, broken, rows):
    file_scan(desk, rows)

    paper = prosecution.make(desk, assessor, broken)

    pages = pages_of(desk, assessor, paper)
    assert "DAMAGED" in pages[0] + pages[1]
    assert sum("This document could not be joined" in one for one in pages) == 1
    assert "What was done, day by day" in pages[-1] + pages[-2]


def test_a_pdf_that_cannot_be_read_is_named_too(desk, assessor, broken, rows):
    content = b"%PDF-1.7 and nothing more"
    file_scan(desk, rows, pdf=content, digest=paperwork.digest_of(content))

    pages = pages_of(desk, assessor, prosecution.make(desk, assessor, broken))

    assert "DAMAGED" in pages[0] + pages[1]
    assert sum("This document could not be joined" in one for one in pages) == 1


def file_scan(desk, rows, pdf=b"%PDF-1.7", digest="0" * 64):
    """File a signed copy of the contract; by itself its bytes are not what its digest says."""
    file_scan_of(desk, rows, "CONTRACT", pdf, digest)


def file_scan_of(desk, rows, kind, pdf, digest):
    """File a signed copy of the one paper of a kind."""
    [paper] = [one for one in rows(Paper) if one.kind == kind]
    with desk.sessions.begin() as session:
        values = {"case_id": paper.case_id, "paper_id": paper.id, "pages": 2}
        session.add(
            Scan(**values, digest=digest, pdf=pdf, filed_by="mared.hawthorn", filed_at=desk.now())
        )


def test_a_signed_copy_follows_its_contract_and_is_numbered_in_the_whole(
    desk, assessor, broken, rows
):
    [contract] = [one for one in rows(Paper) if one.kind == "CONTRACT"]
    scanned = paperwork.pdf(desk, assessor, contract.id)
    file_scan(desk, rows, pdf=scanned, digest=paperwork.digest_of(scanned))

    paper = prosecution.make(desk, assessor, broken)

    reader = PdfReader(io.BytesIO(paperwork.pdf(desk, assessor, paper)))
    marks = {one.title: reader.get_destination_page_number(one) for one in reader.outline}
    copy = marks["Contract paper, signed copy (scanned), issue 1"]
    assert copy == marks["Contract, issue 1, as it was issued"] + contract.pages
    assert f"page {copy + 1} of {len(reader.pages)}" in reader.pages[copy].extract_text()
    lacking = prosecution.view(desk, assessor, broken).lacking
    assert not [one for one in lacking if "contract" in one.en.lower()]


def test_the_file_is_filed_with_the_digest_of_its_bytes(desk, assessor, broken, rows):
    number = prosecution.make(desk, assessor, broken)

    [paper] = [one for one in rows(Paper) if one.id == number]
    assert paper.kind == "PROSECUTION"
    assert paper.digest == paperwork.digest_of(paperwork.pdf(desk, assessor, number))
    assert paper.pages == len(pages_of(desk, assessor, number))


def test_it_goes_by_a_password_that_is_kept_nowhere_and_the_officer_is_told(
    desk, assessor, broken, rows, tmp_path
):
    prosecution.make(desk, assessor, broken)
    path = tmp_path / "file.pdf"

    gone = prosecution.send(desk, assessor, broken, SEALED, path)

    reader = PdfReader(io.BytesIO(path.read_bytes()))
    assert reader.is_encrypted
    assert reader.decrypt("wrong") == 0
    assert reader.decrypt(gone.password) != 0
    assert "Prosecution file" in reader.pages[0].extract_text()
    [row] = rows(FileSent)
    assert row.digest == paperwork.digest_of(path.read_bytes())
    [ending] = rows(Ending)
    assert (ending.told_on, ending.told_how, ending.told_to) == (
        desk.today(),
        "sealed",
        SEALED.recipient,
    )
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.category, entry.recipient) == (
        "prosecution.sent",
        "disclosure",
        SEALED.recipient,
    )
    assert f"sha256:{row.digest}" in entry.fields
    assert gone.password not in str([one.__dict__ for one in rows(AuditEntry)])


def test_nothing_is_recorded_as_sent_that_could_not_be_written(
    desk, assessor, broken, rows, tmp_path
):
    prosecution.make(desk, assessor, broken)

    with pytest.raises(Refused, match=r"paperwork\.cannot_write"):
        prosecution.send(desk, assessor, broken, SEALED, tmp_path / "no" / "such" / "place.pdf")

    assert rows(FileSent) == []
    assert rows(Ending)[0].told_on is None


def test_on_paper_it_is_recorded_and_opens_as_it_is(desk, assessor, broken, rows):
    number = prosecution.make(desk, assessor, broken)

    gone = prosecution.send(desk, assessor, broken, Sending("PC Kestrel", "by_hand"))

    assert gone.password == ""
    [paper] = [one for one in rows(Paper) if one.id == number]
    assert rows(FileSent)[0].digest == paper.digest


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Sending(" ", "by_hand"), "recipient"),
        (Sending("PC Kestrel", None), "manner"),
        (Sending("PC Kestrel", "sealed"), "manner"),  # without saying where
    ],
)
def test_a_sending_says_to_whom_and_how(desk, assessor, broken, given, field):
    prosecution.make(desk, assessor, broken)

    with pytest.raises(Invalid) as raised:
        prosecution.send(desk, assessor, broken, given)

    assert [one.field for one in raised.value.problems] == [field]


def test_it_is_never_saved_as_an_open_copy(desk, assessor, broken, tmp_path):
    number = prosecution.make(desk, assessor, broken)

    with pytest.raises(Refused, match=r"prosecution\.not_as_a_copy"):
        copies.save_copy(desk, assessor, number, tmp_path / "open.pdf", "PC Kestrel")


def test_a_case_that_never_came_back_has_none(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)

    assert prosecution.view(desk, assessor, case_id) is None
    with pytest.raises(Refused, match=r"prosecution\.not_returned"):
        prosecution.make(desk, assessor, case_id)
    with pytest.raises(Refused, match=r"prosecution\.not_made"):
        prosecution.send(desk, assessor, case_id, Sending("PC Kestrel", "post"))


# ── Watched ──────────────────────────────────────────────────────────────────────────────────


def test_of_a_returned_case_it_is_said_how_to_whom_and_who_acknowledged_it(
    desk, assessor, broken, rows
):
    with pytest.raises(Invalid) as raised:
        outcomes.record_told(desk, assessor, broken, desk.today())
    assert [one.field for one in raised.value.problems] == ["recipient", "manner"]
    with pytest.raises(Invalid) as raised:
        outcomes.record_acknowledgement(desk, assessor, broken, desk.today(), " ")
    assert [one.field for one in raised.value.problems] == ["acknowledged_by"]

    by_post = Sending("Sgt Teal Plover", "post")
    outcomes.record_told(desk, assessor, broken, desk.today(), by_post)
    outcomes.record_acknowledgement(desk, assessor, broken, desk.today(), "Sgt Teal Plover")

    [ending] = rows(Ending)
    assert (ending.told_how, ending.told_to) == ("post", "Sgt Teal Plover")
    assert ending.acknowledged_by == "Sgt Teal Plover"


def test_the_file_can_be_asked_for_again_once_proceedings_have_begun(desk, assessor, broken):
    reported = Reported("proceedings_begun", desk.today())
    outcomes.record_proceedings(desk, assessor, seen(desk, broken), reported)

    assert prosecution.make(desk, assessor, broken)


def test_of_a_case_that_was_reopened_only_the_notice_that_stands_is_in_it(
    desk, assessor, supervisor, broken
):
    end(desk, assessor, broken, DIED)
    reopening.reopen(desk, supervisor, seen(desk, broken), "It was somebody else.")

    index, *_ = pages_of(desk, assessor, prosecution.make(desk, assessor, broken))

    assert index.count("Notice of breach to the officer") == 1
    assert "Notice to the officer: how it ended" not in index


def test_what_was_decided_before_stands_in_the_file_too(desk, clock, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    decide(desk, supervisor, propose(desk, assessor, case_id), FOR)
    clock.advance(days=1)
    decide(desk, supervisor, propose(desk, assessor, case_id))

    pages = pages_of(desk, assessor, prosecution.make(desk, assessor, case_id))

    assert "Letter: the contract goes on" in pages[0]
    assert "Not a breach: decided by Osian Thistlewood." in " ".join(pages)
