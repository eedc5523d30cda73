"""The first meeting in words: its hours, each slot it had, and every attempt that was made."""

from PySide6.QtWidgets import QWidget

from triage_app.domain.attempts import Attempt, Attempts, Tried
from triage_app.services.bookings import FirstMeeting, Support
from triage_app.services.meetings import Booked
from ui.parts import column_of, heading, words
from ui.room import Room
from ui.slot_form import history
from ui.theme import SMALL, Tone


def window_in_words(room: Room, meeting: FirstMeeting) -> list[tuple[str, Tone]]:
    """Say which hours the meeting should lie in, and whether they are running or over."""
    texts, window, now = room.texts, meeting.window, room.desk.now()
    if window is None:
        return [(texts("bookings.window_not_known"), Tone.WARN)]
    least, most = meeting.hours
    values = {"least": least, "most": most, "opens": window.opens, "closes": window.closes}
    said = [(texts("bookings.window", **values), Tone.INK)]
    if meeting.is_wanting and window.holds(now):
        said.append((texts("bookings.window_open", closes=window.closes), Tone.WARN))
    if meeting.is_wanting and now > window.closes:
        said.append((texts("bookings.window_over"), Tone.BAD))
    return said


def support_in_words(room: Room, support: Support) -> str:
    """Say who has to be arranged to be there, and that a letter is all that reaches them."""
    texts, said = room.texts, []
    if support.interpreter is not None:
        code = "bookings.interpreter" if support.interpreter else "bookings.interpreter_any"
        said.append(texts(code, language=support.interpreter))
    if support.appropriate_adult is not None:
        name = support.appropriate_adult
        code = "bookings.appropriate_adult" if name else "bookings.appropriate_adult_any"
        said.append(texts(code, name=name))
    if support.availability.words:
        said.append(texts("bookings.availability", words=support.availability.words))
    if not support.telephone.strip():
        said.append(texts("bookings.no_telephone"))
    return " ".join(said)


def booked_part(room: Room, one: Booked) -> QWidget:
    """Return a meeting: when and where, what became of it, and every slot it had before."""
    theme, holder = room.theme, QWidget()
    lines = [words(theme, said, bold=bold) for said, bold in _lines(room, one)]
    told = [words(theme, said, SMALL, Tone.MUTED) for said in history(room.texts, one)]
    holder.setLayout(column_of(*lines, *told, spacing=4))
    return holder


def attempts_part(room: Room, made: Attempts) -> QWidget:
    """Return how many attempts came to nothing, against the scheme's limit, and each of them."""
    theme, texts, holder = room.theme, room.texts, QWidget()
    count = texts("attempts.count", n=made.in_vain, limit=made.limit)
    tone = Tone.WARN if made.limit_is_reached else Tone.INK
    title = heading(theme, texts("attempts.heading"))
    told = (_attempt(room, one) for one in made.made)  # a Welsh date begins with a small letter
    lines = [words(theme, f"{one[0].upper()}{one[1:]}", SMALL, Tone.MUTED) for one in told]
    holder.setLayout(column_of(title, words(theme, count, tone=tone, bold=True), *lines, spacing=4))
    return holder


def _lines(room: Room, one: Booked) -> list[tuple[str, bool]]:
    texts = room.texts
    when = texts("bookings.booked_for", moment=one.starts, minutes=one.minutes)
    lines = [
        (f"{when[0].upper()}{when[1:]}", True),  # a Welsh date begins with a small letter
        (texts("bookings.booked_at", place=one.place), False),
    ]
    if one.attendance:
        lines.append((texts(f"compliance.attendance_{one.attendance}"), True))
        if one.note:
            lines.append((one.note, False))
    if one.called_off:
        lines.append((texts("bookings.is_called_off"), True))
    if one.outside:
        usual = texts(f"bookings.outside_{one.outside}")
        reason = ". ".join(part for part in (usual, one.outside_reason) if part)
        lines.append((texts("bookings.booked_outside", reason=reason), False))
    return lines


def _attempt(room: Room, one: Attempt) -> str:
    texts = room.texts
    if one.tried is Tried.MEETING:
        result = texts(f"compliance.attendance_{one.result}")
        return texts("attempts.meeting", moment=one.at, result=result, note=one.note)
    how = texts(f"tracking.how_{one.how}")
    return texts(f"attempts.{one.result}", moment=one.at, how=how, note=one.note)
