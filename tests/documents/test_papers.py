"""Every paper, in every language it is made in, held to what it promises its reader."""

import hashlib
import io
from collections import Counter
from dataclasses import replace

import pytest
import zxingcpp
from pypdf import PdfReader

from tests.documents import samples
from tests.documents.conftest import made
from tests.documents.drawing import image_of
from tests.documents.page_checker import faults, placing_faults, read, squeezed
from tests.documents.page_layout import layout_of, straying
from tests.documents.promises import EACH, EVERY, PAPERS, frame_of, promise_of
from triage_app.documents.contents import Kind
from triage_app.documents.layout import TooTall
from triage_app.documents.making import MAKERS, make
from triage_app.domain.charge_clock import charge_clock
from triage_app.domain.wording import Wording

each = pytest.mark.parametrize(("name", "language"), EACH)


def text_of(pdf):
    """Each page's text, a line of print to a line, without the pictures' letters."""
    reader = PdfReader(io.BytesIO(pdf))
    pages = (page.extract_text() for page in reader.pages)
    return "\n\f\n".join(page.replace("\N{NO-BREAK SPACE}", " ").strip() for page in pages) + "\n"


def words_on(pdf, page=1):
    return read(pdf)[page - 1].text


def test_every_kind_of_paper_has_a_maker_and_a_sample():
    assert set(MAKERS) == set(Kind)
    assert {contents.kind for contents, _, _ in PAPERS.values()} == set(Kind)


@each
def test_nothing_is_wrong_with(name, language):
    contents, mark, _ = PAPERS[name]
    paper = made(name, language)
    assert faults(paper.pdf, promise_of(contents, mark, language)) == []
    assert placing_faults(paper.placed, frame_of(language)) == []


@each
def test_the_text_is_the_accepted_one_of(name, language, accepted):
    accepted(f"{name}-{language}", text_of(made(name, language).pdf))


@each
def test_each_block_stands_where_it_is_accepted_on(name, language, accepted):
    accepted(f"{name}-{language}.layout", layout_of(made(name, language)))


@each
def test_every_letter_of_the_text_belongs_to_one_block_of(name, language):
    assert straying(made(name, language), frame_of(language)) == []


@each
def test_the_properties_name_the_paper_and_nobody_in(name, language):
    contents, mark, _ = PAPERS[name]
    told = PdfReader(io.BytesIO(made(name, language).pdf)).metadata
    assert told.subject == f"{contents.kind} {language} {mark.scheme.code}"
    assert "Thistlewood" not in " ".join(str(value) for value in told.values())
    assert "untitled" not in str(told.title)


@each
def test_the_same_contents_make_the_same_bytes_of(name, language):
    contents, mark, _ = PAPERS[name]
    again = make(contents, language, mark, samples.texts)
    assert hashlib.sha256(again.pdf).digest() == hashlib.sha256(made(name, language).pdf).digest()


@each
def test_every_face_is_our_own_and_lies_in_the_file_of(name, language):
    reader = PdfReader(io.BytesIO(made(name, language).pdf))
    fonts = [font.get_object() for page in reader.pages for font in _fonts(page)]
    assert fonts
    for font in fonts:
        assert "SourceSansPro" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]


def _fonts(page):
    return page["/Resources"].get("/Font", {}).values()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_one_page_holds_the_recovery_code(language):
    assert made("recovery", language).pages == 1


@pytest.mark.parametrize("name", [one for one in PAPERS if one.startswith("information")])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_information_sheet_is_one_leaf(name, language):
    assert made(name, language).pages == 2


@pytest.mark.parametrize("language", ["en_large", "cy_large"])
def test_large_print_is_eighteen_points_and_signed_on_no_page_of_its_own(language):
    paper = made("contract_supported", language)
    sizes = Counter(letter.size for leaf in read(paper.pdf) for letter in leaf.letters)
    assert sizes.most_common(1)[0][0] == 18
    assert paper.pages == 5
    signed = [(one.page, one.name) for one in paper.placed if one.kind == "sign"]
    assert signed == [(4, "agreement"), (5, "others"), (5, "others"), (5, "witness")]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_contract_with_four_signers_takes_two_pages(language):
    assert made("contract_supported", language).pages == 2


