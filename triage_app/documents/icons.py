"""Line pictures for those who read poorly: one pen, no grey, clear at 12 mm on a fax."""

from collections.abc import Callable, Mapping
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Path, PolyLine, Rect, Shape, String
from reportlab.lib.colors import black

from triage_app.documents.faces import HEAVY

GRID: Final = 48.0
PEN: Final = 2.6
CORNER: Final = 2  # numbers in a step of a path that is straight

Shapes = list[Shape]


def _line(*points: float, pen: float = PEN) -> Shape:
    return PolyLine(
        list(points), strokeColor=black, strokeWidth=pen, strokeLineCap=1, strokeLineJoin=1
    )


def _box(corner: tuple[float, float], width: float, height: float, round_: float = 2) -> Shape:
    box = Rect(*corner, width, height)
    box.rx = box.ry = round_
    box.fillColor, box.strokeColor, box.strokeWidth = None, black, PEN
    return box


def _ring(x: float, y: float, radius: float, *, filled: bool = False) -> Shape:
    fill = black if filled else None
    return Circle(x, y, radius, fillColor=fill, strokeColor=black, strokeWidth=PEN)


def _curve(*moves: tuple[float, ...]) -> Shape:
    path = Path(fillColor=None, strokeColor=black, strokeWidth=PEN, strokeLineJoin=1)
    path.moveTo(*moves[0])
    for move in moves[1:]:
        (path.lineTo if len(move) == CORNER else path.curveTo)(*move)
    return path


def _paper() -> Shapes:
    return [
        _line(9, 44, 9, 4, 33, 4, 33, 14),
        _line(9, 44, 26, 44, 33, 37, 33, 30),
        _line(15, 33, 25, 33),
        _line(15, 25, 23, 25),
        _line(15, 11, 18, 14, 20, 11, 23, 13),
        _line(26, 15, 43, 33, 39, 37, 23, 19, 22, 14, 26, 15),
    ]


def _stop() -> Shapes:
    return [_ring(24, 24, 19), _line(11, 11, 37, 37)]


def _talk() -> Shapes:
    return [
        _line(5, 43, 29, 43, 29, 26, 16, 26, 10, 20, 10, 26, 5, 26, 5, 43),
        _line(33, 33, 43, 33, 43, 14, 38, 14, 38, 8, 32, 14, 18, 14, 18, 20),
        _line(11, 35, 23, 35),
    ]


def _glass() -> Shapes:
    bowl = _curve((12, 44), (36, 44), (37, 28, 32, 22, 24, 22), (16, 22, 11, 28, 12, 44))
    return [bowl, _line(24, 22, 24, 5), _line(14, 5, 34, 5), _line(13, 34, 35, 34)]


def _coin() -> Shapes:
    pound = String(24, 14.5, "£", fontName=HEAVY, fontSize=28, fillColor=black)
    pound.textAnchor = "middle"
    return [_ring(24, 24, 19), pound]


def _plant() -> Shapes:
    left = _curve((24, 22), (24, 33, 17, 38, 6, 38), (6, 28, 13, 22, 24, 22))
    right = _curve((24, 28), (24, 38, 31, 43, 42, 43), (42, 33, 35, 28, 24, 28))
    return [left, right, _line(24, 34, 24, 5), _line(9, 5, 39, 5)]


def _phone() -> Shapes:
    return [_box((13, 3), 22, 42, 4), _line(20, 39, 28, 39), _ring(24, 10, 1.6, filled=True)]


def _tick() -> Shapes:
    return [_ring(24, 24, 19), _line(14, 24, 21, 16, 35, 32)]


def _court() -> Shapes:
    columns = [_line(x, 12, x, 27, pen=PEN + 0.8) for x in (12, 20, 28, 36)]
    roof = _line(5, 30, 43, 30, 24, 43, 5, 30)
    return [roof, *columns, _line(7, 9, 41, 9), _line(4, 4, 44, 4)]


