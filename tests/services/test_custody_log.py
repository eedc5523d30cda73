"""Whoever is in the custody log waits on one list, until referred or set aside with a reason."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.test_custody_import import break_off, many
from tests.services.verbs_custody import a_row, as_csv, look_at, previewed, take_in
from tests.services.verbs_referral import a_referral, a_stay, refer, someone
from triage_app.domain.custody_log import Aside
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.exchange.custody_log import read_log, rows_of
from triage_app.services import custody_import, custody_log, custody_preview, referrals
from triage_app.services.custody_entries import draft_of, entry_of
from triage_app.services.custody_log import Wanted
from triage_app.storage.models import AuditEntry, Case, CustodyEntry, Offence, Person


@pytest.fixture
def bring(desk, assessor, folder):
    """Return a function that takes in a log of rows."""
    return lambda *rows, **changes: take_in(desk, assessor, folder, *rows, **changes)


@pytest.fixture
def listed(desk, assessor):
    """Return a function that gives the names on the list."""

    def listed(**wanted):
        found = custody_log.waiting(desk, assessor, Wanted(**wanted))
        return [row.entry.name for row in found.rows]

    return listed


def three():
    return [
        a_row(Custody_record="HW/1/26", Name="Mair Heron", Arrested="09/05/2026 10:00"),
        a_row(Custody_record="HW/2/26", Name="Osian Wren", Arrested="10/05/2026 18:00"),
        a_row(Custody_record="HW/3/26", Name="Siân Plover", Arrested="", Released=""),
    ]


def test_the_newest_arrest_is_first_and_one_without_a_time_is_last(bring, listed):
    bring(*three())

    assert listed() == ["Osian Wren", "Mair Heron", "Siân Plover"]


def test_the_list_is_narrowed_by_suite_and_by_words_in_any_order(bring, listed):
    bring(*three())
    bring(a_row(Custody_record="AM/1/26", Name="Rhys Finch"), suite="ammanford")

    assert listed(suite="ammanford") == ["Rhys Finch"]
    assert listed(words="sian") == ["Siân Plover"]
    assert listed(words="wren osian") == ["Osian Wren"]
    assert listed(words="hw/1/26") == ["Mair Heron"]
    assert listed(words="am/1") == listed(words="1/26 finch") == ["Rhys Finch"]
    assert listed(words="HW/1") == ["Mair Heron"]
    assert len(listed(words="02/73319Z theft")) == 4
    assert listed(words="theft heron") == ["Mair Heron"]
    assert listed(words="100%") == []


def test_looking_at_the_list_is_logged(bring, listed, rows):
    bring(a_row())

    listed()

    assert rows(AuditEntry)[-1].action == "custody_log.listed"


def test_an_auditor_and_an_administrator_are_not_shown_it(desk, auditor, administrator):
    for actor in (auditor, administrator):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            custody_log.waiting(desk, actor)


def test_what_is_still_on_its_way_in_is_not_seen(desk, assessor, folder, rows, listed):
    break_off(desk, assessor, folder, rows, many(3))

    assert listed() == []


def test_a_change_still_on_its_way_in_is_not_seen(desk, assessor, folder, bring):
    bring(a_row(Released=""))
    seen = previewed(desk, assessor, folder, as_csv(a_row()))
    import_id = custody_import._begin(desk, assessor, seen)
    custody_import._stage(desk, import_id, seen, lambda *_: None)

    (row,) = custody_log.waiting(desk, assessor).rows
    assert (row.entry.released, row.changes) == (None, ())


def test_a_change_is_shown_openly_with_its_file_and_who_took_it_in(desk, assessor, bring):
    bring(a_row(Released=""))
    bring(a_row(), name="tuesday.csv")

    (row,) = custody_log.waiting(desk, assessor).rows
    (change,) = row.changes
    assert row.entry.released == dt.datetime(2026, 5, 11, 6, 0, tzinfo=dt.UTC)
    assert (change.fields, change.file, change.by) == (("released",), "tuesday.csv", assessor.name)
    assert change.earlier.released is None


def test_somebody_known_is_marked_by_name_and_birth_or_by_pnc(desk, assessor, bring):
    refer(desk, assessor, person=someone(name="Rhys Sandpiper", pnc="2002/0073319Z"))
    bring(
        a_row(Custody_record="HW/1/26", Name="REES SANDPIPER", DOB="14/05/1995", PNC_ID=""),
        a_row(Custody_record="HW/2/26", Name="Quite Another", DOB="", PNC_ID="02/73319Z"),
        a_row(Custody_record="HW/3/26", Name="Mair Heron", DOB="14/05/1995", PNC_ID=""),
    )

    known = {
        row.entry.custody_record: [(one.name, one.state) for one in row.known]
        for row in custody_log.waiting(desk, assessor).rows
    }
    live = [("Rhys Sandpiper", State.REFERRED)]
    assert known == {"HW/1/26": live, "HW/2/26": live, "HW/3/26": []}


def test_an_entry_begins_a_referral_and_is_off_the_list_once_it_is_saved(
    desk, assessor, bring, listed, rows
):
    bring(a_row())
    (row,) = custody_log.waiting(desk, assessor).rows

    referral = custody_log.begin(desk, assessor, row.entry_id, Language.ENGLISH)
    case_id = referrals.commit(desk, assessor, referral, draft_of(row.entry_id))

    (person,), (case,) = rows(Person), rows(Case)
    assert (person.name, person.pnc) == ("Lowri Kestrel", "2002/0073319Z")
    assert case.custody_record == "HW/2001/26"
    assert [(one.code, one.category) for one in rows(Offence)] == [("TH68010", "CE")]
    assert rows(CustodyEntry)[0].case_id == case_id
    assert listed() == []


def test_the_title_of_an_offence_given_by_its_code_is_filled_in(desk, assessor, bring):
    bring(a_row(Offence=""))
    (row,) = custody_log.waiting(desk, assessor).rows

    english = custody_log.begin(desk, assessor, row.entry_id, Language.ENGLISH)

    assert english.offences[0].title == "Theft from a shop"


def test_who_was_referred_by_hand_waits_no_longer(desk, assessor, bring, listed):
    bring(a_row())

    refer(desk, assessor, custody=a_stay(custody_record="hw / 2001/26"))

    assert listed() == []


def test_a_custody_record_mended_in_the_form_still_takes_its_entry_off_the_list(
    desk, assessor, bring, listed
):
    bring(a_row())
    (row,) = custody_log.waiting(desk, assessor).rows

    mended = a_referral(custody=a_stay(custody_record="HW/2001a/26"))
    referrals.commit(desk, assessor, mended, draft_of(row.entry_id))

    assert listed() == []


def test_a_custody_record_put_right_later_takes_its_entry_off_the_list(
    desk, assessor, bring, listed
):
    bring(a_row())
    case_id = refer(desk, assessor, custody=a_stay(custody_record="HW/201/26"))
    assert listed() == ["Lowri KESTREL"]

    seen = referrals.view(desk, assessor, case_id)
    mended = replace(seen.referral, custody=a_stay(custody_record="HW/2001/26"))
    referrals.amend(desk, assessor, case_id, mended, seen.versions)

    assert listed() == []


def test_an_entry_already_referred_begins_no_second_referral(desk, assessor, bring, rows):
    bring(a_row())
    refer(desk, assessor, custody=a_stay(custody_record="HW/2001/26"))

    with pytest.raises(Refused, match="referred_already") as refused:
        custody_log.begin(desk, assessor, rows(CustodyEntry)[0].id, Language.ENGLISH)

    assert refused.value.values == {"number": rows(Case)[0].number}


def test_several_are_set_aside_at_once_and_can_be_put_back(desk, assessor, bring, listed, rows):
    bring(*three())
    ids = [row.entry_id for row in custody_log.waiting(desk, assessor).rows][:2]

    assert custody_log.set_aside(desk, assessor, ids, "charged", "") == 2
    assert listed() == ["Siân Plover"]
    assert listed(aside=True) == ["Osian Wren", "Mair Heron"]
    aside = custody_log.waiting(desk, assessor, Wanted(aside=True)).rows[0].aside
    assert (aside.reason, aside.by) == (Aside.CHARGED, assessor.name)
    assert rows(AuditEntry)[-2].action == "custody_log.listed"

    custody_log.put_back(desk, assessor, ids[:1])
    assert listed() == ["Osian Wren", "Siân Plover"]


@pytest.mark.parametrize(
    ("reason", "note", "said"),
    [
        (None, "", ("reason", "problem.choose")),
        ("because", "", ("reason", "problem.choose")),
        ("other", " ", ("note", "problem.missing")),
        ("charged", "n" * 2001, ("note", "problem.too_long")),
    ],
)
def test_nobody_is_set_aside_without_a_reason(desk, assessor, bring, rows, reason, note, said):
    bring(a_row())

    with pytest.raises(Invalid) as refused:
        custody_log.set_aside(desk, assessor, [rows(CustodyEntry)[0].id], reason, note)

    assert [(one.field, one.code) for one in refused.value.problems] == [said]


def test_what_another_has_seen_to_meanwhile_is_said(desk, assessor, supervisor, bring, rows):
    bring(a_row())
    ids = [rows(CustodyEntry)[0].id]
    custody_log.set_aside(desk, supervisor, ids, "charged", "")

    with pytest.raises(Refused, match="seen_to_meanwhile"):
        custody_log.set_aside(desk, assessor, ids, "elsewhere", "")

    assert rows(CustodyEntry)[0].aside == "charged"


def test_an_entry_set_aside_stays_so_when_its_file_comes_again(bring, desk, assessor, rows, listed):
    bring(a_row())
    custody_log.set_aside(desk, assessor, [rows(CustodyEntry)[0].id], "charged", "")

    bring(a_row())

    assert listed() == []


def test_a_draft_tells_its_entry():
    assert entry_of(draft_of(17)) == 17
    assert entry_of("new-a1b2c3d4") is None
    assert entry_of("new-entry-x") is None


# ── The bad rows ─────────────────────────────────────────────────────────────────────────────


def bad_rows():
    return [
        a_row(Custody_record="HW/1/26", DOB="31/02/1990", Name="=cmd|' /C calc'!A0"),
        a_row(Custody_record="HW/2/26"),
        a_row(Custody_record="HW/3/26", Arrested="26/10/2025 01:30", OIC_number="+447"),
    ]


def test_the_bad_rows_are_kept_in_a_file_of_the_same_columns_and_one_that_says_why(
    desk, assessor, folder, rows
):
    seen = previewed(desk, assessor, folder, as_csv(*bad_rows()))

    path = custody_preview.keep_bad(desk, assessor, seen, folder / "to mend.csv", desk.texts("en"))

    log = read_log(path.name, path.read_bytes())
    kept = [row.cells for row in rows_of(log)]
    assert log.headings == (*seen.log.headings, "What is wrong")
    assert [cells[0] for cells in kept] == ["HW/1/26", "HW/3/26"]
    assert kept[0][-1] == "DOB: There is no such day. Check the day and the month."
    assert "this time came twice" in kept[1][-1]
    assert ",=cmd" not in path.read_text("utf-8-sig")
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.recipient) == ("custody_log.bad_kept", "to mend.csv")


def test_a_file_of_bad_rows_never_overwrites_another(desk, assessor, folder):
    seen = previewed(desk, assessor, folder, as_csv(*bad_rows()))

    paths = [
        custody_preview.keep_bad(desk, assessor, seen, folder / "mend.csv", desk.texts("cy")).name
        for _ in range(2)
    ]

    assert paths == ["mend.csv", "mend-2.csv"]


def test_a_folder_that_is_not_there_is_said_and_nothing_is_logged(desk, assessor, folder, rows):
    seen = previewed(desk, assessor, folder, as_csv(*bad_rows()))
    before = len(rows(AuditEntry))

    with pytest.raises(Refused, match="cannot_write"):
        custody_preview.keep_bad(
            desk, assessor, seen, folder / "none" / "mend.csv", desk.texts("en")
        )

    assert len(rows(AuditEntry)) == before


def test_what_was_mended_is_taken_in_by_the_columns_that_were_named(desk, assessor, folder, listed):
    seen = previewed(desk, assessor, folder, as_csv(*bad_rows()))
    path = custody_preview.keep_bad(desk, assessor, seen, folder / "m.csv", desk.texts("en"))
    mended = path.read_text("utf-8-sig").replace("31/02/1990", "28/02/1990")
    mended = mended.replace("26/10/2025 01:30", "26/10/2025 01:30 GMT")

    looked = look_at(desk, assessor, folder, mended, name="mended.csv")
    again = custody_preview.preview(desk, assessor, looked, looked.columns, lambda *_: None)
    taken = custody_import.take_in(desk, assessor, again, lambda *_: None)

    assert looked.remembered
    assert (taken.new, taken.bad) == (2, 0)
    assert "=cmd|' /C calc'!A0" in listed()