# ── What each must say ───────────────────────────────────────────────────────────────────────


TITLES = {
    "breach": "Breach:",
    "not_taken_on": "Declined:",
    "did_not_attend": "Did not come:",
    "no_safe_term": "No time for a contract:",
    "put_right": "Put right:",
    "withdrawn": "Consent withdrawn:",
}


@pytest.mark.parametrize("name", TITLES)
def test_the_first_thing_an_officer_reads_is_the_last_day_to_charge(name):
    first = made(name, "en").placed[0]
    assert first.name == "limit"
    text = words_on(made(name, "en").pdf)
    head = text.index(squeezed("Last day to charge: Friday 17 July 2026"))
    assert head < text.index(squeezed("94 days from today, Tuesday 14 April 2026."))
    assert head < text.index(squeezed(TITLES[name]))


def charged_on(*offences):
    return replace(samples.CASE, clock=charge_clock(offences, samples.INDEX, 28, samples.START))


def breach_of(case, mark=PAPERS["breach"][1]):
    contents = replace(samples.BREACH, case=case)
    return words_on(make(contents, "en", mark, samples.texts).pdf)


def test_a_notice_says_so_where_nothing_limits_the_charge():
    either_way = replace(samples.CHARGED, code="TH68010", category="CE")
    assert squeezed("No time limit on the charge") in breach_of(charged_on(either_way))


def test_no_last_day_is_to_be_minded_where_nothing_limits_the_charge():
    endless = charged_on(replace(samples.CHARGED, code="TH68010", category="CE"))
    _, mark, _ = PAPERS["not_taken_on"]
    for case, minds in ((samples.CASE, True), (endless, False)):
        letter = make(replace(samples.NOT_TAKEN_ON, case=case), "en", mark, samples.texts)
        assert (squeezed("mind the last day to charge") in words_on(letter.pdf)) is minds


def test_a_notice_says_so_where_the_last_day_is_not_known():
    undated = replace(samples.CHARGED, first_day=None)
    assert squeezed("Last day to charge: not known") in breach_of(charged_on(undated))


def test_a_notice_says_so_where_another_offence_has_no_day():
    undated = replace(samples.CHARGED, first_day=None)
    text = breach_of(charged_on(samples.CHARGED, undated))
    assert squeezed("its last day may come sooner") in text


def test_a_notice_says_so_where_the_last_day_has_passed():
    late = replace(PAPERS["breach"][1], made_on=samples.dt.date(2026, 7, 18))
    text = breach_of(samples.CASE, late)
    assert squeezed("The last day to charge has passed: Friday 17 July 2026") in text
    assert "daysfromtoday" not in text


def test_a_notice_gives_the_last_working_day_before_a_weekend():
    saturday = replace(samples.CHARGED, first_day=samples.dt.date(2026, 1, 18))
    text = breach_of(charged_on(saturday))
    assert squeezed("The last working day before it: Friday 17 July 2026.") in text


def test_the_participants_contract_says_nothing_of_the_time_to_charge():
    for language in ("en", "cy", "both"):
        text = "".join(leaf.text for leaf in read(made("contract", language).pdf))
        assert "17July" not in text
        assert "17Gorffennaf" not in text


def test_the_contract_runs_up_to_and_including_its_last_day():
    english, welsh = (words_on(made("contract", language).pdf) for language in ("en", "cy"))
    assert squeezed("up to and including Wednesday 20 May 2026") in english
    assert squeezed("hyd at a chan gynnwys dydd Mercher 20 Mai 2026") in welsh


def test_a_role_nobody_was_needed_for_is_named_as_such():
    text = words_on(made("contract", "en").pdf, page=2)
    assert squeezed("Not needed Appropriate adult; Interpreter") in text


