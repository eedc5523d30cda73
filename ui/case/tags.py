"""What is to be minded of a case, as its head shows it: needs, flags, the rung of the ladder."""

from PySide6.QtWidgets import QLabel

from triage_app.domain.ladder import OnLadder
from triage_app.services.casefile import CaseHead, CaseTag
from triage_app.texts import Texts
from ui.parts import Tag, words
from ui.room import Room
from ui.theme import SMALL, Tone

ICONS = {
    "casefile.tag_harm": "flag",
    "casefile.tag_no_message": "phone",
    "casefile.tag_call_safely": "phone",
    "casefile.tag_speaks_welsh": "speech",
    "casefile.tag_reads_welsh": "paper",
    "casefile.tag_interpreter": "speech",
    "casefile.tag_interpreter_in": "speech",
    "casefile.tag_appropriate_adult": "adult",
    "casefile.tag_needs": "person",
    "casefile.tag_earlier": "referrals",
    "casefile.tag_linked": "swap",
}


def tags_of(room: Room, head: CaseHead, *, short: bool = False) -> list[Tag]:
    """Return a tag for each thing to mind; short, a need is its icon, whose name a reader hears."""
    made = [_tag(room, tag, alone=short and not tag.flag) for tag in head.tags]
    return made + ([_rung(room, head.ladder)] if head.ladder is not None else [])


def state_of(texts: Texts, head: CaseHead) -> str:
    """Say where a case stands; of one that went no further, why as well."""
    state = texts(f"state.{head.state}")
    if head.ended is not None:
        return texts("casefile.state_because", state=state, reason=head.ended)
    if head.left is not None:
        return texts("casefile.state_because", state=state, reason=head.left)
    if head.withdrawn:
        return texts("casefile.state_withdrawn", state=state)
    return state


def state_label(room: Room, head: CaseHead) -> QLabel:
    """Return where a case stands as a label of one line."""
    label = words(room.theme, state_of(room.texts, head), SMALL, Tone.MUTED, bold=True)
    label.setWordWrap(False)
    return label


def _tag(room: Room, tag: CaseTag, *, alone: bool) -> Tag:
    texts = room.texts
    said = texts(tag.code, value=tag.value) if tag.value else texts(tag.code)
    return Tag(room.theme, ICONS.get(tag.code, "flag"), said, flag=tag.flag, alone=alone)


def _rung(room: Room, stands: OnLadder) -> Tag:
    """Say how much was missed that nothing excuses, and which rung of the ladder that is."""
    rung = stands.rung.name if stands.rung else ""
    return Tag(room.theme, "warn", room.texts("casefile.tag_ladder", n=stands.misses, rung=rung))
