import sys

import pytest

from triage_app.config import RESOURCES
from triage_app.texts import Texts
from ui import display
from ui.display import MISSING, NO_DISPLAY, Obstacle, debian_package, obstacle

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only on Linux can Qt abort for want of a library"
)


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_a_library_is_named_by_its_package(library, package):
    assert debian_package(library) == package


def test_no_display_is_told():
    assert obstacle({}) == Obstacle(NO_DISPLAY, "display.none")


def test_without_a_window_no_display_is_needed():
    assert obstacle({}, window=False) is None


def test_offscreen_needs_no_display_either():
    assert obstacle({"QT_QPA_PLATFORM": "offscreen"}) is None


def test_a_missing_library_is_told_before_a_display_is_tried(tmp_path, monkeypatch):
    """A loader of our own stands in for a system that lacks two libraries."""
    loader = tmp_path / "ldd"
    loader.write_text(
        "#!/bin/sh\necho '  libxcb-icccm.so.4 => not found'\necho '  libEGL.so.1 => not found'\n"
        "echo '  libc.so.6 => /lib/libc.so.6 (0x0)'\n"
    )
    loader.chmod(0o755)
    monkeypatch.setattr(display, "LDD", str(loader))
    found = obstacle({"DISPLAY": ":1"})
    assert found == Obstacle(MISSING, "display.library_missing", "libegl1 libxcb-icccm4")
    assert "apt-get install libegl1 libxcb-icccm4" in found.words(
        Texts(RESOURCES / "wording", "en")
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_told_is_one_line(language):
    texts = Texts(RESOURCES / "wording", language)
    for code in ("display.none", "display.does_not_answer", "display.library_missing"):
        assert "\n" not in Obstacle(MISSING, code, "libegl1").words(texts)
