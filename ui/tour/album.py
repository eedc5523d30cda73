"""The tour's pictures and papers, numbered, with an index that says what each shows."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

WIDTH, HEIGHT = 1366, 768
FEWEST_COLOURS = 12  # a page with words on it has more shades than this at every text's edge
STRIDE = 7


class BadPictureError(Exception):
    """A picture that shows nothing, or nothing new."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture or paper of the tour."""

    file: str
    kind: str  # screen, paper
    code: str
    language: str
    case: str
    digest: str
    password: str = ""


class Album:
    """Keeps what the tour sees, and stops at a picture that is blank or was seen before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shown: list[Shown] = []

    def picture(self, window: QWidget, code: str, language: str, case: str = "") -> None:
        """Save what a window shows."""
        QApplication.processEvents()
        image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        name = f"{len(self._shown) + 1:03}-{code.replace('/', '-')}-{language}.png"
        digest = sha256(bytes(image.constBits())).hexdigest()
        self._check(image, name, digest)
        image.save(str(self._folder / name))
        self._keep(Shown(name, "screen", code, language, case, digest))

    def paper(self, pdf: bytes, code: str, language: str, case: str, password: str = "") -> None:
        """Save a paper as it was filed."""
        name = f"{len(self._shown) + 1:03}-{code.lower().replace('_', '-')}-{language}.pdf"
        (self._folder / name).write_bytes(pdf)
        digest = sha256(pdf).hexdigest()
        self._keep(Shown(name, "paper", code, language, case, digest, password))

    def count(self, kind: str) -> int:
        """Return how many pictures or papers there are so far."""
        return sum(one.kind == kind for one in self._shown)

    def _check(self, image: QImage, name: str, digest: str) -> None:
        colours = {
            image.pixel(x, y)
            for x in range(0, image.width(), STRIDE)
            for y in range(0, image.height(), STRIDE)
        }
        if len(colours) < FEWEST_COLOURS:
            message = f"{name} is blank"
            raise BadPictureError(message)
        for other in self._shown:
            if other.digest == digest:
                message = f"{name} shows the same as {other.file}"
                raise BadPictureError(message)

    def _keep(self, shown: Shown) -> None:
        self._shown.append(shown)
        index = json.dumps([asdict(one) for one in self._shown], ensure_ascii=False, indent=1)
        (self._folder / "index.json").write_text(index + "\n", encoding="utf-8")
