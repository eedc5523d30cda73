"""What calls once a case is over: checks on re-offending, and the review of its record."""

from collections.abc import Iterator

from triage_app.domain.calling_approvals import why
from triage_app.domain.sight import Found, Sight


def reoffending(it: Sight) -> Iterator[Found]:
    """A period after the end is over, and nobody has looked whether there was another offence."""
    after = it.case.after
    if after and after.check_due is not None and after.check_due <= it.today:
        yield Found("reoffending", after.check_due, {"n": after.months})


def retention(it: Sight) -> Iterator[Found]:
    """The years a record is kept are over; or disposal was proposed, or refused, by whom."""
    after = it.case.after
    if after is None:
        return
    if after.disposal_since is not None:
        yield Found("disposal", after.disposal_since, {"name": after.disposal_by})
    elif after.review_due is not None and after.review_due <= it.today:
        refused = after.disposal_refused
        code = "disposal_refused" if refused else "retention"
        said = why(refused) if refused else {}
        yield Found(code, after.review_due, {"day": after.review_due, **said})
