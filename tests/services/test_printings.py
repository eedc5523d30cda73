from pathlib import Path

import pytest

from tests.documents import samples
from tests.services.verbs_referral import a_referral
from triage_app.documents.contents import Kind
from triage_app.domain.printing import Answer
from triage_app.domain.problems import Invalid, Refused
from triage_app.services import copies, paperwork, printings, referrals
from triage_app.services.paperwork import Order
from triage_app.storage.models import AuditEntry, Printing

PRINTER = "Office printer"


@pytest.fixture
def case_id(desk, assessor):
    return referrals.commit(desk, assessor, a_referral())


@pytest.fixture
def issue(desk, assessor, case_id):
    """Return a function that issues a paper and gives its number."""

    def issue(contents=samples.CONTRACT, language="en"):
        with desk.sessions.begin() as session:
            order = Order(contents, language)
            return paperwork.issue(session, desk, assessor, case_id, order).id

    return issue


def actions(rows):
    return [entry.action for entry in rows(AuditEntry)]


# ── Printing ─────────────────────────────────────────────────────────────────────────────────


def test_a_paper_sent_to_a_printer_waits_until_somebody_says(desk, assessor, issue, case_id, rows):
    paper_id = issue()
    printing_id = printings.begin(desk, assessor, paper_id, PRINTER)
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.recipient) == ("paperwork.printed", "participant")
    (one,) = printings.waiting(desk, assessor)
    went = one.printing
    assert (went.id, went.paper_id, one.case_id) == (printing_id, paper_id, case_id)
    assert (one.kind, went.printer, went.by) == (Kind.CONTRACT, PRINTER, assessor.name)
    assert went.workstation == desk.workstation
    assert one.participant == "Osian Sandpiper"
    (issued,) = paperwork.papers_of(desk, assessor, case_id)
    assert (issued.waiting, issued.printed) == ((went,), 0)
    assert printings.number_waiting(desk, assessor) == 1


def test_what_came_out_waits_no_longer(desk, assessor, issue, case_id):
    printing_id = printings.begin(desk, assessor, issue(), PRINTER)
    printings.answer(desk, assessor, printing_id, came_out=True)
    assert printings.waiting(desk, assessor) == ()
    (issued,) = paperwork.papers_of(desk, assessor, case_id)
    assert (issued.waiting, issued.printed) == ((), 1)


def test_an_answer_is_given_once(desk, assessor, issue):
    printing_id = printings.begin(desk, assessor, issue(), PRINTER)
    printings.answer(desk, assessor, printing_id, came_out=False)
    with pytest.raises(Refused) as told:
        printings.answer(desk, assessor, printing_id, came_out=True)
    assert told.value.code == "paperwork.already_answered"


def test_what_did_not_come_out_is_sent_again_without_a_reason(desk, assessor, issue, rows):
    paper_id = issue()
    first = printings.begin(desk, assessor, paper_id, PRINTER)
    printings.answer(desk, assessor, first, came_out=False)
    printings.begin(desk, assessor, paper_id, PRINTER)
    assert len(rows(Printing)) == 2


def test_what_came_out_is_printed_again_only_for_a_reason(desk, assessor, issue, rows):
    paper_id = issue()
    first = printings.begin(desk, assessor, paper_id, PRINTER)
    printings.answer(desk, assessor, first, came_out=True)
    with pytest.raises(Invalid) as told:
        printings.begin(desk, assessor, paper_id, PRINTER, "  ")
    assert told.value.problems[0].field == "why_again"
    printings.begin(desk, assessor, paper_id, PRINTER, "Lost on the bus")
    assert rows(Printing)[-1].why_again == "Lost on the bus"


def test_what_may_be_on_its_way_is_printed_again_only_for_a_reason(desk, assessor, issue, rows):
    paper_id = issue()
    printings.begin(desk, assessor, paper_id, PRINTER)
    with pytest.raises(Invalid) as told:
        printings.begin(desk, assessor, paper_id, PRINTER)
    assert told.value.problems[0].code == "paperwork.say_first"
    printings.begin(desk, assessor, paper_id, PRINTER, "The printer is locked away")
    assert len(rows(Printing)) == 2


def test_a_reason_as_long_as_a_page_is_told_and_nothing_is_logged(desk, assessor, issue, rows):
    with pytest.raises(Invalid) as told:
        printings.begin(desk, assessor, issue(), PRINTER, "why " * 100)
    assert told.value.problems[0].code == "problem.too_long"
    assert rows(Printing) == []


