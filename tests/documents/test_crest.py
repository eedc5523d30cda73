"""A force's crest stands at the head of every page, where the force supplies one."""

import base64
import io
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.documents import samples
from tests.documents.page_checker import faults
from tests.documents.promises import EVERY, promise_of
from triage_app.documents.making import make
from triage_app.domain.crest import MOST_BYTES, image_of


def crest(width, height):
    out = io.BytesIO()
    Image.new("1", (width, height), 0).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def marked(width, height):
    return replace(samples.MARK, scheme=replace(samples.SCHEME, crest=crest(width, height)))


def pictures(pdf):
    return [len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("edition", EVERY)
@pytest.mark.parametrize("size", [(80, 100), (600, 80)])
def test_it_stands_on_every_page_and_on_no_word(edition, size):
    mark = marked(*size)
    paper = make(samples.CONTRACT, edition, mark, samples.texts)
    assert pictures(paper.pdf) == [1] * paper.pages
    assert faults(paper.pdf, promise_of(samples.CONTRACT, mark, edition)) == []
    assert paper.pdf == make(samples.CONTRACT, edition, mark, samples.texts).pdf


def test_a_force_that_supplies_none_has_none():
    paper = make(samples.CONTRACT, "en", samples.MARK, samples.texts)
    assert pictures(paper.pdf) == [0] * paper.pages


@pytest.mark.parametrize(
    "wrong",
    [
        "not base64",
        base64.b64encode(b"GIF89a").decode(),
        base64.b64encode(b"\x89PNG\r\n\x1a\n").decode(),
        crest(2001, 10),
        base64.b64encode(base64.b64decode(crest(9, 9)) + bytes(MOST_BYTES)).decode(),
    ],
)
def test_what_is_no_picture_or_too_large_is_none(wrong):
    assert image_of(wrong) is None


def test_lines_of_base64_are_one_picture():
    whole = crest(80, 100)
    assert image_of(f"\n{whole[:40]}\n{whole[40:]}\n") == base64.b64decode(whole)
