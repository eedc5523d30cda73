"""Copies make themselves, prove themselves and go in time; what fails is told until it is done."""

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.failing_disk import no_room_for
from tests.services.verbs_copies import CHEAP, NAME, PHRASE, add_person, people, restore
from triage_app.domain.copies import Occasion
from triage_app.domain.problems import Invalid, Refused
from triage_app.services import audit, copies_kept, copying, scheduled_copies, signin, upkeep
from triage_app.services.audit import Category, Deed
from triage_app.services.copies_kept import HERE, THERE
from triage_app.services.opening import files_of
from triage_app.storage.models import Setting
from triage_app.storage.sqlcipher import unguarded

LOOKED = Deed("people.seen", Category.CONSULTATION)
ONE = pytest.mark.parametrize("database", ["embedded"], indirect=True)


@pytest.fixture
def unwritable(tmp_path):
    """A folder in which nobody may write, whoever runs the tests."""
    if os.geteuid() == 0:
        return Path("/sys/kernel")
    folder = tmp_path / "read only"
    folder.mkdir(mode=0o500)
    return folder


def sign_in(founded, clock):
    return signin.sign_in(founded, NAME, PHRASE, clock, lambda: 1.0, CHEAP)


def copies_in(folder):
    return sorted(one.name for one in folder.glob("*.backup"))


def left_in(folder):
    return [one.name for one in folder.iterdir() if one.suffix not in (".backup", ".disposed")]


def called(desk, actor):
    return [(one.code, one.why) for one in upkeep.calls(desk, actor, copies_kept.standing(desk))]


def look(desk, actor):
    audit.look(desk, actor, LOOKED)


def test_signing_out_leaves_a_copy_that_can_be_put_back(founded, clock):
    desk, actor = sign_in(founded, clock)
    add_person("Rowan Pebble")(desk, actor)
    assert signin.sign_out(desk, actor) == ()
    (made,) = files_of(founded).copies.glob("*.backup")

    desk, actor = sign_in(founded, clock)
    add_person("Alder Brook")(desk, actor)
    desk.database.close()
    restore(founded, clock, made)

    desk, _ = sign_in(founded, clock)
    assert people(desk, None) == ["Rowan Pebble"]
    desk.database.close()


@ONE
def test_a_half_hour_in_which_nothing_was_done_makes_no_copy(desk, clock, assessor):
    look(desk, assessor)
    scheduled_copies.copy(desk, assessor, Occasion.WORKING)
    clock.advance(minutes=30)
    scheduled_copies.copy(desk, assessor, Occasion.WORKING)
    assert len(copies_in(files_of(desk.config).copies)) == 1

    clock.advance(days=1)
    look(desk, assessor)
    scheduled_copies.copy(desk, assessor, Occasion.WORKING)
    assert len(copies_in(files_of(desk.config).copies)) == 2


@ONE
def test_both_places_hold_the_same_good_copy_and_it_is_known_when(
    desk, clock, administrator, place
):
    assert scheduled_copies.choose_place(desk, administrator, f" {place} ") == ()

    found = scheduled_copies.overview(desk, administrator)

    assert copies_in(place) == copies_in(files_of(desk.config).copies)
    assert {one.at for one in found.standing.good.values()} == {clock.now}
    assert (found.here.number, found.there.number, found.there.folder) == (1, 1, place)
    assert left_in(place) == left_in(files_of(desk.config).copies) == []


@ONE
def test_copies_of_ninety_days_go_by_the_rule_and_no_other_file_does(
    desk, clock, administrator, place
):
    scheduled_copies.choose_place(desk, administrator, str(place))
    by_hand = place / "custody-triage-haverfordwest-2026-01-01-0900.backup"
    another = place / "custody-triage-haverfordwest-00000000-2020-01-01-090000Z-leaving.backup"
    first = copies_in(place)[0]
    old = [
        place / first.replace("2026-05-11", f"{dt.date(2026, 5, 11) - dt.timedelta(days=n)}")
        for n in range(1, 90)
    ]
    odd = place / first.replace("2026-05-11", "2026-99-99")
    for file in (by_hand, another, odd, *old):
        file.write_bytes(b"a copy")
    half = place / f"{first}.unfinished"
    half.write_bytes(b"half a copy, of a program that was killed")

    clock.advance(minutes=30)
    look(desk, administrator)
    scheduled_copies.copy(desk, administrator, Occasion.WORKING)

    held = copies_in(place)
    others = {by_hand.name, another.name, odd.name}
    assert others <= set(held)
    assert not half.exists()
    ours = [one for one in held if one not in others]
    assert len(ours) == 7 + 2
    assert min(one.split("-2026-")[1][:5] for one in ours) == "04-26"


