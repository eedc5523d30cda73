"""What one proposes and a supervisor decides, and what comes back of it; as `calling`."""

from collections.abc import Iterator
from typing import Final

from triage_app.domain.roles import Role
from triage_app.domain.sight import Found, Sight
from triage_app.domain.watched import Returned, day_of

AT_MOST: Final = 160  # letters of a reason in a list: the whole of it stands at the thing


def breach(it: Sight) -> Iterator[Found]:
    """A breach is proposed, and waits for a supervisor."""
    at = it.case.breach.at if it.case.breach else it.now
    yield Found("breach", day_of(at), {"name": it.case.breach.by if it.case.breach else ""})


def sent_back(it: Sight) -> Iterator[Found]:
    """A supervisor sent the proposal back for more, and nobody has proposed it again."""
    back = it.case.sent_back
    if back is not None:
        yield Found("breach_sent_back", back.on, why(back))


def own_words(it: Sight) -> Iterator[Found]:
    """Words of a bespoke condition wait for a supervisor, or came back to whoever drafts them."""
    draft = it.case.draft
    if draft is None:
        return
    for position in draft.own_words:
        at = draft.changed_at or it.now
        yield Found("own_words", day_of(at), {"position": position, "id": position})
    for position, back in draft.words_returned:
        yield Found(
            "own_words_returned",
            back.on,
            {"position": position, "id": position, **why(back)},
            field="condition_{id}.words_en",
            role=Role.ASSESSOR,
        )


def why(back: Returned) -> dict[str, object]:
    """Return who sent something back and why, as a line of a list says it."""
    said = " ".join(back.reason.split())
    if len(said) > AT_MOST:
        said = f"{said[: AT_MOST - 1].rstrip()}…"
    return {"name": back.by, "reason": said}
