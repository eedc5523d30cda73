"""The code to scan is the one that the library draws from nothing, and what a reader reads."""

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from reportlab.graphics.barcode import qrencoder
from reportlab.lib.units import mm

from triage_app.documents.qr import LEVEL, MASK, MODULES, SIDE, VERSION, qr_runs

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.builds("{}/{}".format, st.text(CROCKFORD, min_size=16, max_size=16), st.integers(1, 99))


def from_nothing(text):
    code = qrencoder.QRCode(None, LEVEL)
    code.addData(text)
    code.version = code.calculate_version()
    assert code.version == VERSION
    code.makeImpl(False, MASK)
    return tuple(
        (dark.start(), row, len(dark.group()))
        for row, modules in enumerate(code.modules)
        for dark in re.finditer("1+", "".join("1" if module else "0" for module in modules))
    )


@settings(max_examples=60)
@given(codes)
def test_it_is_the_code_that_is_drawn_from_nothing(text):
    assert qr_runs(text) == from_nothing(text)


@pytest.mark.parametrize("text", ["7QK4M9T2XWJ5H8R3/1", "0000000000000000/99", "Z" * 16 + "/10"])
def test_a_reader_reads_it(text):
    picture = Image.new("L", (10 * (MODULES + 8),) * 2, 255)
    pen = ImageDraw.Draw(picture)
    for column, row, length in qr_runs(text):
        x, y = 10 * (column + 4), 10 * (row + 4)
        pen.rectangle((x, y, x + 10 * length - 1, y + 9), fill=0)
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [text]


def test_it_is_nineteen_millimetres_wide():
    assert round(SIDE / mm) == 19
