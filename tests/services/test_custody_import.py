"""A custody log is taken in wholly or not at all, harmlessly again, and in nobody's way."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import update

from tests.services.verbs_custody import (
    HEADINGS,
    a_row,
    as_csv,
    look_at,
    previewed,
    take_in,
    unwatched,
)
from tests.services.verbs_referral import a_stay, refer
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, Role, may
from triage_app.services import custody_files, custody_import, custody_preview, drafts
from triage_app.services.custody_import import Taken
from triage_app.services.custody_preview import Verdict
from triage_app.storage.models import (
    AuditEntry,
    Case,
    CustodyColumns,
    CustodyEntry,
    CustodyImport,
    CustodyRow,
)

CUSTODY = (CustodyImport, CustodyEntry, CustodyRow)
MANY = 600  # rows: several pieces
AT_MOST = 0.1  # seconds that somebody else's save may take
TRIES = 3  # a busy machine may hold up any one of them


class StoppedError(Exception):
    """Raised by whoever stops an import."""


@pytest.fixture
def bring(desk, assessor, folder):
    """Return a function that takes in a log of rows."""
    return lambda *rows, **changes: take_in(desk, assessor, folder, *rows, **changes)


def many(number=MANY):
    return [a_row(Custody_record=f"HW/{n}/26", Name=f"WREN, Lowri {n}") for n in range(number)]


def counts(taken):
    return taken.new, taken.changed, taken.unchanged, taken.bad


def held(rows):
    return [len(rows(table)) for table in CUSTODY]


def test_every_good_row_becomes_an_entry(bring, rows):
    taken = bring(a_row(), a_row(Custody_record="HW/2002/26", Name="Rhys Ŵyn <b>&\U0001f600"))

    (first, second), stays = rows(CustodyRow), rows(CustodyEntry)
    assert counts(taken) == (2, 0, 0, 0)
    assert (first.name, first.born, first.sex) == ("Lowri KESTREL", dt.date(1990, 2, 3), "female")
    assert first.arrested == dt.datetime(2026, 5, 10, 16, 0, tzinfo=dt.UTC)
    assert first.offences == [["TH68010", "Theft from a shop"]]
    assert second.name == "Rhys Ŵyn <b>&\U0001f600"
    assert [(one.suite, one.record_key) for one in stays] == [
        ("haverfordwest", "HW/2001/26"),
        ("haverfordwest", "HW/2002/26"),
    ]


def test_an_import_is_one_entry_of_the_log_with_its_counts_and_no_contents(bring, rows, assessor):
    bring(a_row(), a_row(Custody_record="HW/2002/26", DOB="31/02/1990"))

    entries = [one for one in rows(AuditEntry) if one.action == "custody_log.imported"]
    assert [(one.category, one.actor) for one in entries] == [("collection", assessor.username)]
    assert {"rows_new=1", "rows_changed=0", "rows_unchanged=0", "rows_bad=1"} <= set(
        entries[0].fields
    )
    assert not any("KESTREL" in name for name in entries[0].fields)


def test_the_same_file_again_changes_nothing(bring, rows):
    file = many(20)
    bring(*file)
    before = [(one.id, one.name) for one in rows(CustodyRow)]

    taken = bring(*file)

    assert counts(taken) == (0, 0, 20, 0)
    assert [(one.id, one.name) for one in rows(CustodyRow)] == before
    assert len(rows(CustodyEntry)) == 20


def test_a_time_that_has_been_added_changes_the_entry_and_the_earlier_version_stays(bring, rows):
    bring(a_row(Released=""))

    taken = bring(a_row())

    earlier, later = rows(CustodyRow)
    assert counts(taken) == (0, 1, 0, 0)
    assert earlier.entry_id == later.entry_id
    assert (earlier.released, later.released) == (
        None,
        dt.datetime(2026, 5, 11, 6, 0, tzinfo=dt.UTC),
    )


def test_what_a_later_file_has_no_column_for_stays_as_it_was(bring, desk, assessor, folder, rows):
    bring(a_row(Released=""))
    few = ("Custody record", "Name", "Released")
    seen = previewed(desk, assessor, folder, as_csv(a_row(), headings=few))

    custody_import.take_in(desk, assessor, seen, unwatched)

    later = rows(CustodyRow)[-1]
    assert later.born == dt.date(1990, 2, 3)
    assert later.offences == [["TH68010", "Theft from a shop"]]
    assert later.released is not None


def test_one_person_twice_is_two_entries_only_under_two_records(bring, rows):
    taken = bring(a_row(), a_row(), a_row(Custody_record="HW/2009/26"))

    assert counts(taken) == (2, 0, 0, 0)
    assert len(rows(CustodyEntry)) == 2


def test_a_record_spelt_with_other_spaces_and_capitals_is_the_same(bring, rows):
    bring(a_row())

    taken = bring(a_row(Custody_record="hw / 2001 / 26"))

    assert counts(taken) == (0, 0, 1, 0)
    assert len(rows(CustodyEntry)) == 1


def test_two_rows_of_one_stay_that_differ_by_the_offence_are_one_entry_with_two(bring, rows):
    bring(a_row(), a_row(Offence_code="CJ88116", Offence="Assault by beating"))

    (row,) = rows(CustodyRow)
    assert row.offences == [["TH68010", "Theft from a shop"], ["CJ88116", "Assault by beating"]]


def test_two_rows_of_one_stay_that_disagree_are_not_chosen_between(desk, assessor, folder):
    both = as_csv(a_row(), a_row(Name="KESTREL, Mair"))

    seen = previewed(desk, assessor, folder, both)

    assert [row.verdict for row in seen.rows] == [Verdict.NEW, Verdict.BAD]
    said = custody_preview.sentence(seen, seen.rows[1], desk.texts("en"))
    assert "Row 2 has the same custody record" in said


def test_an_entry_whose_custody_record_has_a_case_is_its_cases(desk, assessor, bring, rows):
    refer(desk, assessor, custody=a_stay(custody_record="HW/2001/26"))

    bring(a_row(), a_row(Custody_record="HW/2002/26"))

    assert [one.case_id for one in rows(CustodyEntry)] == [rows(Case)[0].id, None]


# ── Cancelled, broken off, at the same time ──────────────────────────────────────────────────


def stop_after(rows, calls):
    """Return a watch that stops at its n-th call, and says what was staged by then."""
    seen = {"calls": 0, "staged": 0}

    def watch(*_):
        seen["calls"] += 1
        if seen["calls"] > calls:
            seen["staged"] = len(rows(CustodyRow))
            raise StoppedError

    return watch, seen


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_an_import_stopped_at_any_moment_leaves_no_trace(
    desk, assessor, folder, rows, bring, calls
):
    bring(a_row(Released=""))
    before, said = held(rows), len(rows(AuditEntry))
    seen = previewed(desk, assessor, folder, as_csv(a_row(), *many()))
    watch, stopped = stop_after(rows, calls)

    with pytest.raises(StoppedError):
        custody_import.take_in(desk, assessor, seen, watch)

    assert stopped["staged"] == 1 + min(calls * custody_import.CHUNK, MANY + 1)
    assert held(rows) == before
    assert len(rows(AuditEntry)) == said


def break_off(desk, assessor, folder, rows, file):
    """Leave an import as a program leaves it that is killed on its way."""
    seen = previewed(desk, assessor, folder, as_csv(*file))
    import_id = custody_import._begin(desk, assessor, seen)
    custody_import._stage(desk, import_id, seen, unwatched)
    with desk.sessions.begin() as session:
        long_ago = desk.now() - dt.timedelta(minutes=6)
        session.execute(
            update(CustodyImport).values(run="another", beat_at=long_ago, started_at=long_ago)
        )
    assert len(rows(CustodyRow)) == len(file)


def test_what_a_killed_import_left_is_taken_out_by_the_next(desk, assessor, folder, rows, bring):
    break_off(desk, assessor, folder, rows, many(30))

    taken = bring(a_row())

    assert counts(taken) == (1, 0, 0, 0)
    assert [one.id for one in rows(CustodyImport)] == [taken.import_id]
    assert len(rows(CustodyRow)) == 1


def test_two_at_once_are_refused_by_name(desk, assessor, supervisor, folder):
    seen = previewed(desk, assessor, folder, as_csv(a_row()))
    custody_import._begin(desk, assessor, seen)

    with pytest.raises(Refused, match="being_imported") as refused:
        custody_import.take_in(desk, supervisor, seen, unwatched)

    assert refused.value.values == {"name": assessor.name}


def slowest_save(desk, assessor, folder, prefix):
    """Take in a log in one session, and save in another; return the slowest save and how many."""
    file = [row | {"Custody record": f"{prefix}/{n}"} for n, row in enumerate(many(2000))]
    seen = previewed(desk, assessor, folder, as_csv(*file))
    begun, took = Event(), []

    def watch(share):
        if share:
            begun.set()

    with ThreadPoolExecutor(1) as other:
        running = other.submit(custody_import.take_in, desk, assessor, seen, watch)
        begun.wait(30)
        while not running.done():
            start = time.perf_counter()
            drafts.keep(desk, assessor, "referral", "new-1", {"name": str(len(took))})
            if not running.done():  # else the import was over before the save was
                took.append(time.perf_counter() - start)
        assert running.result().new == len(file)
    return max(took), len(took)


def test_who_saves_while_a_log_is_taken_in_waits_a_tenth_of_a_second_at_most(
    desk, assessor, folder
):
    found = []
    while len(found) < TRIES and (not found or found[-1][0] > AT_MOST):
        found.append(slowest_save(desk, assessor, folder, f"T{len(found)}"))

    assert all(saves >= 5 for _, saves in found), "the import was not running"
    assert min(slowest for slowest, _ in found) <= AT_MOST


# ── Columns, and who may ─────────────────────────────────────────────────────────────────────


def test_columns_are_guessed_once_and_remembered_for_the_suite_and_its_headings(
    desk, assessor, folder, rows
):
    first = look_at(desk, assessor, folder, as_csv(a_row()))
    assert not first.remembered

    previewed(desk, assessor, folder, as_csv(a_row()))

    again = look_at(desk, assessor, folder, as_csv(a_row(), headings=tuple(reversed(HEADINGS))))
    elsewhere = look_at(desk, assessor, folder, as_csv(a_row()), suite="ammanford")
    assert again.remembered
    assert again.columns == first.columns
    assert not elsewhere.remembered
    assert len(rows(CustodyColumns)) == 1


def test_what_somebody_said_of_a_column_stands_against_the_guess(desk, assessor, folder):
    text = as_csv(a_row())
    columns = dict(look_at(desk, assessor, folder, text).columns)
    del columns[custody_preview.Field.PNC]

    previewed(desk, assessor, folder, text, columns)

    assert look_at(desk, assessor, folder, text).columns == columns


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"name": "Name"}, {"custody_record": "custody_log.column_needed"}),
        ({"custody_record": "Custody record"}, {"name": "custody_log.name_needed"}),
        (
            {"custody_record": "Custody record", "name": "Custody record"},
            {"name": "custody_log.column_twice"},
        ),
        (
            {"custody_record": "Custody record", "name": "Name", "arrested_time": "Arrested"},
            {"arrested": "custody_log.time_alone"},
        ),
    ],
)
def test_columns_that_say_too_little_are_refused(desk, assessor, folder, columns, said):
    wanted = {custody_preview.Field(field): heading for field, heading in columns.items()}

    with pytest.raises(Invalid) as refused:
        previewed(desk, assessor, folder, as_csv(a_row()), wanted)

    assert {one.field: one.code for one in refused.value.problems} == said


def test_a_file_and_a_suite_are_asked_for(desk, assessor):
    with pytest.raises(Invalid) as refused:
        custody_files.look(desk, assessor, " ", None)

    assert [one.field for one in refused.value.problems] == ["file", "suite"]


def test_only_whoever_refers_may_bring_in_a_log(desk, administrator, auditor, folder):
    allowed = {role for role in Role if may(role, Permission.IMPORT_CUSTODY_LOG)}
    assert allowed == {Role.ASSESSOR, Role.SUPERVISOR}

    for actor in (administrator, auditor):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            look_at(desk, actor, folder, as_csv(a_row()))


def test_an_import_with_nothing_in_it_is_none_the_worse(bring):
    assert bring() == Taken(1)


@pytest.mark.slow
def test_a_hundred_thousand_rows_go_through(desk, assessor, folder):
    text = as_csv(*many(100_000))
    seen = previewed(desk, assessor, folder, text)
    taken = custody_import.take_in(desk, assessor, seen, unwatched)

    assert taken.new == 100_000
    assert counts(
        custody_import.take_in(desk, assessor, previewed(desk, assessor, folder, text), unwatched)
    ) == (0, 0, 100_000, 0)
