"""Somebody comes again: found though misspelt, and known though their name is spelt otherwise."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.referral.same_person import SamePerson
from ui.shell import Shell
from ui.tour.hands import CTRL, Hands

Said = Callable[[str], str]
Show = Callable[[str], None]


def come_again(hands: Hands, said: Said, show: Show, shell: Shell, born: str) -> None:
    """Find somebody in the find box, and begin a referral of somebody who is known already."""
    hands.press(Qt.Key.Key_K, CTRL)
    hands.write("Oshian")
    hands.wait(shell.top.finder.list.isVisible, "somebody who is spelt otherwise")
    show("found")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_N, CTRL)
    hands.write("Lucy Pysgodwr")
    hands.fill(said("referral.born"), born)
    hands.wait(lambda: _is_known(shell), "whoever is known already")
    show("referral-known-already")
    hands.press(Qt.Key.Key_1, CTRL)
    show("referral-known-taken")


def _is_known(shell: Shell) -> bool:
    panel = shell.findChild(SamePerson)
    return panel is not None and panel.isVisible()
