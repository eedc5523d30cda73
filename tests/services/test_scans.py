"""Signed papers come back: matched to what was issued, or refused, and filed as they came."""

import hashlib

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.documents import samples
from tests.exchange import scanners as made
from tests.services.verbs_consent import eligible
from tests.services.verbs_contract import live, papered
from tests.services.verbs_referral import a_stay, refer, someone
from tests.services.verbs_scans import (
    filed_copy,
    judged,
    pdf_of,
    signed_pages,
    stacked,
    written,
)
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.scanned import Finding, How, Word, typed_code
from triage_app.services import consent, contract_papers, contracts, paperwork, scans
from triage_app.storage.models import AuditEntry, Case, Paper, Scan, ScanFile, ScanPage

STAIN = Word(How.CHOSEN, 2, reason="Coffee over the code")


@pytest.fixture
def sheet(desk, assessor, supervisor):
    return papered(desk, assessor, supervisor)


@pytest.fixture
def case_id(sheet):
    return sheet.case_id


@pytest.fixture
def pages(desk, sheet):
    return signed_pages(desk, sheet.paper_id)


def found(verdict):
    return [one.finding for one in verdict.leaves]


def issued(desk, actor, case_id, contents):
    with desk.sessions.begin() as session:
        order = paperwork.Order(contents, "en")
        return paperwork.issue(session, desk, actor, case_id, order).id


def codes_on(desk, actor, scan_id):
    content = scans.pdf(desk, actor, scan_id)
    return [made.read_upright(page) for page in made.rasters(content, 150)]


def last(rows):
    return [(one.action, one.category) for one in rows(AuditEntry)][-1]


# ── Matched and filed ────────────────────────────────────────────────────────────────────────


def test_a_whole_scan_is_filed_beside_its_paper_as_it_came_and_in_order(
    desk, assessor, sheet, case_id, pages, folder, rows
):
    path = written(folder, pages)
    stack = scans.bring(desk, assessor, case_id, [path])
    verdict = judged(desk, assessor, case_id, stack)
    assert verdict.complete
    assert not verdict.moved
    scan_id = scans.file(desk, assessor, case_id, stack, {})

    (scan,), (kept,) = rows(Scan), rows(ScanFile)
    assert (scan.case_id, scan.paper_id, scan.pages) == (case_id, sheet.paper_id, len(pages))
    with desk.sessions() as session:
        came = session.get_one(ScanFile, kept.id).content
    assert came == path.read_bytes()
    assert kept.digest == hashlib.sha256(came).hexdigest()
    assert hashlib.sha256(scans.pdf(desk, assessor, scan_id)).hexdigest() == scan.digest
    assert [(one.place, one.page, one.how) for one in rows(ScanPage)] == [
        (number, number, "read") for number in range(1, len(pages) + 1)
    ]


def test_filing_is_a_collection_and_each_look_is_logged(desk, assessor, case_id, pages, rows):
    stack = stacked(pages)
    judged(desk, assessor, case_id, stack)
    assert last(rows) == ("scans.looked_at", "consultation")
    scan_id = scans.file(desk, assessor, case_id, stack, {})
    assert last(rows) == ("scans.filed", "collection")
    scans.filed(desk, assessor, case_id)
    assert last(rows) == ("scans.listed", "consultation")
    scans.pdf(desk, assessor, scan_id)
    assert last(rows) == ("scans.read", "consultation")


def test_pages_in_any_order_and_upside_down_are_put_right_in_the_filed_copy(
    desk, assessor, case_id, pages
):
    ways = [made.turned(page, turn) for page, turn in zip(pages, (180, 90), strict=True)]
    stack = stacked(ways[::-1])
    verdict = judged(desk, assessor, case_id, stack)
    assert verdict.complete
    assert verdict.moved
    scan_id = scans.file(desk, assessor, case_id, stack, {})
    code = verdict.paper.code
    assert codes_on(desk, assessor, scan_id) == [(f"{code}/1",), (f"{code}/2",)]


