from dataclasses import astuple

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette

from triage_app.config import RESOURCES
from ui import icons
from ui.theme import DARK, FAMILY, LIGHT, Look, plain

GROUNDS = ("chrome", "page", "well", "chosen")
TEXTS = [(tone, ground) for tone in ("ink", "muted", "accent") for ground in GROUNDS]
TEXTS += [(tone, ground) for tone in ("good", "warn", "bad") for ground in GROUNDS[1:]]
TEXTS += [("warn", "warn_tint"), ("bad", "bad_tint"), ("ink", "warn_tint"), ("ink", "bad_tint")]
TEXTS += [("on_accent", "accent")]


def contrast(one, other):
    """The ratio of WCAG 2."""
    brighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(name):
    parts = QColor(name).getRgbF()[:3]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_wherever_it_lies(colours, text, ground):
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_can_be_seen(colours, ground):
    assert contrast(colours.edge, getattr(colours, ground)) >= 3


def test_high_contrast_is_two_colours_of_the_desktops_own():
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#ffff00"))
    assert set(astuple(plain(palette))) == {"#000000", "#ffff00"}


@pytest.mark.usefixtures("theme")
def test_the_bundled_face_is_the_one_shown():
    assert FAMILY in QFontDatabase.families()
    assert QFontInfo(Look(LIGHT).font()).family() == FAMILY


def test_sizes_grow_with_the_text_and_space_does_not():
    assert Look(LIGHT, 2.0).font(16).pixelSize() == 32
    assert Look(LIGHT, 2.0).large
    assert not Look(LIGHT, 1.25).large


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("path", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda p: p.stem)
def test_every_icon_is_drawn_in_two_colours_of_ours(path):
    drawn = icons.svg(path.stem, "#123456", "#abcdef").decode()
    assert '"ink"' not in drawn
    assert icons.renderer(path.stem, "#123456", "#abcdef").isValid()


def test_a_change_of_colours_reaches_the_sheet_and_is_told(theme, qtbot, qapp):
    with qtbot.waitSignal(theme.changed):
        theme.choose(DARK, 1.0)
    assert theme.is_dark
    assert DARK.page in qapp.styleSheet()
    assert "@" not in qapp.styleSheet()
