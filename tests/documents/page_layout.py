"""Which block stands where, read back from the finished pages letter by letter."""

from reportlab.lib.units import mm

from tests.documents.page_checker import Fault, read

SLACK = 0.6  # points
SHOWN = 40  # letters of a block, to know it by


def layout_of(paper):
    """Return a line a block: its page, from where to where on it, its name and how it begins."""
    leaves = read(paper.pdf)
    lines = (_line(one, leaves[one.page - 1]) for one in paper.placed)
    return "\n".join(lines) + "\n"


def straying(paper, frame):
    """Return the letters of the text that stand in no block or in two, and the blocks of none."""
    found = []
    for leaf in read(paper.pdf):
        blocks = [one for one in paper.placed if one.page == leaf.number]
        for letter in leaf.letters:
            text = frame.bottom - SLACK < letter.base < frame.bottom + frame.height + SLACK
            homes = [one.name for one in blocks if _holds(one, letter)]
            if text and letter.text.strip() and len(homes) != 1:
                found.append(Fault(leaf.number, "stray", f"{letter.text!r} in {homes}"))
        silent = (one for one in blocks if not _text_in(one, leaf))
        found += [Fault(leaf.number, "silent", one.name) for one in silent]
    return found


def _line(one, leaf):
    top, foot = ((297 * mm - y) / mm for y in (one.y + one.height, one.y))
    said = _text_in(one, leaf)[:SHOWN]
    return f"{one.page}  {top:3.0f}-{foot:3.0f} mm  {one.name or one.kind}: {said}"


def _text_in(one, leaf):
    return "".join(letter.text for letter in leaf.letters if _holds(one, letter)).strip()


def _holds(one, letter):
    inside = one.y - SLACK < letter.base < one.y + one.height + SLACK
    return inside and one.x - SLACK <= letter.left <= one.x + one.width + SLACK