def test_a_page_a_file_from_a_telephone_makes_one_scan(
    desk, assessor, case_id, pages, folder, rows
):
    paths = [folder / f"IMG_{number}.jpg" for number in (2, 1)]
    for path, page in zip(paths, pages[::-1], strict=True):
        path.write_bytes(made.as_jpeg(page))
    stack = scans.bring(desk, assessor, case_id, paths)
    verdict = judged(desk, assessor, case_id, stack)
    assert verdict.complete
    scans.file(desk, assessor, case_id, stack, {})
    assert [one.name for one in rows(ScanFile)] == ["IMG_2.jpg", "IMG_1.jpg"]


def test_the_missing_page_can_be_brought_afterwards(desk, assessor, case_id, pages, folder):
    stack = stacked(pages[:1])
    verdict = judged(desk, assessor, case_id, stack)
    assert verdict.missing == (2,)
    with pytest.raises(Refused, match=r"scans\.not_complete"):
        scans.file(desk, assessor, case_id, stack, {})
    more = scans.bring(desk, assessor, case_id, [written(folder, pages[1:], "more.pdf")], stack)
    assert scans.judged(desk, assessor, case_id, more, {}).verdict.complete


def test_an_information_sheet_comes_back_as_well(desk, assessor, rows):
    case_id = eligible(desk, assessor)
    paper_id = consent.issue_sheet(desk, assessor, case_id, "both")
    filed_copy(desk, assessor, case_id, paper_id)
    assert [one.paper_id for one in rows(Scan)] == [paper_id]


def test_a_contract_signed_and_recorded_is_known_to_have_its_copy(desk, assessor, supervisor):
    signed = live(desk, assessor, supervisor)
    scan_id = filed_copy(desk, assessor, signed.case_id, signed.paper_id)
    with desk.sessions() as session:
        assert scans.signed_copy_of(session, signed.paper_id).id == scan_id
    (one,) = scans.filed(desk, assessor, signed.case_id)
    assert (one.id, one.kind, one.language, one.files) == (scan_id, "CONTRACT", "en", ("scan.pdf",))
    assert one.filed_by == "Mared Hawthorn"


def test_blank_backs_are_left_out_and_kept_in_what_came(desk, assessor, case_id, pages, rows):
    back = Image.new("L", pages[0].size, 245)
    sides = [side for page in pages for side in (page, back)]
    stack = stacked(sides)
    verdict = judged(desk, assessor, case_id, stack)
    assert verdict.complete
    scans.file(desk, assessor, case_id, stack, {})
    assert [(one.page, one.how) for one in rows(ScanPage)] == [
        (1, "read"), (None, "left_out"), (2, "read"), (None, "left_out"),
    ]  # fmt: skip


# ── Refused or queried ───────────────────────────────────────────────────────────────────────


def test_a_page_of_another_case_keeps_the_whole_scan_out(desk, assessor, case_id, pages, rows):
    other = refer(
        desk,
        assessor,
        person=someone(name="Gwen Dotterel"),
        custody=a_stay(custody_record="HW/1002/26"),
    )
    theirs = signed_pages(desk, issued(desk, assessor, other, samples.CONTRACT))
    stack = stacked([*pages, theirs[0]])
    verdict = judged(desk, assessor, case_id, stack)
    assert found(verdict)[-1] is Finding.ELSEWHERE
    seen = scans.judged(desk, assessor, case_id, stack, {})
    told = seen.told(verdict.leaves[-1])
    number = next(one.number for one in rows(Case) if one.id == other)
    assert (told.number, told.kind) == (number, "")
    for words in ({}, {len(pages) + 1: Word(How.LEFT_OUT, reason="Not ours")}):
        with pytest.raises(Refused, match=r"scans\.of_another_case"):
            scans.file(desk, assessor, case_id, stack, words)
    assert rows(Scan) == []


def test_a_version_that_was_replaced_before_it_was_signed_is_stale(
    desk, assessor, sheet, case_id, pages
):
    contract_papers.issue(desk, assessor, case_id, sheet.seen, "cy")
    newest = contracts.sheet(desk, assessor, case_id)
    assert newest.paper_id != sheet.paper_id
    verdict = judged(desk, assessor, case_id, stacked(pages))
    assert found(verdict) == [Finding.STALE] * len(pages)
    fresh = stacked(signed_pages(desk, newest.paper_id))
    assert judged(desk, assessor, case_id, fresh).complete


