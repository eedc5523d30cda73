"""What calls once a contract or a case has ended, and of its papers; as `calling`, a line each."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from triage_app.domain.other_ends import End
from triage_app.domain.sight import Found, Sight
from triage_app.domain.watched import UNSAID, day_of
from triage_app.domain.workflow import UNDER_WAY, State

# The step that lists each kind of paper; those to the officer stand in the outcome.
PAPERS = {
    "INFO": "consent",
    "CONTRACT": "contract",
    "EASY_READ": "contract",
    "WARNING": "tracking",
    "REMINDER": "consent",
    "NOT_BREACH": "tracking",
    "OWN_PAGE": "assessment",
    "ASSESSMENT": "assessment",
    "REFERRAL": "contract",
    "CONSENT_WITHDRAWN": "consent",
    "VICTIM_SHEET": "referral",
    "VICTIM_LETTER": "referral",
}


def officer(it: Sight) -> Iterator[Found]:
    """The officer's paper is made, and nobody has seen it come out.

    Whoever acknowledges a return has it; one who takes a case over is not the officer.
    """
    one = it.case.ended
    if one and not one.told and (one.acknowledged_on is None or it.case.state is State.ENDED):
        yield Found("officer", one.on)


def acknowledgement(it: Sight) -> Iterator[Found]:
    """The officer has been told, and has not said so."""
    one = it.case.ended
    if one is None or one.acknowledged_on is not None:
        return
    if it.case.state is not State.ENDED:
        yield Found("acknowledgement", one.on, {"day": one.on}, waiting=True)
    elif one.kind == End.TRANSFERRED:
        yield Found("acknowledgement_receiver", one.on, {"day": one.on}, waiting=True)


def proceedings(it: Sight) -> Iterator[Found]:
    """Returned for prosecution: watched until begun, declined or out of time.

    Asked after by the last working day to charge, if that comes before the scheme's days.
    """
    since = it.case.ended.on if it.case.ended else it.case.opened
    by = since + timedelta(days=it.scheme.attention["proceedings"])
    if it.case.time.last_working_day:
        by = min(by, it.case.time.last_working_day)
    yield Found("proceedings", by, {"day": since}, waiting=True, days=0)


def outcome(it: Sight) -> Iterator[Found]:
    """Completed: watched until the officer records the outcome."""
    since = it.case.ended.on if it.case.ended else it.case.opened
    yield Found("outcome", since, {"day": since}, waiting=True)


def left(it: Sight) -> Iterator[Found]:
    """Not taken on: the officer is to be told; once told and services offered, it is closed.

    A letter that was made, and neither came out of a printer nor was e-mailed, has told nobody.
    """
    if it.case.state is State.ENDED:
        yield from _settled(it)
        return
    on, values = _left(it)
    if it.case.left is None or not it.case.left.letter:
        yield Found("left", on, values)
    elif not it.case.left.sent:
        yield Found("left_send", on, values)
    elif it.case.left.services_offered is not None:
        yield Found("left_close", on, values, field="close")


def _settled(it: Sight) -> Iterator[Found]:
    """Ended another way: once everybody is told, and whoever takes it over has it, it is closed."""
    one = it.case.ended
    if one is None or not one.told or it.case.to_tell:
        return
    if one.kind != End.TRANSFERRED or one.acknowledged_on is not None:
        yield Found("ended_close", one.on, {"day": one.on}, field="settle")


def services(it: Sight) -> Iterator[Found]:
    """Not taken on, and services not yet offered all the same; or services are all there is."""
    if it.case.state is State.ASSESSED:
        if not it.scheme.has_contract:
            yield Found("services_alone", it.case.assessed_on or it.case.opened, field="note")
    elif it.case.left is None or it.case.left.services_offered is None:
        yield Found("services", *_left(it))


def _left(it: Sight) -> tuple[date, Mapping[str, object]]:
    one = it.case.left
    return (one.on, {"reason": one.reason}) if one else (it.case.opened, {"reason": UNSAID})


def telling(it: Sight) -> Iterator[Found]:
    """A case ended, or one that had ended was reopened, and somebody else is still to be told.

    While a case is under way, nobody is to be told that it ended, but whoever was told so before.
    """
    for one in it.case.to_tell:
        again = one.who.startswith("again_")
        if it.case.state in UNDER_WAY and not again:
            continue
        values = {"id": one.id, "name": one.name, "day": one.since}
        field = "end_told_{id}" if again or one.who.startswith("end_") else ""
        yield Found(f"telling_{one.who}", one.since, values, field=field)


def printing(it: Sight) -> Iterator[Found]:
    """A paper went to a printer, and nobody has said whether it came out."""
    if it.case.unanswered_printing is not None:
        step = PAPERS.get(it.case.unanswered_paper, "outcome")
        field = "victims" if step == "referral" else ""  # listed only where it is opened
        at = day_of(it.case.unanswered_printing)
        yield Found("printing", at, step=step, field=field)
