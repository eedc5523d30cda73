"""The custody suites there are, by their own names."""

from ui.room import Room


def suites_of(room: Room) -> list[tuple[str, str]]:
    """Return the suites of this caseload's force, by their names."""
    suites = room.desk.schemes.suites_beside(room.desk.suite)
    return [(one.code, one.name[room.texts.language]) for one in suites]
