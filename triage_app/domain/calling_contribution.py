"""What calls for what a person pays towards the cost; as `calling`, a line each."""

from collections.abc import Iterator

from triage_app.domain.contribution import pounds
from triage_app.domain.sight import Found, Sight


def contribution(it: Sight) -> Iterator[Found]:
    """What the person pays towards the cost falls due, or no amount is set though one is asked.

    Paid or waived it calls no more; a scheme that asks for nothing calls for nothing.
    """
    account, course = it.case.account, it.case.course
    if it.scheme.contribution is None or course is None:
        return
    if account is None:
        yield Found("contribution_unset", course.starts, {"day": course.starts}, always=True)
    elif account.owed:
        code = "contribution_late" if account.due < it.today else "contribution"
        yield Found(code, account.due, {"owed": pounds(account.owed), "day": account.due})
