"""A morning as the sheet prints it, of everything there may be on it."""

import datetime as dt

from triage_app.documents.morning_list import MeetingPrinted, MorningContents, TaskPrinted

UTC = dt.UTC


def at(month, day, hour, minute=0):
    return dt.datetime(2026, month, day, hour, minute, tzinfo=UTC)


def task(band, code, values, day, who="Osian Thistlewood", **more):
    return TaskPrinted(
        band, code, values, day, more.pop("moment", None), who, "DP-HW-26-0001", **more
    )


MORNING = MorningContents(
    whose="Mared Hawthorn",
    made_at=at(1, 20, 7, 45),
    made_by="Mared Hawthorn",
    meetings=(
        MeetingPrinted(at(1, 20, 10, 30), "Lowri <Kingfisher> & Sons", "assessment", "Brecon"),
    ),
    tasks=(
        task(
            "overdue",
            "charge",
            {"day": dt.date(2026, 2, 10), "working_day": dt.date(2026, 2, 10), "n": 21},
            dt.date(2026, 1, 19),
        ),
        task("today", "ladder", {"n": 2}, dt.date(2026, 1, 20)),
        task(
            "soon",
            "tomorrow",
            {"moment": at(1, 21, 14), "position": 3},
            dt.date(2026, 1, 21),
            moment=at(1, 21, 14),
        ),
        task(
            "put_off",
            "silent",
            {"day": dt.date(2026, 1, 2), "n": 18},
            dt.date(2026, 1, 23),
            put_off="Mared Hawthorn: In hospital until Friday.",
        ),
    ),
    times=(("Osian Thistlewood", "DP-HW-26-0001", dt.date(2026, 2, 10), 21),),
)