@ONE
def test_a_stick_that_is_gone_is_told_and_made_up_for_once_it_is_back(
    desk, clock, administrator, supervisor, assessor, place
):
    scheduled_copies.choose_place(desk, administrator, str(place))
    pocket = place.rename(place.with_name("pocket"))
    look(desk, assessor)
    clock.advance(minutes=30)

    (refused,) = scheduled_copies.copy(desk, assessor, Occasion.WORKING)

    assert refused.code == "copies.place_gone"
    assert not place.exists()
    for actor in (administrator, supervisor):
        assert called(desk, actor) == [("upkeep.failed_there", "copies.place_gone")]
    assert called(desk, assessor) == []
    pocket.rename(place)
    clock.advance(minutes=30)
    assert scheduled_copies.copy(desk, assessor, Occasion.WORKING) == ()
    assert called(desk, administrator) == []


@ONE
def test_a_place_nobody_may_write_in_is_told_and_the_copy_beside_is_made(
    desk, administrator, unwritable
):
    (refused,) = scheduled_copies.choose_place(desk, administrator, str(unwritable))

    assert refused.code == "storage.read_only"
    assert called(desk, administrator) == [("upkeep.failed_there", "storage.read_only")]
    assert len(copies_in(files_of(desk.config).copies)) == 1


@ONE
def test_a_disk_without_room_leaves_the_copies_before_and_nothing_half_made(
    desk, clock, administrator, place
):
    scheduled_copies.choose_place(desk, administrator, str(place))
    before = copies_in(place)
    clock.advance(hours=30)
    look(desk, administrator)

    with no_room_for(desk.database.path.stat().st_size // 2):
        failures = scheduled_copies.copy(desk, administrator, Occasion.LEAVING)

    assert len(failures) == 2
    folders = (place, files_of(desk.config).copies)
    assert [(copies_in(one), left_in(one)) for one in folders] == [(before, [])] * 2
    assert [one.name for one in desk.config.data.glob(".custody*")] == []
    assert {one for one, _ in called(desk, administrator)} == {
        "upkeep.failed_here",
        "upkeep.failed_there",
    }


@ONE
def test_a_full_stick_is_told_as_full_and_what_was_begun_there_is_taken_away(desk, place):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here, to write to a disk without room")
    good = copying.write(copying.source_of(desk), place / "good.backup", lambda: None)
    file = place / "again.backup"
    file.with_name(f"{file.name}.unfinished").symlink_to(full)

    with pytest.raises(Refused, match=r"storage\.no_space"):
        copying.write_again(copying.source_of(desk), good.file, file, lambda: None)

    assert [one.name for one in place.iterdir()] == ["good.backup"]


@ONE
def test_a_copy_that_does_not_read_back_gets_no_name(desk, place):
    source = copying.source_of(desk)
    good = copying.write(source, place / "good.backup", lambda: None)
    held = bytearray(good.file.read_bytes())
    held[len(held) // 2] ^= 1
    good.file.write_bytes(held)

    with pytest.raises(Refused, match=r"safekeeping\.bundle_damaged"):
        copying.write_again(source, good.file, place / "again.backup", lambda: None)

    assert [one.name for one in place.iterdir()] == ["good.backup"]


@ONE
@pytest.mark.parametrize("later", [{"minutes": 30}, {"days": 1}])
def test_an_entry_that_was_changed_since_the_last_copy_gets_no_copy(
    desk, clock, administrator, later
):
    look(desk, administrator)
    scheduled_copies.copy(desk, administrator, Occasion.WORKING)
    look(desk, administrator)
    scheduled_copies.copy(desk, administrator, Occasion.WORKING)
    look(desk, administrator)
    rewrite(desk, 5, "somebody.else")
    clock.advance(**later)

    (refused,) = scheduled_copies.copy(desk, administrator, Occasion.WORKING)

    assert refused.code == "copies.unsound"


@ONE
def test_all_of_the_log_is_read_once_a_day_and_since_then_what_came_after(
    desk, clock, administrator
):
    look(desk, administrator)
    scheduled_copies.copy(desk, administrator, Occasion.WORKING)
    rewrite(desk, 1, "somebody.else")
    clock.advance(minutes=30)
    look(desk, administrator)
    assert scheduled_copies.copy(desk, administrator, Occasion.WORKING) == ()

    clock.advance(days=1)
    look(desk, administrator)
    (refused,) = scheduled_copies.copy(desk, administrator, Occasion.WORKING)
    assert refused.code == "copies.unsound"


def rewrite(desk, number, by):
    bare = unguarded(desk.database.path, desk.database.key)
    for trigger in triggers_of_the_log(bare):
        bare.execute(f'DROP TRIGGER "{trigger}"')
    bare.execute("UPDATE audit_entry SET actor = ? WHERE id = ?", (by, number))
    bare.close()


def triggers_of_the_log(bare):
    query = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
    return [name for (name,) in bare.execute(query)]


@ONE
def test_work_of_over_a_day_in_no_copy_is_late_and_a_weekend_without_work_is_not(
    desk, clock, administrator, place
):
    scheduled_copies.choose_place(desk, administrator, str(place))
    clock.advance(days=3)
    assert called(desk, administrator) == []
    look(desk, administrator)
    clock.advance(days=1)
    assert called(desk, administrator) == []
    clock.advance(minutes=1)
    assert called(desk, administrator) == [("upkeep.late_here", ""), ("upkeep.late_there", "")]


@ONE
def test_a_caseload_that_was_never_copied_and_has_no_second_place_is_told_after_a_day(
    desk, clock, administrator, supervisor
):
    look(desk, administrator)
    assert called(desk, administrator) == []
    clock.advance(days=1, minutes=1)
    told = [("upkeep.never_here", ""), ("upkeep.no_place", "")]
    assert called(desk, administrator) == called(desk, supervisor) == told


@ONE
@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ("  ", "copies.place_wanted"),
        ("/nowhere/at all", "copies.no_such_place"),
        ("{data}/inside", "copies.place_is_here"),
    ],
)
def test_a_place_that_is_none_is_refused_beside_its_field(desk, administrator, chosen, code, rows):
    (desk.config.data / "inside").mkdir()
    with pytest.raises(Invalid) as invalid:
        scheduled_copies.choose_place(desk, administrator, chosen.format(data=desk.config.data))
    assert [(one.field, one.code) for one in invalid.value.problems] == [("place", code)]
    assert not [one for one in rows(Setting) if one.name.startswith("copies.")]


