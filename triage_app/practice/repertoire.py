"""Every story of the practice caseload, by the name that people.toml gives it."""

from collections.abc import Callable, Mapping
from typing import Final

from triage_app.practice import bygone, courses, departed, meetings, minds, stories, varied
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story

STORIES: Final[Mapping[str, Callable[[Scene], Story]]] = {
    one.__name__: one
    for one in (
        stories.referred,
        stories.eligible,
        stories.reconsidered,
        stories.authorised,
        stories.consented,
        stories.booked,
        meetings.moved,
        meetings.missed,
        stories.assessing,
        stories.assessed,
        stories.drafted,
        stories.in_own_words,
        stories.printed,
        stories.fresh,
        stories.not_taken_on,
        stories.declined,
        stories.closed_declined,
        minds.read_over,
        minds.unsigned,
        minds.supported,
        minds.withdrew,
        minds.stopped,
        courses.on_course,
        varied.varied,
        varied.varied_unsigned,
        varied.varied_waiting,
        courses.first_miss,
        courses.waiting,
        courses.silent,
        courses.ending,
        courses.hours_behind,
        courses.two_misses,
        courses.breach_proposed,
        courses.breach_by_offence,
        courses.sent_back,
        courses.returned,
        courses.returned_told,
        courses.acknowledged,
        courses.closed_prosecuted,
        courses.not_prosecuted,
        courses.out_of_time,
        courses.done,
        courses.told,
        courses.completed,
        courses.closed_kept,
        departed.moved_away,
        departed.in_prison,
        departed.died,
        departed.transferred,
        departed.opened_in_error,
        departed.under_age,
        bygone.kept_half_a_year_ago,
        bygone.years_over,
        bygone.proposed_for_disposal,
    )
}
