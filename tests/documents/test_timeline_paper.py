"""The timeline's paper: what was asked for, every thing that was done, and no letter lost."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from tests.documents import samples
from tests.documents.conftest import made
from tests.documents.page_checker import faults, placing_faults, read, squeezed
from tests.documents.promises import promise_of
from tests.documents.timeline_samples import ALL, BY, MARKED, at
from triage_app.documents.making import make
from triage_app.documents.timeline_contents import DonePrinted

ODD = "Ŵ" * 300
EMOJI, RIGHT_TO_LEFT = "Lowri 🐑 <b>&amp;</b>", "عمر المختار"


def text_of(paper):
    return "".join(leaf.text for leaf in read(paper.pdf))


def of_many(n, by=BY):
    done = (DonePrinted(at(1, 20, 9) + dt.timedelta(hours=7 * one), MARKED, by) for one in range(n))
    return replace(ALL, done=tuple(done), of=n)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", ["timeline", "timeline_filtered", "timeline_one"])
def test_every_page_says_how_it_is_classified(name, language):
    assert all("OFFICIAL-SENSITIVE" in leaf.text for leaf in read(made(name, language).pdf))


def test_it_says_which_filter_it_was_made_by_and_which_days_it_left():
    said = text_of(made("timeline_filtered", "en"))
    for one in (
        "What Tracking",
        f"By whom {BY}",
        "With the words “record <b> ŵ”",
        "From Sunday 1 February 2026",
        "To the end of Saturday 28 February 2026",
        "First: Sunday 1 February 2026. Last: Friday 27 February 2026",
        "Shown: 27 of 31",
    ):
        assert squeezed(one) in said


def test_without_a_filter_it_says_that_it_shows_everything():
    assert squeezed("No filter: everything") in text_of(made("timeline", "en"))


def test_a_filter_that_nothing_fits_makes_a_paper_that_says_so():
    said = text_of(made("timeline_nothing", "en"))
    assert squeezed("Nothing on the timeline is what was asked for.") in said
    assert squeezed("Shown: 0 of 31") in said


def test_the_hour_that_happens_twice_is_told_apart():
    said = text_of(made("timeline", "en"))
    assert said.index("01:30(first)") < said.index("01:30(second)")


def test_a_case_of_one_thing_is_one_page():
    paper = made("timeline_one", "en")
    assert paper.pages == 1
    assert squeezed("Only: Sunday 26 October 2025") in text_of(paper)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", [ODD, EMOJI, RIGHT_TO_LEFT], ids=["long", "emoji", "rtl"])
def test_any_name_is_whole_and_a_letter_that_cannot_be_printed_has_a_box(name, language):
    contents = replace(
        of_many(20, by=name),
        case=replace(samples.CASE, participant=name),
        sought=replace(ALL.sought, by=name, words=name),
    )
    paper = make(contents, language, samples.MARK, samples.texts)
    assert faults(paper.pdf, promise_of(contents, samples.MARK, language)) == []
    assert placing_faults(paper.placed) == []
    boxed = any(one.name == "unprinted" for one in paper.placed)
    assert boxed is (name is not ODD)
    if name is ODD:
        assert text_of(paper).count("Ŵ") == 300 * 23


def test_of_many_things_none_is_lost():
    paper = make(of_many(400), "en", samples.MARK, samples.texts)
    assert sum(one.name == "done" for one in paper.placed) == 400
    assert text_of(paper).count(squeezed("Attendance recorded")) == 400


@pytest.mark.slow
def test_ten_thousand_things_cost_no_more_each_than_four_hundred_do():
    few, many = of_many(400), of_many(10_000)
    make(few, "en", samples.MARK, samples.texts)  # warm
    start = time.perf_counter()
    make(few, "en", samples.MARK, samples.texts)
    floor = time.perf_counter() - start
    start = time.perf_counter()
    paper = make(many, "en", samples.MARK, samples.texts)
    assert time.perf_counter() - start < floor * 25 * 3
    assert sum(one.name == "done" for one in paper.placed) == 10_000
    assert faults(paper.pdf, promise_of(many, samples.MARK, "en")) == []