@ONE
def test_another_place_begins_anew(desk, clock, administrator, place, tmp_path):
    scheduled_copies.choose_place(desk, administrator, str(place))
    other = tmp_path / "a third"
    other.mkdir()
    clock.advance(hours=1)
    scheduled_copies.choose_place(desk, administrator, str(other))

    assert copies_kept.standing(desk).good[THERE].at == clock.now
    assert (len(copies_in(place)), len(copies_in(other))) == (1, 1)


@ONE
def test_practice_is_not_copied(desk, assessor):
    practice = replace(desk, practice=True)
    assert scheduled_copies.copy(practice, assessor, Occasion.LEAVING) == ()
    assert not files_of(desk.config).copies.exists()


@pytest.mark.parametrize("database", ["shared"], indirect=True)
def test_a_server_is_copied_by_those_who_keep_it_and_calls_nobody(desk, clock, administrator):
    look(desk, administrator)
    clock.advance(days=9)
    assert scheduled_copies.copy(desk, administrator, Occasion.LEAVING) == ()
    assert called(desk, administrator) == []
    for use in (scheduled_copies.overview, lambda *who: scheduled_copies.choose_place(*who, "/")):
        with pytest.raises(Refused, match=r"safekeeping\.server_is_backed_up_elsewhere"):
            use(desk, administrator)


@ONE
def test_only_an_administrator_chooses_where_copies_go(desk, supervisor, place):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        scheduled_copies.choose_place(desk, supervisor, str(place))
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        scheduled_copies.overview(desk, supervisor)


@ONE
def test_a_damaged_list_of_disposals_is_told_and_no_copy_lies_there_without_one(
    desk, administrator, place
):
    beside = place / "custody-triage.disposed"
    beside.write_text("not a list")

    (refused,) = scheduled_copies.choose_place(desk, administrator, str(place))

    assert (refused.code, refused.values["file"]) == ("safekeeping.disposed_damaged", str(beside))
    assert [one.name for one in place.iterdir()] == [beside.name]
    assert HERE in copies_kept.standing(desk).good