def _house() -> Shapes:
    return [
        _line(4, 24, 24, 43, 44, 24),
        _line(9, 28, 9, 5, 39, 5, 39, 28),
        _line(19, 5, 19, 18, 29, 18, 29, 5),
    ]


def _heart() -> Shapes:
    left = _curve((24, 6), (10, 16, 4, 23, 4, 31), (4, 42, 19, 45, 24, 34))
    right = _curve((24, 6), (38, 16, 44, 23, 44, 31), (44, 42, 29, 45, 24, 34))
    return [left, right, _line(10, 22, 18, 22, 22, 29, 26, 16, 30, 22, 38, 22)]


def _book() -> Shapes:
    return [
        _line(24, 39, 24, 8),
        _line(24, 39, 17, 42, 4, 42, 4, 11, 17, 11, 24, 8),
        _line(24, 39, 31, 42, 44, 42, 44, 11, 31, 11, 24, 8),
        _line(10, 33, 18, 33),
        _line(10, 25, 18, 25),
        _line(30, 33, 38, 33),
        _line(30, 25, 38, 25),
    ]


def _people() -> Shapes:
    return [
        _ring(15, 36, 7),
        _ring(34, 33, 5.5),
        _curve((4, 6), (4, 27, 26, 27, 26, 6)),
        _curve((30, 22.5), (40, 24, 44, 16, 44, 6)),
        _line(4, 6, 44, 6),
    ]


def _pills() -> Shapes:
    return [
        _box((4, 26), 40, 17, 8.5),
        _line(24, 26, 24, 43),
        _ring(14, 12, 8),
        _line(8.5, 17.5, 19.5, 6.5),
        _ring(36, 12, 8),
        _line(30.5, 17.5, 41.5, 6.5),
    ]


def _sun() -> Shapes:
    rays = (
        (24, 40, 24, 45),
        (24, 8, 24, 3),
        (40, 24, 45, 24),
        (8, 24, 3, 24),
        (35.5, 35.5, 39, 39),
        (12.5, 12.5, 9, 9),
        (35.5, 12.5, 39, 9),
        (12.5, 35.5, 9, 39),
    )
    return [_ring(24, 24, 10), *(_line(*ray) for ray in rays)]


def _lamp() -> Shapes:
    glass = _curve(
        (18, 15), (18, 21, 10, 22, 10, 31), (10, 49, 38, 49, 38, 31), (38, 22, 30, 21, 30, 15)
    )
    return [glass, _line(18, 15, 30, 15), _line(18, 9, 30, 9), _line(21, 3, 27, 3)]


def _shield() -> Shapes:
    edge = _curve((24, 44), (41, 38), (41, 20, 36, 10, 24, 4), (12, 10, 7, 20, 7, 38), (24, 44))
    return [edge, _line(16, 24, 22, 17, 33, 31)]


def _tag() -> Shapes:
    return [
        _box((12, 13), 24, 22, 4),
        _line(17, 35, 17, 45, 31, 45, 31, 35),
        _line(17, 13, 17, 3, 31, 3, 31, 13),
        _ring(24, 24, 4, filled=True),
    ]


SHAPES: Final[Mapping[str, Callable[[], Shapes]]] = {
    "paper": _paper,
    "stop": _stop,
    "talk": _talk,
    "glass": _glass,
    "coin": _coin,
    "plant": _plant,
    "phone": _phone,
    "tick": _tick,
    "court": _court,
    "house": _house,
    "heart": _heart,
    "book": _book,
    "people": _people,
    "pills": _pills,
    "sun": _sun,
    "lamp": _lamp,
    "shield": _shield,
    "tag": _tag,
}


def icon(name: str, size: float) -> Drawing:
    """Draw a picture, so many points square."""
    drawing = Drawing(size, size)
    drawing.scale(size / GRID, size / GRID)
    for shape in SHAPES[name]():
        drawing.add(shape)
    return drawing
