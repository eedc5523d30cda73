"""What is said to have happened later than now, in any table: nothing may be."""

from sqlalchemy import DateTime, func, select

from triage_app.storage.models import Appointment, Base, Condition, MeetingMove

AHEAD = {Appointment.starts, MeetingMove.starts, Condition.first_meeting}


def too_early(desk, now):
    """Return what is said to have happened after now."""
    found = []
    with desk.sessions() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                moments = isinstance(getattr(column.type, "impl", None), DateTime)
                if moments and column not in {one.property.columns[0] for one in AHEAD}:
                    latest = session.scalar(select(func.max(column)))
                    found += [f"{table.name}.{column.name}"] if latest and latest > now else []
        marked = select(func.max(Appointment.starts)).where(Appointment.attendance.is_not(None))
        latest = session.scalar(marked)
    return found + (["a meeting that was held"] if latest and latest > now else [])
