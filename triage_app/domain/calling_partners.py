"""What calls because a partner is silent or refuses; as `calling`, a line each."""

from collections.abc import Iterator

from triage_app.domain.partner_reply import OPEN, silent_from
from triage_app.domain.sight import Found, Sight
from triage_app.domain.watched import Partnered
from triage_app.domain.workflow import State

UNDER_CONTRACT = (State.LIVE, State.BREACH_PROPOSED)


def partner(it: Sight) -> Iterator[Found]:
    """A partner has been silent for its own days, or the scheme's: it is asked again.

    One that may no longer be told of the person is to be told so, and its referral revoked.

    Of a condition only while the contract runs; of support outside it whatever becomes of the case.
    """
    days = it.scheme.attention["partner"]
    for one in it.case.partners:
        if one.standing.stage in OPEN and one.refused_on is not None:
            step = "contract" if one.position is not None else _support_step(it.case.state)
            values = _values(one) | {"day": one.refused_on}
            yield Found("partner_to_revoke", one.refused_on, values, step=step, days=0)
            continue
        since = silent_from(one.standing, one.days or days)
        if since is not None and (one.position is None or it.case.state in UNDER_CONTRACT):
            step = "contract" if one.position is not None else _support_step(it.case.state)
            values = _values(one) | {"day": one.standing.last_word or one.standing.since}
            heard = one.standing.last_word is not None
            code = "partner" if heard else "partner_unanswered"
            yield Found(code, since, values, step=step, days=0)


def refused(it: Sight) -> Iterator[Found]:
    """A partner refused a condition of the contract in force: nobody delivers it."""
    for one in it.case.partners:
        if one.leaves_gap:
            day = one.standing.since
            yield Found("refused", day, _values(one) | {"day": day, "position": one.position})


def _support_step(state: State) -> str:
    """Return the step that shows help outside the contract, as the case stands."""
    return "outcome" if state is State.NOT_TAKEN_ON else "consent"


def _values(one: Partnered) -> dict[str, object]:
    return {"id": one.id, "name": one.service}
