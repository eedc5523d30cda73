"""The tour of what other schemes alone have: a contribution to the cost, hours that must be done.

A force has one scheme, so a second window is opened, over the practice caseloads of the others.
"""

from typing import Final

from PySide6.QtWidgets import QAbstractButton, QWidget

from triage_app.domain.roles import Role
from ui.admin.copies import CopiesPanel
from ui.tour.guide import Guide
from ui.tour.hands import accessible_name
from ui.window import Window

FIRST: Final = "wiltshire-deferred"
THEN: Final = "durham-checkpoint"
ASSESSOR: Final = ("Ann Rees", Role.ASSESSOR)
SUPERVISOR: Final = ("Huw Linnet", Role.SUPERVISOR)
KEEPER: Final = ("Gwen Tern", Role.ADMINISTRATOR)
MAKING: Final = 180.0  # seconds: on a machine that does much beside
OWES: Final = "Edmund Fieldfare"
UNSET: Final = "Josh Stonechurl"
IN_WELSH: Final = "Ffion Kittiwake"
DRAFTED: Final = "Petronel Yarrow"
WORKS: Final = "Winifred Siskin-Moor"


def show_other_schemes(guide: Guide) -> None:
    """Show them from the way in, which is open over the first."""
    guide.show("practise")
    _come_in(guide, ASSESSOR)
    guide.show("wiltshire-today")
    _pay(guide)
    _set(guide)
    for name in (OWES, IN_WELSH):
        guide.find(name)
        guide.file_of(name)
    guide.job.sign_out()
    _come_in(guide, SUPERVISOR)
    _spare(guide)
    _show_unanswered(guide)
    guide.hands.section(guide.said("shell.directory"))
    guide.case = ""
    guide.show("wiltshire-directory")
    guide.job.sign_out()
    _come_in(guide, KEEPER)
    guide.hands.section(guide.said("shell.admin"))
    _to(guide, guide.shell.findChildren(CopiesPanel)[0].deleting[0])
    guide.show("kept-aside")
    guide.job.sign_out()
    _show_durham(guide)


def _come_in(guide: Guide, who: tuple[str, Role]) -> None:
    name, role = who
    role_named = guide.said(f"role.{role}")
    guide.hands.do(guide.said("signin.practised_user", name=name, role=role_named))
    guide.hands.wait(lambda: guide.window.shell is not None, "the way in")


def _pay(guide: Guide) -> None:
    """A payment comes in of what is overdue."""
    hands, said = guide.hands, guide.said
    guide.find(OWES)
    guide.job.step(6)
    guide.show("contribution-overdue")
    hands.do(said("tracking.add_part"))
    hands.fill(said("contribution.paid"), "25")
    hands.choose(said("contribution.means"), said("contribution.means_card"))
    hands.fill(said("contribution.receipt"), "SW-0417")
    guide.show("contribution-payment")
    hands.do(said("contribution.save_part"))
    guide.show("contribution-paid-in-part")
    hands.do(said("tracking.strike"))
    hands.fill(said("tracking.struck"), "The receipt was another person’s.")
    guide.show("contribution-strike")
    hands.do(said("tracking.save_strike"))
    guide.show("contribution-struck")


def _set(guide: Guide) -> None:
    """Whoever is to sign is told how much: it is set beside the draft."""
    hands, said = guide.hands, guide.said
    guide.find(UNSET)
    guide.job.step(5)
    guide.show("contribution-unset")
    hands.do(said("contract.contribution_unset"))
    hands.fill(said("contribution.pence"), "45")
    guide.show("contribution-set")
    hands.do(said("contribution.save_asked"))


def _spare(guide: Guide) -> None:
    """A supervisor lets the rest be, and says why."""
    hands, said = guide.hands, guide.said
    guide.find(OWES)
    guide.job.step(6)
    hands.do(said("tracking.add_waiver"))
    hands.fill(said("contribution.waived"), "Lost their work last week.")
    guide.show("contribution-waiver")
    hands.do(said("contribution.save_waiver"))
    guide.show("contribution-waived")


def _show_unanswered(guide: Guide) -> None:
    """A questionnaire stands on the same case that was not answered whole, and why."""
    guide.job.step(4)
    again, offered = guide.said("screening.again"), guide.shell.findChildren(QAbstractButton)
    _to(guide, next(one for one in offered if accessible_name(one).startswith(again)))
    guide.show("questionnaire-without-total")


def _to(guide: Guide, button: QWidget) -> None:
    guide.hands.to(accessible_name(button))


def _show_durham(guide: Guide) -> None:
    """Practise with another scheme, from the way in."""
    offered = guide.window.findChildren(QAbstractButton)
    wanted = next(one for one in offered if one.property("scheme") == THEN)
    guide.hands.do(accessible_name(wanted))
    guide.hands.wait(
        lambda: _is_practised(guide.window, THEN), "another scheme to practise", MAKING
    )
    _come_in(guide, ASSESSOR)
    guide.find(DRAFTED)
    guide.job.step(5)
    guide.show("durham-contract")
    guide.find(WORKS)
    guide.job.step(6)
    guide.show("durham-hours")


def _is_practised(window: Window, scheme: str) -> bool:
    return window.entrance is not None and window.entrance.porch.config.scheme == scheme
