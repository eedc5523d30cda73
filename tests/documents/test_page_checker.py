"""The checker must be trusted before what it passes is: each kind of fault is planted once."""

from dataclasses import replace

import pytest
from reportlab.lib.units import mm

from tests.documents import planting, samples
from tests.documents.conftest import made
from tests.documents.page_checker import Promise, faults, placing_faults
from tests.documents.page_layout import straying
from tests.documents.promises import PAPERS, promise_of
from triage_app.documents.blocks import Nothing, Stack, WriteBoxes
from triage_app.documents.faces import REGULAR, STANDARD, Face, Pen
from triage_app.documents.layout import FRAME, Frame, Item, Placed, paginate
from triage_app.documents.page import render
from triage_app.documents.running import running
from triage_app.documents.voice import Voice

LEFT, RIGHT = 20 * mm, (210 - 18) * mm
SENTENCE = "Go to six meetings with somebody who can help, by the day that is written here. "


def clean():
    return made("contract", "en").pdf


def promise():
    contents, mark, _ = PAPERS["contract"]
    return promise_of(contents, mark, "en")


def codes(pdf, held_to=None):
    return {fault.code for fault in faults(pdf, held_to or promise())}


def paper_of(*items, frame=None):
    """A paper of our own making, with the head and foot every paper has."""
    voice = Voice.of("en", samples.texts)
    kind, contact = samples.CONTRACT.kind, samples.ASSESSOR
    head = running(voice, samples.MARK, kind, lambda _: "A paper", contact)
    return render(items, head, frame or Frame()).pdf


def words(text):
    return Pen(STANDARD).body(text)


def filler(height):
    return Item("text", WriteBoxes([0], words("Filler " * 30), height=height))


def test_nothing_is_wrong_with_a_clean_contract():
    assert faults(clean(), promise()) == []


@pytest.mark.parametrize(
    ("code", "draw"),
    [
        ("margin", lambda c: c.drawString(RIGHT + 2 * mm, 400, "too far")),
        ("margin", lambda c: c.line(LEFT, 400, RIGHT + 9 * mm, 400)),
        ("margin", lambda c: c.circle(RIGHT, 400, 8, fill=1)),
        ("overlap", lambda c: c.drawString(LEFT, 786, "Stamped over the head")),
        ("struck", lambda c: c.line(LEFT, 788, LEFT + 200, 788)),
        ("small", lambda c: (c.setFont(REGULAR, 7.5), c.drawString(300, 130, "small print"))),
        ("font", lambda c: (c.setFont("Helvetica", 12), c.drawString(300, 130, "another"))),
        ("glyph", lambda c: c.drawString(300, 130, "\u0645\u0631\u064a\u0645")),
        ("unfilled", lambda c: c.drawString(300, 130, "{telephone}")),
        ("unfilled", lambda c: c.drawString(300, 130, "born None")),
        ("word", lambda c: c.drawString(300, 130, "a caution")),
        ("word", lambda c: c.drawString(300, 130, "Rhybudd")),
    ],
    ids=lambda value: value if isinstance(value, str) else "drawn",
)
def test_what_is_drawn_wrong_is_found(code, draw):
    assert code in codes(planting.stamped(clean(), draw))


def test_an_upright_line_through_a_word_is_found():
    drawn = planting.stamped(clean(), lambda c: c.line(LEFT + 3.5, 780, LEFT + 3.5, 800))
    assert "struck" in codes(drawn)


def test_a_condition_over_two_pages_is_found():
    text = SENTENCE * 8
    item = Item("condition", words(text), splits=True)
    pdf = paper_of(filler(200 * mm), item)
    assert {"cut", "split"} <= codes(pdf, Promise(kept_whole=[[SENTENCE, text]]))


def test_sentences_of_one_condition_on_two_pages_are_found():
    pdf = paper_of(Item("text", words(SENTENCE * 3)), filler(225 * mm), Item("text", words("Last")))
    assert "split" in codes(pdf, Promise(kept_whole=[[SENTENCE, "Last"]]))


def test_missing_last_words_are_found():
    pdf = paper_of(Item("text", words(SENTENCE * 3)))
    assert "cut" in codes(pdf, Promise(kept_whole=[[SENTENCE + "And bring your letters."]]))


def test_boxes_to_sign_alone_on_a_page_are_found():
    boxes = WriteBoxes([0], words("Signature"), height=20 * mm)
    pdf = paper_of(Item("text", words(SENTENCE * 3)), filler(225 * mm), Item("sign", boxes))
    held_to = Promise(signing=["Signature"], vouched=["I agree to conditions"])
    assert "orphan" in codes(pdf, held_to)


def test_a_code_over_two_lines_is_found():
    narrow = Pen(STANDARD).words(Face(REGULAR, 12, 15), "We agree to condition 3 DA2 and to all")
    narrow_frame = Frame(width=52 * mm)
    placed = paginate([Item("text", narrow)], narrow_frame)
    assert placed
    pdf = paper_of(Item("text", Stack(narrow)), frame=narrow_frame)
    broken = Promise(unbroken=["condition 3 DA2 and to"], frame=Frame())
    assert "broken" in codes(pdf, broken)


def test_a_page_taken_out_is_found():
    assert "count" in codes(planting.without_page(clean(), 1))


def test_an_empty_last_page_is_found():
    assert "blank" in codes(planting.with_blank_page(clean()))


def test_a_page_without_a_telephone_number_is_found():
    assert "lacking" in codes(clean(), Promise(every_page=["01632 960999"]))


def test_a_letter_outside_every_block_and_a_block_without_one_are_found():
    paper = made("contract", "en")
    drawn = planting.stamped(paper.pdf, lambda c: c.drawString(300, 97, "stray"))
    faulty = replace(paper, pdf=drawn, placed=(*paper.placed, placed("bare", 100, 4)))
    assert {fault.code for fault in straying(faulty, FRAME)} == {"stray", "silent"}
    assert straying(paper, FRAME) == []


def placed(name, y, height, kind="text", page=1):
    return Placed(page, kind, name, LEFT, y, 100, height, Nothing())


@pytest.mark.parametrize(
    ("code", "blocks"),
    [
        ("margin", [placed("low", 10, 20)]),
        ("overlap", [placed("upper", 400, 50), placed("lower", 380, 50)]),
        ("heading", [placed("agreed", 400, 20, kind="heading")]),
    ],
)
def test_a_fault_in_the_layout_itself_is_found(code, blocks):
    assert code in {fault.code for fault in placing_faults(blocks)}
