"""Whether a contract can be confirmed as complete: its conditions, and that somebody looked.

The first condition is not to re-offend, so nothing is complete before it was looked at after the
last day, and before whatever was found has been answered for.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from triage_app.domain.compliance import Completion, Judged, Reason, Verdict, completion_of
from triage_app.domain.scheme import Scheme
from triage_app.domain.watched import Watched


def completing(
    case: Watched, scheme: Scheme, judged: tuple[Judged, ...], today: date
) -> Completion:
    """Compute from all that is on record whether a contract is complete, or can be."""
    if case.course is None:
        return Completion(Verdict.CANNOT, ())
    computed = completion_of(case.course, judged, today)
    waits = (*_unset(case, scheme), *_unlooked(case, case.course.ends, today))
    if computed.verdict is Verdict.CANNOT or not waits:
        return computed
    before = computed.reasons if computed.verdict is Verdict.NOT_YET else ()
    return replace(computed, verdict=Verdict.NOT_YET, reasons=(*before, *waits))


def _unset(case: Watched, scheme: Scheme) -> Iterator[Reason]:
    """Yield what the scheme asks the person to pay, where nobody has said how much."""
    if scheme.contribution is not None and case.account is None:
        yield Reason("not_yet_contribution_unset")


def _unlooked(case: Watched, ends: date, today: date) -> Iterator[Reason]:
    """Yield what nobody has looked at: an arrest, what a look found, or the days to the end."""
    if case.arrests:
        yield Reason("not_yet_arrest")
    if case.checked is not None and case.checked.unanswered:
        yield Reason("not_yet_found")
    elif today > ends and (case.checked is None or case.checked.day <= ends):
        yield Reason("not_yet_checked")
