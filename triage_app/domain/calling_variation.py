"""What calls of a term that must stay safe, and of a contract that is varied; as `calling`."""

from collections.abc import Iterator
from datetime import timedelta

from triage_app.domain.calling import working_step
from triage_app.domain.calling_approvals import why
from triage_app.domain.deadlines import last_signing
from triage_app.domain.sight import Found, Sight


def safe_day(it: Sight) -> Iterator[Found]:
    """The last day comes on which a whole term can be signed safely, or any term at all."""
    safe, scheme = it.case.time.safe_day, it.scheme
    if safe is None or not scheme.has_contract:
        return
    step = working_step(it.case)
    whole = last_signing(safe, scheme.term_months)
    shortest = safe - timedelta(days=scheme.shortest_term_days)
    if it.today <= whole:
        yield Found("safe_day", whole, {"day": safe}, step=step)
    else:
        code = "safe_day_short" if it.today <= shortest else "safe_day_none"
        yield Found(code, shortest, {"day": safe}, step=step)


def variation(it: Sight) -> Iterator[Found]:
    """A variation is not put to a supervisor yet, is returned by one, or waits to be signed."""
    one = it.case.variation
    if one is None or one.stands == "waiting":
        return
    if one.stands in ("to_ask", "returned"):
        code = "variation_ask" if one.stands == "to_ask" else "variation_returned"
        said = why(one.returned) if one.returned else {}
        yield Found(code, one.since, {"day": one.since, **said})
    else:
        code = "variation_again" if one.day < it.today else "variation_signing"
        yield Found(code, one.day, {"day": one.day}, days=0)


def approval(it: Sight) -> Iterator[Found]:
    """A variation waits for a supervisor who neither began it nor asked for it."""
    one = it.case.variation
    if one is not None and one.stands == "waiting":
        yield Found("variation_approval", one.since, {"name": one.asked_by, "day": one.since})
