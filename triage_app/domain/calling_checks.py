"""What calls so that a new arrest is not missed; as `calling`, a line each."""

from collections.abc import Iterator
from datetime import timedelta

from triage_app.domain.sight import Found, Sight


def check(it: Sight) -> Iterator[Found]:
    """A look for a new arrest is due by the scheme, once more after the end; or it found one."""
    course, last = it.case.course, it.case.checked
    if course is None:
        return
    if last is not None and last.unanswered:
        yield Found(
            "check_found", last.day, {"day": last.day}, field="offence", always=True, days=0
        )
    since = last.day if last else course.starts
    if since > course.ends:
        return
    next_one = since + timedelta(days=it.scheme.check_every_days)
    after = course.ends + timedelta(days=1)
    code = "check" if next_one < after else "check_last"
    yield Found(code, min(next_one, after), {"day": since})
