"""Whether a window can be opened here, asked before Qt is: it would end the program at once.

Run alone it says so in a line, and exits with 0, with MISSING or with NO_DISPLAY.
"""

import argparse
import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from triage_app.config import RESOURCES, console_language
from triage_app.texts import Texts

MISSING: Final = 1
NO_DISPLAY: Final = 3
LDD: Final = "/usr/bin/ldd"

# Whatever the program draws with; a plugin for the window system comes beside them.
LIBRARIES: Final = ("Core", "Gui", "Widgets", "Svg", "Pdf", "PdfWidgets", "PrintSupport")
# Debian names a package after its library, but for these.
NAMED_OTHERWISE: Final = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libGLdispatch.so.0": "libglvnd0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why Qt could not start: how to exit, and what to say."""

    status: int
    code: str
    packages: str = ""

    def words(self, texts: Texts) -> str:
        """Put it into a line."""
        return texts(self.code, packages=self.packages)


def obstacle(
    environment: Mapping[str, str] = os.environ, *, window: bool = True
) -> Obstacle | None:
    """Return what keeps Qt from starting, with a window or without; None where nothing does."""
    if not sys.platform.startswith("linux"):
        return None
    plugin = _plugin(environment) if window else "offscreen"
    if plugin is None:
        return Obstacle(NO_DISPLAY, "display.none")
    packages = missing_packages(_qt_files(plugin))
    if packages:
        return Obstacle(MISSING, "display.library_missing", " ".join(packages))
    if plugin == "xcb" and not _answers(environment.get("DISPLAY", "")):
        return Obstacle(NO_DISPLAY, "display.does_not_answer")
    return None


def missing_packages(files: list[Path]) -> list[str]:
    """Return the Debian packages that hold what these files are linked against and is not here."""
    found = subprocess.run(  # noqa: S603 - fixed program, our own paths
        [LDD, *map(str, files)], capture_output=True, text=True, check=False
    )
    absent = re.findall(r"^\s*(\S+) => not found", found.stdout, re.MULTILINE)
    return sorted({debian_package(name) for name in absent})


def debian_package(library: str) -> str:
    """Return the name of the package that holds a library: libxcb-icccm.so.4 is libxcb-icccm4."""
    if library in NAMED_OTHERWISE:
        return NAMED_OTHERWISE[library]
    stem, _, version = library.lower().replace("_", "-").partition(".so.")
    return f"{stem}-{version}" if stem[-1].isdigit() else f"{stem}{version}"


def main(arguments: list[str] | None = None) -> int:
    """Say whether a window can be opened."""
    parser = argparse.ArgumentParser(prog="ui.display")
    parser.add_argument("--no-window", action="store_true")
    asked = parser.parse_args(arguments)
    found = obstacle(window=not asked.no_window)
    if found is None:
        return 0
    print(found.words(Texts(RESOURCES / "wording", console_language())), file=sys.stderr)
    return found.status


def _plugin(environment: Mapping[str, str]) -> str | None:
    """Return the plugin Qt would load for the window system; None where there is none."""
    named = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if named:
        return named
    if environment.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "xcb" if environment.get("DISPLAY") else None


def _qt_files(plugin: str) -> list[Path]:
    spec = find_spec("PySide6")  # found, and not imported
    if spec is None or not spec.submodule_search_locations:
        return []
    qt = Path(spec.submodule_search_locations[0]) / "Qt"
    files = [qt / f"lib/libQt6{name}.so.6" for name in LIBRARIES]
    return [file for file in [*files, qt / f"plugins/platforms/libq{plugin}.so"] if file.exists()]


def _answers(name: str) -> bool:
    """Ask an X server whether it lets us in."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(name.encode())
    if display:
        x11.XCloseDisplay(display)
    return bool(display)


if __name__ == "__main__":
    sys.exit(main())
