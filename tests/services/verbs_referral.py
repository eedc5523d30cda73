"""Verbs that refer somebody: every value clear on every rule, unless a test says otherwise."""

import datetime as dt
from dataclasses import replace

from triage_app.domain.orders import Ordered
from triage_app.domain.referral import Custody, OffenceGiven, Particulars, Referral
from triage_app.services import referrals

SUITE = "haverfordwest"


def someone(**changes):
    clear = Particulars(
        name="Osian Sandpiper",
        born=dt.date(1995, 5, 14),
        address="2 Practice Street, Haverfordwest",
        postcode="SA61 1AA",
        telephone="01632 960111",
        speaks="en",
        reads="en",
        interpreter=False,
        appropriate_adult=False,
    )
    return replace(clear, **changes)


def an_offence(**changes):
    clear = OffenceGiven(
        code="TH68010",
        title="Theft from a shop",
        category="CE",
        first_day=dt.date(2026, 5, 10),
        place="Quay Street, Haverfordwest",
        postcode="SA61 1AB",
    )
    return replace(clear, **changes)


def a_stay(**changes):
    clear = Custody(
        custody_record="HW/1001/26",
        suite=SUITE,
        arrested=dt.datetime(2026, 5, 10, 17, 0, tzinfo=dt.UTC),
        released=dt.datetime(2026, 5, 11, 7, 0, tzinfo=dt.UTC),
        officer_name="PC Rowan Kestrel",
        officer_number="417",
        officer_email="rowan.kestrel@example.org",
    )
    return replace(clear, **changes)


def a_referral(person=None, custody=None, offences=None, **changes):
    given = Referral(
        person=person or someone(),
        custody=custody or a_stay(),
        offences=(an_offence(),) if offences is None else tuple(offences),
        ordered=Ordered(court_order=False, bail=False),
    )
    return replace(given, **changes)


def refer(desk, actor, **changes):
    """Commit a referral and return its case's id."""
    return referrals.commit(desk, actor, a_referral(**changes))