def test_a_missing_page_a_page_twice_and_something_else_are_told_by_page(
    desk, assessor, case_id, pages
):
    holiday = made.signed(Image.new("L", pages[0].size, 160))
    stack = stacked([pages[0], pages[0], holiday])
    verdict = judged(desk, assessor, case_id, stack)
    assert found(verdict) == [Finding.FITS, Finding.TWICE, Finding.UNREADABLE]
    assert verdict.missing == (2,)


def test_a_paper_that_nobody_signs_is_told(desk, assessor, case_id, pages):
    letter = issued(desk, assessor, case_id, samples.WARNING)
    verdict = judged(desk, assessor, case_id, stacked([*pages, *signed_pages(desk, letter)]))
    assert found(verdict)[-1] is Finding.NOT_SIGNED


def test_the_paper_as_it_was_made_is_no_scan_of_it(desk, assessor, sheet, case_id, folder):
    path = folder / "contract.pdf"
    path.write_bytes(pdf_of(desk, sheet.paper_id))
    with pytest.raises(Refused, match=r"scans\.is_the_issued"):
        scans.bring(desk, assessor, case_id, [path])


def test_the_same_file_is_not_filed_twice_and_a_better_scan_is(
    desk, assessor, sheet, case_id, pages, folder, rows
):
    scans.file(desk, assessor, case_id, stacked(pages), {})
    path = folder / "scan.pdf"
    path.write_bytes(made.as_pdf(pages))
    with pytest.raises(Refused, match=r"scans\.already_filed"):
        scans.bring(desk, assessor, case_id, [path])
    stack = stacked(signed_pages(desk, sheet.paper_id, 150), "better.pdf")
    scans.file(desk, assessor, case_id, stack, {})
    assert len(rows(Scan)) == 2


# ── What a person says ───────────────────────────────────────────────────────────────────────


def test_the_code_of_an_unreadable_page_may_be_typed(desk, assessor, sheet, case_id, pages, rows):
    stack = stacked([pages[0], made.covered(pages[1])])
    verdict = judged(desk, assessor, case_id, stack)
    assert found(verdict) == [Finding.FITS, Finding.UNREADABLE]
    code = next(one.code for one in rows(Paper) if one.id == sheet.paper_id)
    fours = " ".join(code[start : start + 4] for start in range(0, 16, 4)).lower()
    word = Word(How.TYPED, 2, typed_code(fours))
    words = scans.say(desk, assessor, case_id, stack, {}, (2, word))
    scans.file(desk, assessor, case_id, stack, words)
    assert [(one.page, one.how) for one in rows(ScanPage)] == [(1, "read"), (2, "typed")]


def test_a_page_may_be_chosen_with_a_reason_which_is_kept(desk, assessor, case_id, pages, rows):
    ways = [pages[0], made.turned(made.covered(pages[1]), 180)]
    stack = stacked(ways)
    for wrong in (Word(How.CHOSEN, 2), Word(How.CHOSEN, 7, reason="Stained")):
        with pytest.raises(Invalid):
            scans.say(desk, assessor, case_id, stack, {}, (2, wrong))
    word = Word(How.CHOSEN, 2, reason=STAIN.reason, turn=180)
    words = scans.say(desk, assessor, case_id, stack, {}, (2, word))
    scans.file(desk, assessor, case_id, stack, words)
    page = rows(ScanPage)[1]
    assert (page.page, page.how, page.reason, page.turned) == (2, "chosen", STAIN.reason, 180)
    assert [one.reason for one in scans.filed(desk, assessor, case_id)[0].by_hand] == [STAIN.reason]