def test_the_print_log_says_who_when_where_which_version_why_again_and_who_answered(
    desk, assessor, supervisor, issue, case_id, clock
):
    paper_id = issue()
    first = printings.begin(desk, assessor, paper_id, PRINTER)
    printings.taken(desk, assessor, first, "Office-12")
    printings.answer(desk, assessor, first, came_out=True)
    clock.advance(hours=2)
    second = printings.begin(desk, supervisor, paper_id, "Other", "Torn <b>&</b> wet")
    (issued,) = paperwork.papers_of(desk, assessor, case_id)
    newer, older = issued.printings
    assert (older.job, older.answer, older.answered_by) == ("Office-12", "person", assessor.name)
    assert (newer.id, newer.by, newer.printer) == (second, supervisor.name, "Other")
    assert (newer.why_again, newer.at, newer.came_out) == ("Torn <b>&</b> wet", clock(), None)
    assert (issued.scheme, len(issued.code)) == (samples.SCHEME.code, 16)


@pytest.mark.parametrize("answer", [Answer.NOT_TAKEN, Answer.ABORTED, Answer.CANCELLED])
def test_a_spooler_may_say_that_a_paper_failed_and_never_that_it_came_out(
    desk, assessor, issue, answer, rows
):
    printing_id = printings.begin(desk, assessor, issue(), PRINTER)
    with pytest.raises(ValueError, match=answer):
        printings.answer(desk, assessor, printing_id, came_out=True, by=answer)
    assert rows(Printing)[0].came_out is None
    printings.answer(desk, assessor, printing_id, came_out=False, by=answer)
    assert rows(Printing)[0].answer == answer


def test_what_did_not_come_out_waits_until_it_is_printed_again_or_let_go(desk, assessor, issue):
    one, other = issue(), issue(samples.INFORMATION)
    for paper_id in (one, other):
        failed = printings.begin(desk, assessor, paper_id, PRINTER)
        printings.answer(desk, assessor, failed, came_out=False)
    assert [left.printing.paper_id for left in printings.waiting(desk, assessor)] == [one, other]
    again = printings.begin(desk, assessor, one, PRINTER)
    printings.answer(desk, assessor, again, came_out=True)
    assert [left.printing.paper_id for left in printings.waiting(desk, assessor)] == [other]
    printings.let_go(desk, assessor, failed)
    assert printings.waiting(desk, assessor) == ()
    assert printings.number_waiting(desk, assessor) == 0


def test_only_what_did_not_come_out_is_let_go(desk, assessor, issue):
    printing_id = printings.begin(desk, assessor, issue(), PRINTER)
    with pytest.raises(Refused):
        printings.let_go(desk, assessor, printing_id)
    assert printings.number_waiting(desk, assessor) == 1


def test_nobody_without_casework_prints_or_sees_what_waits(desk, assessor, auditor, issue):
    paper_id = issue()
    printing_id = printings.begin(desk, assessor, paper_id, PRINTER)
    for forbidden in (
        lambda: printings.begin(desk, auditor, paper_id, PRINTER),
        lambda: printings.answer(desk, auditor, printing_id, came_out=True),
        lambda: printings.let_go(desk, auditor, printing_id),
        lambda: printings.waiting(desk, auditor),
        lambda: printings.number_waiting(desk, auditor),
    ):
        with pytest.raises(Refused):
            forbidden()


# ── Copies ───────────────────────────────────────────────────────────────────────────────────


def test_a_copy_is_the_issued_bytes_and_names_its_recipient(desk, assessor, issue, tmp_path, rows):
    paper_id, path = issue(), tmp_path / "copy.pdf"
    copies.save_copy(desk, assessor, paper_id, path, " The court ")
    assert path.read_bytes() == paperwork.pdf(desk, assessor, paper_id)
    entry = rows(AuditEntry)[-2]
    assert (entry.action, entry.recipient) == ("paperwork.copied", "The court")
    assert [one.name for one in tmp_path.glob("*.pdf*")] == ["copy.pdf"]


def test_a_copy_for_nobody_is_refused(desk, assessor, issue, tmp_path):
    with pytest.raises(Invalid) as told:
        copies.save_copy(desk, assessor, issue(), tmp_path / "copy.pdf", " ")
    assert told.value.problems[0].field == "recipient"


def test_a_copy_that_cannot_be_written_is_told_and_not_in_the_log(
    desk, assessor, issue, tmp_path, rows
):
    with pytest.raises(Refused) as told:
        copies.save_copy(desk, assessor, issue(), tmp_path / "gone" / "copy.pdf", "The court")
    assert told.value.code == "paperwork.cannot_write"
    assert "paperwork.copied" not in actions(rows)


def test_a_disk_that_is_full_leaves_nothing_behind_and_nothing_in_the_log(
    desk, assessor, issue, tmp_path, rows
):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here, to write to a disk without room")
    path = tmp_path / "copies" / "copy.pdf"
    path.parent.mkdir()
    beside = path.with_name(".copy.pdf.part")
    beside.symlink_to(full)
    with pytest.raises(Refused) as told:
        copies.save_copy(desk, assessor, issue(), path, "The court")
    assert told.value.code == "paperwork.cannot_write"
    assert list(path.parent.iterdir()) == []
    assert "paperwork.copied" not in actions(rows)
