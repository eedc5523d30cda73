"""The referral of an invented person, as the officer in the case would have filled it in."""

import datetime as dt
from typing import Any, Final

from triage_app.domain.availability import in_order
from triage_app.domain.eligibility import age_on
from triage_app.domain.orders import Order, Ordered, OrderKind
from triage_app.domain.referral import Custody, OffenceGiven, Particulars, Referral
from triage_app.practice.cast import House, Player
from triage_app.practice.sayings import SAFE, SAFE_TIMES, SISTER, WHO_ANSWERS
from triage_app.services.desk import LONDON, Desk


class Custodian:
    """Whoever fills in referrals: knows the suite and the offences."""

    def __init__(self, desk: Desk, house: House) -> None:
        self._desk, self._house = desk, house

    def referral(
        self, player: Player, number: int, held: tuple[dt.datetime, dt.datetime]
    ) -> Referral:
        """Return the referral of a player held from one moment to another."""
        released = held[1].date()
        custody = Custody(
            custody_record=f"{self._house.letters}/{3000 + number}/{released:%y}",
            suite=self._desk.suite,
            arrested=held[0],
            released=held[1],
            officer_name=OFFICERS[number % len(OFFICERS)][0],
            officer_number=OFFICERS[number % len(OFFICERS)][1],
            officer_email=OFFICERS[number % len(OFFICERS)][2],
            co_accused=bool(player.with_others),
            co_accused_names=player.with_others,
            drug_test=player.drug_test,
            drug_result=player.drug_result,
            drug_test_day=held[0].astimezone(LONDON).date() if player.drug_result else None,
        )
        codes = (player.offence, *player.also)
        return Referral(
            _particulars(player, number, released),
            custody,
            tuple(self._offence(player, code, released) for code in codes),
            ordered=_known_of(self._house, player, number, released),
        )

    def _offence(self, player: Player, code: str, released: dt.date) -> OffenceGiven:
        entry = self._desk.offences.offence(code)
        if entry is None:
            raise LookupError(code)
        return OffenceGiven(
            code=code,
            title=entry.title.en,
            category=self._desk.offences.category_of(code),
            domestic_abuse=player.abuse and code == player.offence,
            first_day=released - dt.timedelta(days=player.offended),
            place=f"Practice Street, {self._house.town}",
            postcode=self._house.postcode,
        )


MONTH: Final = dt.timedelta(days=28)
OFFICERS: Final = (
    ("PC Rowan Kestrel", "0417", "rowan.kestrel@example.org"),
    ("PC Dafydd Heron", "0533", "dafydd.heron@example.org"),
    ("DC Sian Plover", "1208", "sian.plover@example.org"),
)


def _known_of(house: House, player: Player, number: int, released: dt.date) -> Ordered:
    """Return what is known of somebody's orders and bail when they are referred."""
    if player.story == "referred":  # nobody has looked yet, or only for orders
        return Ordered() if number % 2 else Ordered(court_order=False)
    bail = Order(OrderKind.POLICE_BAIL, house.force, released + MONTH, another_matter=False)
    gone = released - dt.timedelta(days=40)
    ended = Order(OrderKind.COMMUNITY_ORDER, house.court, gone)
    listed = {1: bail, 4: ended}.get(number % 6)  # bail that does not count; an order run out
    orders = (listed,) if listed else ()
    return Ordered(listed is ended, listed is bail, orders)


def _particulars(player: Player, number: int, day: dt.date) -> Particulars:
    return Particulars(
        name=player.name,
        known_as=player.known_as,
        born=_born(player, number, day),
        sex=player.sex,
        ethnicity=player.ethnicity,
        address=player.address,
        postcode=player.postcode,
        telephone=player.telephone,
        message_may_be_left=number % 5 != 0 and not player.careful,
        **_contact(player, number),
        speaks=player.speaks,
        reads=player.reads,
        interpreter=False,
        appropriate_adult=False,
    )


def _contact(player: Player, number: int) -> dict[str, Any]:
    """Return how they may be reached, and when they cannot come."""
    said: dict[str, Any] = {
        "unavailable": in_order(player.busy),
        "unavailable_why": player.busy_why,
        "access": player.access,
        "safe_times": SAFE[player.speaks] if number % 4 == 0 else "",
    }
    if player.careful:
        said |= {
            "who_answers": WHO_ANSWERS[player.speaks],
            "safe_times": SAFE_TIMES[player.speaks],
            "emergency_name": "Practice Sister",
            "emergency_relation": SISTER[player.speaks],
            "emergency_telephone": "01632 960499",
        }
    return said


def _born(player: Player, number: int, day: dt.date) -> dt.date:
    """Return a birth that makes them as old as the cast says on the day they are referred."""
    near = day - dt.timedelta(days=40 + 7 * number % 300)
    born = near.replace(year=near.year - player.age, day=min(near.day, 28))
    return born.replace(year=born.year + age_on(born, day) - player.age)
