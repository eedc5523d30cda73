"""The time left to charge, for one case: the same clock in every list and on every paper."""

from datetime import date

from triage_app.domain import charge_clock as rules
from triage_app.domain.charge_clock import ChargeClock, Charged, Fit
from triage_app.domain.scheme import Scheme
from triage_app.services.desk import LONDON, Desk
from triage_app.storage.models import Case, Offence


def charge_clock(desk: Desk, case: Case) -> ChargeClock:
    """Return how long a case has until nobody can be charged."""
    scheme = desk.schemes.version(case.scheme)
    offences = [charged(offence) for offence in case.offences]
    return rules.charge_clock(offences, desk.offences, scheme.buffer_days, desk.today())


def term_fit(desk: Desk, case: Case, clock: ChargeClock) -> Fit:
    """Set the term of a contract not yet signed against the clock, as it would be signed."""
    if case.term_end is None:
        return full_term(desk, case, clock)
    scheme = desk.schemes.version(case.scheme)
    signed = signing_day(desk, case, scheme)
    return clock.fit_to(signed, case.term_end, scheme.shortest_term_days)


def full_term(desk: Desk, case: Case, clock: ChargeClock) -> Fit:
    """Set the scheme's whole term against the clock, whatever was agreed since."""
    scheme = desk.schemes.version(case.scheme)
    signed = signing_day(desk, case, scheme)
    return clock.fit(signed, scheme.term_months, scheme.shortest_term_days)


def signing_day(desk: Desk, case: Case, scheme: Scheme) -> date:
    """Return the day on which a contract would be signed, were nothing to go wrong."""
    released = case.released.astimezone(LONDON).date() if case.released else None
    return rules.expected_signing(released, desk.today(), scheme.contact_hours[1])


def charged(offence: Offence) -> Charged:
    """Return what the clock asks of an offence."""
    return Charged(
        code=offence.code,
        title=offence.title,
        category=offence.category,
        first_day=offence.first_day,
        domestic_abuse=offence.domestic_abuse,
        base_day=offence.base_day,
        id=offence.id,
    )
