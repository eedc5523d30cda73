"""What the cases of a caseload have gone through: ten years of it, and sixty contracts under way.

The database writes it by itself, a statement a table: a caseload of 100,000 has two million rows
beside its cases then, so that whatever looks at more than it needs shows.
"""

from sqlalchemy import func, insert, literal_column, select, text, union_all, update
from sqlalchemy.orm import Session

from tests.benchmarks.caseload import ASSESSOR, NOW, fill_caseload
from triage_app.domain.workflow import State
from triage_app.services.audit import HEAD, Head
from triage_app.storage.database import open_embedded
from triage_app.storage.models import (
    Appointment,
    ArrestCheck,
    Assessment,
    AuditEntry,
    Authorisation,
    Case,
    Condition,
    Consent,
    ContactAttempt,
    Contract,
    EligibilityDecision,
    Ending,
    HoursEntry,
    Member,
    NoVictim,
    RetentionReview,
    Service,
    Setting,
    Victim,
    VictimTold,
)

LIVE = 60  # contracts of one assessor: twice what anybody should hold
TODAY, CLOCK = f"'{NOW:%Y-%m-%d}'", f"'{NOW:%Y-%m-%d %H:%M:%S}'"
SIGNED = "state IN ('live', 'breach_proposed', 'returned', 'completed', 'closed')"
OVER = "state IN ('returned', 'completed', 'closed')"
BY = {"recorded_by": f"'{ASSESSOR}'"}
SIGNED_ON, ENDS = "date(opened, '+5 day')", "date(opened, '+125 day')"
PLACES = {  # of a contract: its kind, its code, its pathway, its sessions and its hours
    1: ("'no_reoffending'", "'NR1'", "NULL", "NULL", "NULL"),
    2: ("'pathway'", "'AC1'", "'accommodation'", "4", "NULL"),
    3: ("'pathway'", "'AT1'", "'attitudes'", "6", "NULL"),
    5: ("'volunteering'", "'VO1'", "NULL", "NULL", "20"),
}
DEEDS = ("referrals.recorded", "eligibility.decided", "consent.recorded", "tracking.contact")


def lived_caseload(folder, cases, live=LIVE):
    """Make a caseload with so many cases, and their courses; return its file and its key."""
    path, key = fill_caseload(folder, cases)
    database = open_embedded(path, bytes.fromhex(key))
    lived(database, live)
    database.close()
    return path, key


def lived(database, live=LIVE):
    """Give every case of a caseload its course, and one assessor so many live contracts."""
    engine = database.engine.execution_options(writes=True)
    with Session(engine) as session, session.begin():
        _share_out(session, live)
        _before_contract(session)
        _contracts(session)
        _done_since(session)
        _endings(session)
        _victims(session)
        _log(session)


def spread(session, model, where, each=(1,), **columns):
    """Write rows of a table for each case there is, so many for each, of expressions in SQL."""
    numbers = union_all(*(select(literal_column(str(n)).label("n")) for n in each)).subquery("it")
    values = select(*(literal_column(one) for one in columns.values()))
    source = values.select_from(Case.__table__.join(numbers, text("1 = 1"))).where(text(where))
    session.execute(insert(model).from_select(list(columns), source))


def _share_out(session, live):
    """Give the assessor the first cases, all under contract; what else is open others have."""
    mine = session.scalar(select(Member.id).where(Member.username == ASSESSOR))
    held = update(Case).execution_options(synchronize_session=False)
    theirs = held.where(Case.state != State.CLOSED, Case.assessor_id == mine)
    session.execute(theirs.values(assessor_id=literal_column(f"{mine + 1} + id % 19")))
    day = f"date({TODAY}, '-' || (10 + id % 100) || ' day')"
    session.execute(
        held.where(Case.id <= live).values(
            assessor_id=mine,
            state=State.LIVE,
            opened=literal_column(day),
            released=literal_column(f"{day} || ' 08:00:00'"),
            closed_on=None,
        )
    )
    session.execute(
        held.where(Case.state == State.CLOSED).values(
            closed_on=literal_column("date(opened, '+130 day')")
        )
    )


def _before_contract(session):
    decided = {"outcome": "'decided_eligible'", "scheme": "scheme", "reason": "''"}
    kept = dict.fromkeys(("facts", "findings", "clock", "shown"), "'[]'")
    spread(session, EligibilityDecision, "state <> 'referred'", case_id="id",
           decided_by=f"'{ASSESSOR}'", decided_at="released", **decided, **kept)  # fmt: skip
    spread(session, Authorisation, "state <> 'referred'", case_id="id", officer="officer_name",
           rank="'Sergeant'", number="'1234'", day="opened", **BY)  # fmt: skip
    asked = "state NOT IN ('referred', 'eligible')"
    spread(session, Consent, asked, case_id="id", given="1", sheet="'1'", language="'en'",
           day="opened", recorded_at="released", **BY)  # fmt: skip
    spread(session, Assessment, f"state = 'assessed' OR {SIGNED}", case_id="id", version="1",
           occasion="'entry'", instrument="'npi-2019-11'", started_at="released",
           started_by=f"'{ASSESSOR}'", language="'en'", saved_at="released",
           saved_by=f"'{ASSESSOR}'", completed_at="released")  # fmt: skip


