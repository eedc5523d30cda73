"""Whoever was harmed by the offences of the practice caseload: nobody, one, two, or a shop."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from triage_app.domain.victims import About, Details, Enhanced, How, Kind, Said, Wish
from triage_app.domain.wording import Wording
from triage_app.practice.cast import House, Player
from triage_app.services import victims
from triage_app.services.desk import Actor, Desk

SHOP: Final = Details(
    Kind.COMPANY,
    "",  # each house has its own
    contact_person="Fflur Redshank",
    enhanced=False,
    language=None,
    told_by=How.TELEPHONE,
    telephone="01632 960333",
    message_may_be_left=True,
)
NEIGHBOUR: Final = Details(
    Kind.PERSON,
    "Nerys Lapwing",
    enhanced=True,
    enhanced_why=(Enhanced.VULNERABLE,),
    language="en",
    large_print=True,
    told_by=How.LETTER,
    address="7 Practice Close",
    message_may_be_left=False,
    safe_times="9:00-12:00",
)
BROTHER: Final = Details(
    Kind.PERSON,
    "Emrys Lapwing",
    enhanced=False,
    language="cy",
    told_by=How.TELEPHONE,
    telephone="01632 960334",
)
NOBODY: Final = Wording("Nobody else was there.", "Nid oedd neb arall yno.")
EACH: Final = 8  # cases of which four are known this far
RECENT: Final = 0  # days: whoever was harmed longer ago had rather not be told


def record_harm(
    desk: Desk, actor: Actor, case: tuple[int, int], player: Player, house: House
) -> None:
    """Record who was harmed in a case, seen as its id and its number on the stage."""
    case_id, number = case
    several = _harmed(house).get(number % EACH)
    if several is None:
        return
    if not several:
        victims.say_none(desk, actor, case_id, NOBODY[player.speaks])
    for one in several:
        victim_id = victims.add(desk, actor, case_id, one)
        wants = Said.YES if one.kind is Kind.COMPANY else Said.UNDECIDED
        told = Said.YES if player.days <= RECENT else Said.NO
        for about, said in ((About.RESTORATIVE, wants), (About.BEING_TOLD, told)):
            wish = Wish(about, said, desk.today(), How.TELEPHONE)
            victims.record_wish(desk, actor, victim_id, wish)


def _harmed(house: House) -> Mapping[int, tuple[Details, ...]]:
    """Return who is harmed, by the number of a case in each eight."""
    shop = replace(SHOP, name=house.shop, language=house.shop_speaks)
    neighbour = replace(NEIGHBOUR, address=f"{NEIGHBOUR.address}\n{house.town}")
    return {0: (), 1: (shop,), 2: (neighbour,), 3: (neighbour, BROTHER)}
