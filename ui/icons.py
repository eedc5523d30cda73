"""Our own line drawings, in whatever two colours they are wanted."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from triage_app.config import RESOURCES

FOLDER = RESOURCES / "icons"
DENSITIES = (1, 2, 3)  # device pixels to one of ours


def svg(name: str, ink: str, paper: str) -> bytes:
    """Return an icon's drawing with its line and its ground in these colours."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('"ink"', f'"{ink}"').replace('"paper"', f'"{paper}"').encode()


@cache
def renderer(name: str, ink: str, paper: str) -> QSvgRenderer:
    """Return an icon in two colours, parsed once."""
    return QSvgRenderer(QByteArray(svg(name, ink, paper)))


@cache
def icon(name: str, ink: str, paper: str, side: int) -> QIcon:
    """Return an icon for one of Qt's own controls, sharp at every density."""
    made = QIcon()
    for density in DENSITIES:
        pixmap = QPixmap(QSize(side, side) * density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer(name, ink, paper).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(density)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
            made.addPixmap(pixmap, mode)
    return made
