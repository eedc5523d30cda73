"""Verbs of victims: a shop and a person, and what they say."""

import datetime as dt
from dataclasses import replace

from triage_app.domain.victims import About, Details, How, Kind, Said, Wish
from triage_app.services import audit, consent, victims
from triage_app.storage.models import Consent

DAY = dt.date(2026, 5, 11)
SHOP = Details(
    Kind.COMPANY,
    "Siop y Gornel Cyf",
    contact_person="Mrs Fflur Redshank",
    language="cy",
    told_by=How.TELEPHONE,
    telephone="01632 960333",
)
PERSON = Details(
    Kind.PERSON,
    "Nerys Lapwing",
    enhanced=True,
    enhanced_why=("vulnerable", "targeted"),
    language="en",
    large_print=True,
    told_by=How.LETTER,
    address="7 Hidden Close\nLlanelli",
    message_may_be_left=False,
    who_answers="Her brother, who does not know",
    safe_times="Weekday mornings",
)


# Whatever is known of that person and of nobody else in the cases of the tests.
SECRET = (
    "Nerys", "Lapwing", "Hidden Close", "Llanelli", "brother", "vulnerable", "targeted",
    "By letter only", "Weekday mornings",
)  # fmt: skip


def harmed(desk, actor, case_id, given=PERSON, **changes):
    """Record a victim; return their number."""
    return victims.add(desk, actor, case_id, replace(given, **changes))


def planted(desk, actor, case_id):
    """Let that person stand in a case, with all there is to know of them; return the case."""
    number = harmed(desk, actor, case_id)
    wishes(desk, actor, number, Said.YES, note="By letter only, she said")
    return case_id


def wishes(desk, actor, victim_id, said, day=DAY, about=About.RESTORATIVE, note=""):
    """Record what a victim was asked or said."""
    wish = Wish(about, said, day, How.TELEPHONE, note)
    victims.record_wish(desk, actor, victim_id, wish)


def seen(desk, actor, case_id):
    """Return the victims of a case by their names."""
    view = victims.view(desk, actor, case_id)
    return {one.details.name: one for one in view.victims}


def agreed(desk, actor, case_id, day=DAY):
    """Put a consent into a case that was brought so far without one."""
    with desk.sessions.begin() as session:
        session.add(
            Consent(
                case_id=case_id,
                given=True,
                sheet="2026-11",
                language="en",
                day=day,
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, consent.RECORDED, case_id)
