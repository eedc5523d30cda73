"""What calls for whoever was harmed; as `calling`, a line each. No line names them."""

from collections.abc import Iterator

from triage_app.domain.sight import Found, Sight
from triage_app.domain.workflow import State


def unsaid(it: Sight) -> Iterator[Found]:
    """Nobody has said whether anybody was harmed: who is to be asked, and told, hangs on it."""
    if it.case.harm_unsaid:
        yield Found("victims", it.case.assessed_on or it.case.opened)


def wish(it: Sight) -> Iterator[Found]:
    """A victim was asked about restorative justice, and the answer is awaited."""
    for one in it.case.victims:
        if one.waits_since is not None and it.case.state is not State.CLOSED:
            values = {"id": one.id, "day": one.waits_since}
            yield Found("victim_wish", one.waits_since, values, waiting=True)


def notice(it: Sight) -> Iterator[Found]:
    """A victim is to be told of a key decision by a day: Victims' Code, Right 6."""
    for one in it.case.victims:
        for tell in one.to_tell:
            values = {"id": one.id, "day": tell.happened_on, "due": tell.due}
            yield Found(f"victim_notice_{tell.event}", tell.due, values, always=True)
