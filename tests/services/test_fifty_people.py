"""Of fifty people some are disposed of: nothing of these is left, and everything of the others."""

from dateutil.relativedelta import relativedelta
from sqlalchemy import text

from tests.services.decrypted import pages, written
from tests.services.many import coined, everything, multiplied
from tests.services.verbs_after import closed, closed_on, dispose
from tests.services.verbs_referral import someone
from triage_app.domain.roles import Role
from triage_app.services import audit, drafts, people
from triage_app.services.desk import Actor
from triage_app.storage.models import AuditEntry, Base, Erased

NAMES = coined(50)
GO, STAY = NAMES[:20], NAMES[20:]
SECOND = Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)


def test_nothing_is_left_of_who_goes_and_everything_of_who_stays(
    desk, database, clock, assessor, supervisor, rows
):
    lives = fifty(desk, database, clock, assessor, supervisor)
    before, held = everything(database), said(database)
    assert [one for one in NAMES if not wholly(one, held)] == []  # the control: each is found
    assert {"paper", "appointment", "condition", "revision"} <= set(lives[GO[0]].rows)

    for name in GO:
        assert dispose(desk, supervisor, SECOND, lives[name].case_id).cleared

    held, after = said(database), everything(database)
    assert [one for one in GO if partly(one, held)] == []
    assert [one for one in STAY if not wholly(one, held)] == []
    for name in GO:
        assert not any(after[table].keys() & own for table, own in lives[name].rows.items())
    for name in STAY:
        for table, own in lives[name].rows.items():
            assert {it: after[table][it] for it in own} == {it: before[table][it] for it in own}
    assert [people.find(desk, supervisor, one) for one in GO] == [()] * len(GO)
    assert [len(people.find(desk, supervisor, one)) for one in STAY] == [1] * len(STAY)
    assert {one.case_id for one in rows(Erased)} == {lives[name].case_id for name in GO}
    logged = [one.case_id for one in rows(AuditEntry) if one.action == "retention.erased"]
    assert logged == [lives[name].case_id for name in GO]
    with database.sessions() as session:
        assert audit.broken_entries(session) == []


def fifty(desk, database, clock, assessor, supervisor):
    """Fifty people by name, each with all that a whole life leaves behind."""
    case_id = closed(desk, clock, assessor, supervisor, person=someone(name=NAMES[0], pnc=""))
    clock.set(f"{closed_on(desk, case_id) + relativedelta(years=6)} 10:00")
    for name in NAMES:
        drafts.keep(desk, assessor, "tracking.contact", name, {"note": f"Rang {name}"})
    return multiplied(database, case_id, NAMES)


def said(database):
    """Everything that can be read of a database, in small letters: of a file its very pages."""
    if database.path is not None:
        return (pages(database.path) + written(database.path)).lower()
    with database.sessions() as session:
        return b"\n".join(
            row[0].lower().encode()
            for table in Base.metadata.tables
            for row in session.execute(text(f'SELECT t::text FROM "{table}" t'))  # noqa: S608
        )


def wholly(name, held):
    return all(one.encode() in held for one in name.lower().split())


def partly(name, held):
    return any(one.encode() in held for one in name.lower().split())
