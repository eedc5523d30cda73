"""What calls because somebody may be harmed; as `calling`, a line each."""

from collections.abc import Iterator

from triage_app.domain.calling import working_step
from triage_app.domain.sight import Found, Sight
from triage_app.domain.watched import Flagged


def safeguarding(it: Sight) -> Iterator[Found]:
    """A child or an adult is at risk: the scheme's law asks for a report, and none is recorded."""
    for one in it.case.flags:
        if one.flag in it.scheme.duties and not one.reported:
            yield _found(it, one, f"safeguarding_{one.flag}")


def flag(it: Sight) -> Iterator[Found]:
    """A flag stands, and nobody has said what is being done; a report made says that."""
    for one in it.case.flags:
        if one.flag not in it.scheme.duties and not (one.acted or one.reported):
            yield _found(it, one, f"flag_{one.flag}")


def risk(it: Sight) -> Iterator[Found]:
    """The day comes on which the risk is to be looked at again."""
    if it.case.risk_review is not None:
        yield Found("risk", it.case.risk_review, {"day": it.case.risk_review})


def _found(it: Sight, one: Flagged, code: str) -> Found:
    return Found(code, one.since, {"id": one.id, "day": one.since}, step=working_step(it.case))