@pytest.mark.parametrize(
    "reason", ["<b>&amp;=cmd|", "Torn 🖨️ here", "مقطوع", "a" * 300, "  two\n lines  "]
)
def test_whatever_reason_is_typed_survives(desk, assessor, case_id, pages, reason):
    stack = stacked([*pages, made.covered(pages[1])])
    word = Word(How.LEFT_OUT, reason=reason)
    words = scans.say(desk, assessor, case_id, stack, {}, (3, word))
    scans.file(desk, assessor, case_id, stack, words)
    (kept,) = scans.filed(desk, assessor, case_id)[0].by_hand
    assert kept.reason == " ".join(reason.split())


# ── Nothing half, nothing altered ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_scan_leaves_nothing(desk, assessor, case_id, folder, rows, content):
    path = folder / "scan"
    path.write_bytes(content)
    with pytest.raises(Refused):
        scans.bring(desk, assessor, case_id, [path])
    assert rows(Scan) == rows(ScanFile) == []


def test_reading_can_be_cancelled(desk, assessor, case_id, pages, folder, rows):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scans.bring(desk, assessor, case_id, [written(folder, pages)], progress=stop)
    assert rows(Scan) == []


@pytest.mark.parametrize("database", ["embedded"], indirect=True)  # refused before it is asked
def test_more_pages_than_a_paper_can_have_are_refused_over_all_files(
    desk, assessor, case_id, folder
):
    tiny = [Image.new("L", (80, 110), 250)]
    paths = [written(folder, tiny * pages, f"{pages}.pdf") for pages in (1, scans.MOST_PAGES)]
    with pytest.raises(Refused, match=r"scans\.too_many_pages"):
        scans.bring(desk, assessor, case_id, paths)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE scan SET pdf = 'x'",
        "UPDATE scan_file SET content = 'x'",
        "UPDATE scan_file SET name = 'x'",
        "UPDATE scan_page SET page = 9",
    ],
)
def test_what_is_filed_is_never_altered(desk, assessor, sheet, case_id, change):
    filed_copy(desk, assessor, case_id, sheet.paper_id)
    with pytest.raises((DBAPIError, IntegrityError)), desk.sessions.begin() as session:
        session.execute(text(change))


def test_a_scan_that_was_altered_all_the_same_is_refused(desk, assessor, sheet, case_id):
    scan_id = filed_copy(desk, assessor, case_id, sheet.paper_id)
    with desk.sessions.begin() as session:
        scan = session.get_one(Scan, scan_id)
        values = {"case_id": case_id, "paper_id": scan.paper_id, "pages": 2, "digest": "0" * 64}
        other = Scan(**values, pdf=scan.pdf, filed_by="x", filed_at=scan.filed_at)
        session.add(other)
        session.flush()
        other_id = other.id
    with pytest.raises(Refused, match=r"scans\.altered"):
        scans.pdf(desk, assessor, other_id)


def test_a_scan_goes_with_its_case(desk, assessor, sheet, case_id, rows):
    filed_copy(desk, assessor, case_id, sheet.paper_id)
    with desk.sessions.begin() as session:
        session.execute(text("UPDATE contract SET paper_id = NULL"))
        session.execute(text("DELETE FROM contract"))
        session.execute(text('DELETE FROM "case"'))
    assert rows(Scan) == rows(ScanFile) == rows(ScanPage) == []


def test_who_does_no_casework_files_and_reads_nothing(
    desk, assessor, auditor, administrator, sheet, case_id
):
    scan_id = filed_copy(desk, assessor, case_id, sheet.paper_id)
    for actor in (auditor, administrator):
        for deed in (
            lambda who=actor: scans.bring(desk, who, case_id, []),
            lambda who=actor: scans.judged(desk, who, case_id, scans.Stack(), {}),
            lambda who=actor: scans.file(desk, who, case_id, scans.Stack(), {}),
            lambda who=actor: scans.filed(desk, who, case_id),
            lambda who=actor: scans.pdf(desk, who, scan_id),
        ):
            with pytest.raises(Refused, match=r"access\.not_permitted"):
                deed()


def test_the_same_scan_makes_the_same_copy(desk, assessor, case_id, pages, rows):
    for name in ("one.pdf", "two.pdf"):
        scans.file(desk, assessor, case_id, stacked(pages, name), {})
    first, second = rows(Scan)
    assert first.digest == second.digest