def test_a_role_whose_name_is_not_known_yet_has_its_line():
    contents = replace(samples.CONTRACT, appropriate_adult="")
    text = words_on(make(contents, "en", samples.MARK, samples.texts).pdf, page=2)
    assert "OtherssignhereIwasthere" in text
    assert squeezed("Not needed Interpreter") in text


def test_a_shorter_term_has_its_own_months():
    contents = replace(samples.CONTRACT, ends=samples.dt.date(2026, 3, 25))
    text = words_on(make(contents, "en", samples.MARK, samples.texts).pdf, page=2)
    assert "20Jan20Feb20Mar25Mar" in text.replace(" ", "")
    assert "month3" not in text


@pytest.mark.parametrize("language", EVERY)
def test_a_meeting_on_the_first_or_the_last_day_stays_inside_the_picture(language):
    first, last = samples.at((1, 20), 10), samples.at((5, 20), 10)
    meetings = [replace(one, first_meeting=first) for one in samples.CONDITIONS[:2]]
    ending = [replace(one, first_meeting=last) for one in samples.CONDITIONS[2:]]
    contents = replace(samples.CONTRACT, conditions=(*meetings, *ending))
    paper = make(contents, language, samples.MARK, samples.texts)
    assert faults(paper.pdf, promise_of(contents, samples.MARK, language)) == []


def test_a_paper_without_a_practice_caseload_has_no_strip():
    assert "PRACTICE" in words_on(made("contract", "en").pdf)
    assert "PRACTICE" not in words_on(made("contract_real", "en").pdf)


def test_an_office_without_an_assessors_number_is_called_instead():
    contents = replace(samples.CONTRACT, assessor=replace(samples.ASSESSOR, telephone=""))
    text = words_on(make(contents, "en", samples.MARK, samples.texts).pdf)
    assert squeezed(samples.SCHEME.office.telephone) in text


# ── The code to scan ─────────────────────────────────────────────────────────────────────────


def scanned(pdf, page):
    found = zxingcpp.read_barcodes(image_of(pdf, page), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


@pytest.mark.parametrize(
    ("name", "language"), [("contract", "both"), ("contract", "cy_large"), ("breach", "en")]
)
def test_every_page_carries_its_code_and_number(name, language):
    paper = made(name, language)
    for page in range(1, paper.pages + 1):
        assert scanned(paper.pdf, page) == [f"{samples.CODE}/{page}"]


def test_a_draft_has_no_code_to_scan():
    assert scanned(made("contract_draft", "en").pdf, 1) == []


# ── Too long ─────────────────────────────────────────────────────────────────────────────────


def long_condition(letters):
    words = ("Go to the meeting. " * (letters // 19 + 1))[:letters]
    one = replace(samples.CONDITIONS[2], text=Wording(words, words))
    return replace(samples.CONTRACT, conditions=(*samples.CONDITIONS[:2], one))


@pytest.mark.parametrize("language", EVERY)
def test_a_condition_of_nine_hundred_letters_stands_whole(language):
    contents = long_condition(900)
    paper = make(contents, language, samples.MARK, samples.texts)
    assert faults(paper.pdf, promise_of(contents, samples.MARK, language)) == []


def test_a_condition_taller_than_a_page_is_told_by_its_place_and_never_cut():
    with pytest.raises(TooTall) as told:
        make(long_condition(5000), "en", samples.MARK, samples.texts)
    assert told.value.name == "condition_3"


def test_long_words_of_an_officers_paper_go_on_overleaf():
    contents = replace(samples.BREACH, evidence="Missed again. " * 60, reason="None given. " * 60)
    paper = make(contents, "en", samples.MARK, samples.texts)
    assert faults(paper.pdf, promise_of(contents, samples.MARK, "en")) == []
    assert "Missedagain.Missedagain." in words_on(paper.pdf, page=2)


def test_what_an_officer_is_told_may_fill_more_than_a_page():
    contents = replace(samples.BREACH, evidence="Missed again. " * 400)
    paper = make(contents, "en", samples.MARK, samples.texts)
    assert faults(paper.pdf, promise_of(contents, samples.MARK, "en")) == []
