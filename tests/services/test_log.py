import datetime as dt

import pytest

from triage_app.domain.problems import Refused
from triage_app.domain.workflow import State
from triage_app.services import audit, log
from triage_app.services.log import Sought
from triage_app.storage.models import Case, Person

SEEN = audit.Deed("case.seen", audit.Category.CONSULTATION)
CHANGED = audit.Deed("case.changed", audit.Category.ALTERATION)


@pytest.fixture
def case_id(desk, assessor):
    with desk.sessions.begin() as session:
        case = Case(
            number="HW-1",
            person=Person(name="Rowan Pebble"),
            assessor_id=assessor.id,
            state=State.REFERRED,
            scheme="dyfed-powys-2019-11",
            family="dyfed-powys",
            suite=desk.suite,
            opened=desk.today(),
            custody_record="CR/1",
            nonce="a nonce",
        )
        session.add(case)
        session.flush()
        return case.id


@pytest.fixture
def busy(desk, assessor, supervisor, clock, case_id):
    """Two days on which a case was looked at three times and changed once."""
    audit.look(desk, assessor, SEEN, case_id, ("name",))
    audit.look(desk, supervisor, SEEN, case_id)
    clock.set("2026-05-12 00:30")
    audit.look(desk, assessor, SEEN)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).officer_name = "PC Alder"
        audit.record(session, desk, assessor, CHANGED, case_id)
    return case_id


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), [5, 4, 3, 2, 1]),
        (Sought(username="osian.thistlewood"), [2]),
        (Sought(case_number="HW-1"), [4, 2, 1]),
        (Sought(case_number="HW-2"), []),
        (Sought(action="case.changed"), [4]),
        (Sought(category="consultation", username="mared.hawthorn"), [3, 1]),
        (Sought(first_day=dt.date(2026, 5, 12), username="mared.hawthorn"), [4, 3]),
        (Sought(last_day=dt.date(2026, 5, 11)), [2, 1]),
    ],
)
def test_the_log_is_narrowed_by_person_case_action_and_day(desk, auditor, sought, found):
    page = log.page(desk, auditor, sought)
    assert [row.number for row in page.rows] == found
    assert (page.total, page.older) == (len(found), None)


@pytest.mark.usefixtures("busy")
def test_a_line_says_who_did_what_to_which_case(desk, auditor):
    row = log.page(desk, auditor, Sought(action="case.changed")).rows[0]
    assert (row.name, row.role, row.case_number) == ("Mared Hawthorn", "assessor", "HW-1")
    assert (row.fields, row.code) == (("officer_name",), "case.did_changed")


@pytest.mark.usefixtures("busy")
def test_reading_the_log_is_a_look_of_its_own_once_a_search(desk, auditor):
    log.page(desk, auditor, Sought(username="mared.hawthorn"))
    log.page(desk, auditor, Sought(username="mared.hawthorn"), before=3)
    read = log.page(desk, auditor, Sought(action="log.read"))
    assert [row.fields for row in read.rows] == [("action",), ("username",)]


def test_a_long_log_comes_in_pages(desk, assessor, auditor):
    for _ in range(log.PAGE + 20):
        audit.look(desk, assessor, SEEN)
    first = log.page(desk, auditor, Sought(action="case.seen"))
    second = log.page(desk, auditor, Sought(action="case.seen"), before=first.older)
    assert (len(first.rows), len(second.rows), first.total) == (log.PAGE, 20, log.PAGE + 20)
    assert {row.number for row in first.rows}.isdisjoint(row.number for row in second.rows)
    assert second.older is None


def test_one_cases_history_is_told_from_its_beginning(desk, auditor, busy):
    told = log.history(desk, auditor, " HW-1 ")
    assert [row.action for row in told] == [
        "case.seen",
        "case.seen",
        "case.changed",
        "log.history_read",
    ]
    assert {row.case_id for row in told} == {busy}
    assert log.history(desk, auditor, "HW-2") == ()


@pytest.mark.parametrize("role", ["assessor", "supervisor", "administrator"])
def test_only_an_auditor_reads_it(desk, request, role):
    actor = request.getfixturevalue(role)
    for deed in (
        lambda: log.page(desk, actor, Sought()),
        lambda: log.history(desk, actor, "HW-1"),
        lambda: log.choices(desk, actor),
    ):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            deed()


@pytest.mark.usefixtures("busy")
def test_one_chooses_from_what_there_is(desk, auditor):
    choices = log.choices(desk, auditor)
    assert ("mared.hawthorn", "Mared Hawthorn") in choices.people
    assert choices.actions == ("case.changed", "case.seen")
