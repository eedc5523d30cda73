"""The tour looks back: the timeline of a case, what is looked for in it, and its paper."""

from ui.paper_panel import PaperPanel
from ui.tour.guide import Guide


def look_back(guide: Guide, words: str) -> None:
    """Look for some words in the timeline of the case that is open, and make a paper of it."""
    hands, said = guide.hands, guide.said
    hands.do(said("casefile.timeline"))  # the step fills the page: it stands in its place
    hands.do(said("timeline.find"))
    hands.fill(said("timeline.words"), words)
    guide.show("timeline")
    hands.to(said("timeline.find"), back=True)
    hands.do(said("timeline.paper"))
    hands.do(said("timeline.paper_make"))
    hands.wait(lambda: _is_shown(guide), "the paper of the timeline")
    guide.show("timeline-paper")


def _is_shown(guide: Guide) -> bool:
    return any(one.sheet.isVisible() for one in guide.shell.findChildren(PaperPanel))
