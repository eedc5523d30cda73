"""What calls of a breach that was proposed and not decided; as `calling`, a line each."""

from collections.abc import Iterator

from triage_app.domain.calling import Found, Sight
from triage_app.domain.watched import day_of


def sent_back(it: Sight) -> Iterator[Found]:
    """A supervisor sent the proposal back for more, and nobody has proposed it again."""
    back = it.case.sent_back
    if back is not None:
        yield Found("breach_sent_back", day_of(back.at), {"name": back.by})