def _contracts(session):
    lists = ("pathways", "areas", "languages", "access", "contacts")
    service = {name: [] for name in lists} | {"version": 1, "name": "Housing advice"}
    session.execute(insert(Service), service)
    held = session.scalar(select(func.max(Service.id)))
    spread(session, Contract, SIGNED, id="id", version="1", case_id="id", issue="1",
           edition="'en'", drafted_for=SIGNED_ON, ends=ENDS, needs="'[]'", left_out="'{}'",
           signed_on=SIGNED_ON, drafted_by=f"'{ASSESSOR}'", changed_at="released")  # fmt: skip
    for place, (kind, code, pathway, sessions, hours) in PLACES.items():
        spread(session, Condition, SIGNED, id=f"id * 5 + {place}", contract_id="id",
               position=str(place), kind=kind, code=code, pathway=pathway, sessions=sessions,
               hours=hours, due=ENDS, service_id="NULL" if place == 1 else str(held))  # fmt: skip


def _done_since(session):
    """Meetings, hours and tries at contact: some missed, the last of which nobody has said."""
    for place, weeks in ((2, (2, 5, 8, 11)), (3, (3, 4, 6, 7, 9, 10))):
        starts = "datetime(opened, '+' || (n * 7) || ' day', '+' || (9 + id % 8) || ' hour')"
        came = (
            f"CASE WHEN {starts} > datetime({CLOCK}, '-1 day') THEN NULL "
            "WHEN (id + n) % 9 = 0 THEN 'missed_unacceptable' ELSE 'attended' END"
        )
        spread(session, Appointment, SIGNED, weeks, version="1", case_id="id",
               condition_id=f"id * 5 + {place}", kind="'condition'", starts=starts, minutes="60",
               uid=f"'{place}-' || id || '-' || n", booked_at="released",
               attendance=came)  # fmt: skip
    done = f"date(opened, '+' || (n * 12) || ' day') <= {TODAY}"
    spread(session, HoursEntry, f"{SIGNED} AND {done}", (1, 2, 3), condition_id="id * 5 + 5",
           day="date(opened, '+' || (n * 12) || ' day')", minutes="240", recorded_at="released",
           **BY)  # fmt: skip
    spread(session, ContactAttempt, f"{SIGNED} AND {done}", (1, 3, 5), case_id="id",
           at="datetime(opened, '+' || (n * 12) || ' day')", how="'telephone'", reached="n % 2",
           **BY)  # fmt: skip
    spread(session, ArrestCheck, SIGNED, case_id="id", checked_on=f"date({TODAY}, '-9 day')",
           source="'pnc'", result="'nothing'", recorded_at="released", **BY)  # fmt: skip


def _endings(session):
    """All of what follows an end has been done in its time, but for one case in five hundred."""
    checks = " + ".join(
        f"(closed_on <= date({TODAY}, '-{months} month', '+4 day'))" for months in (6, 12, 24)
    )
    made = f"CASE WHEN state = 'closed' AND id % 500 > 0 THEN {checks} ELSE 0 END"
    over = "CASE WHEN state = 'closed' THEN"
    spread(session, Ending, OVER, case_id="id",
           kind="CASE WHEN state = 'returned' THEN 'returned' ELSE 'completed' END",
           ended_from="'live'", confirmed_by=f"'{ASSESSOR}'", checks=made,
           confirmed_at=f"coalesce(closed_on, {TODAY}) || ' 09:00:00'", told_on="closed_on",
           acknowledged_on="closed_on", result=f"{over} 'community_resolution' END",
           result_on="closed_on")  # fmt: skip
    spread(session, RetentionReview, f"closed_on < date({TODAY}, '-5 year') AND id % 500 > 0",
           case_id="id", version="1", choice="'keep'", until=f"date({TODAY}, '+1 year')",
           reason="'Asked for'", decided_by=f"'{ASSESSOR}'", decided_at=CLOCK)  # fmt: skip


def _victims(session):
    said = {"recorded_at": "released", **BY}
    spread(session, NoVictim, "id % 3 > 0", case_id="id", why="'Nobody was there'", **said)
    spread(session, Victim, "id % 3 = 0", id="id", version="1", case_id="id", kind="'person'",
           name="'Mared Plover'", language="'en'", told_by="'letter'", **said)  # fmt: skip
    over = "state = 'closed'"
    told = (("taken_on", "1 = 1", "opened"), ("contract", over, SIGNED_ON),
            ("completed", over, "closed_on"))  # fmt: skip
    for event, where, day in told:
        spread(session, VictimTold, f"id % 3 = 0 AND {where}", victim_id="id", case_id="id",
               event=f"'{event}'", happened_on=day, day=day, told="1",
               recorded_at=f"{day} || ' 12:00:00'", **BY)  # fmt: skip


def _log(session):
    """Entries that name each case; the next is written after the last of them."""
    deed = " ".join(f"WHEN {n} THEN '{one}'" for n, one in enumerate(DEEDS))
    spread(session, AuditEntry, "1 = 1", range(len(DEEDS)), at="released",
           actor=f"'{ASSESSOR}'", role="'assessor'", workstation="'one'",
           action=f"CASE n {deed} END", category="'collection'", case_id="id", fields="'[]'",
           previous="'p' || id || '-' || n", seal="'s' || id || '-' || n")  # fmt: skip
    last = session.execute(select(AuditEntry.id, AuditEntry.seal).order_by(AuditEntry.id.desc()))
    number, seal = last.first()
    head = Head(number, seal, NOW.isoformat()).written()
    session.execute(update(Setting).where(Setting.name == HEAD).values(value=head))
