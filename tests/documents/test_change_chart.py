"""The picture of change: the same on paper and on screen, with a bar as long as its share."""

import re
from html import unescape

import pytest
from reportlab.graphics.shapes import Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from triage_app.documents.change_chart import Chart, Pair, as_svg, draw_changes
from triage_app.documents.faces import REGULAR

PAIRS = (
    Pair("Accommodation", 0.75, 0.25, "Less"),
    Pair("Education, training and employment", 0.3, 0.6, "More"),
    Pair("Alcohol", None, 0.4, "Not asked before"),
    Pair("Llety ŵ ŷ", 0.5, 0.0, "Nothing left"),
)
CHART = Chart("First time, 12 May 2026", "Now, 14 July 2026", PAIRS)
WIDTH = 480


def bars(drawing):
    """The bars below the legend, from the top down: how long and whether filled."""
    every = [one for one in drawing.contents if isinstance(one, Rect)][2:]
    return [(one.width, one.fillColor == one.strokeColor) for one in every]


def test_each_bar_is_as_long_as_its_share_and_then_stands_above_now():
    drawn = bars(draw_changes(CHART, WIDTH))

    whole = drawn[0][0] / 0.75
    assert [filled for _, filled in drawn] == [False, True, False, True, True, False, True]
    lengths = [width / whole for width, _ in drawn]
    assert lengths[:6] == pytest.approx([0.75, 0.25, 0.3, 0.6, 0.4, 0.5])
    assert 0 < lengths[6] < 0.01  # nothing left is a mark too


def test_every_word_lies_inside_the_picture_at_any_size():
    for size in (9, 11, 18, 26):
        drawing = draw_changes(CHART, WIDTH, size)
        for one in (each for each in drawing.contents if isinstance(each, String)):
            assert 0 <= one.y <= drawing.height, one.text


def test_the_screen_shows_what_the_paper_shows_in_its_own_colours():
    svg = as_svg(CHART, WIDTH, 11, "#e8e8e8", "#1b1f26").decode()

    said = [unescape(one) for one in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]
    paper = [one.text for one in draw_changes(CHART, WIDTH).contents if isinstance(one, String)]
    assert said == paper
    assert "clipPath" not in svg
    assert set(re.findall(r"font-family: ([^;]+);", svg)) == {"'Source Sans Pro'"}
    assert "rgb(0%,0%,0%)" not in svg


def test_a_name_of_three_hundred_letters_makes_its_row_higher_and_cuts_nothing():
    long = Pair("Ŵ" * 150 + " " + "y" * 150, 0.5, 0.5, "The same")

    drawing = draw_changes(Chart("a", "b", (long,)), WIDTH)

    said = "".join(one.text for one in drawing.contents if isinstance(one, String))
    assert said.count("Ŵ") == 150
    assert said.count("y") == 150


def test_the_legend_is_whole_however_long_its_words_are():
    long = Chart("Asesiad canol y cyfnod, 11 Mai 2026", "Asesiad terfynol, 20 Rhagfyr 2026", PAIRS)
    for width, size in ((480, 11), (480, 16), (712, 16), (1230, 32)):
        drawing = draw_changes(long, width, size)
        said = [one for one in drawing.contents if isinstance(one, String)][:2]
        assert [one.text for one in said] == [long.before, long.after]
        for one in said:
            assert one.x + stringWidth(one.text, REGULAR, size) <= width
            assert one.y + size <= drawing.height + 1
