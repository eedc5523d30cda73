"""Finding as it is typed, on both databases: whoever is meant, the nearest first, and why."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select

from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.workflow import State
from triage_app.services import people, referrals
from triage_app.storage.models import (
    AuditEntry,
    Case,
    CaseKey,
    NameSlip,
    NameWord,
    Offence,
    Person,
    PersonKey,
    Revision,
)

# As many words as a name can have, each as unlike the others as can be.
LONG = " ".join(f"{one}{two}{one}q{two}rst" for one in "abcdefg" for two in "hijklm")[:300]


@pytest.fixture
def known(desk, assessor):
    """Return a function that refers somebody of a name, each with a custody record of their own."""
    made = []

    def known(name, **changes):
        made.append(name)
        person = someone(
            **({"name": name, "telephone": "", "postcode": "", "born": None} | changes)
        )
        stay = a_stay(custody_record=f"CR/{9000 + len(made)}")
        return refer(desk, assessor, person=person, custody=stay, another_person=True)

    return known


@pytest.fixture
def find(desk, assessor):
    """Return a function that returns the names found, each with why."""

    def find(typed):
        return [(one.name, one.why) for one in people.find(desk, assessor, typed)]

    return find


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("Dafydd ap Rhys", "dafydd ap rhys", "name"),
        ("Dafydd ap Rhys", "ap rhys", "name"),
        ("Dafydd ap Rhys", "rhys dafydd", "name"),
        ("Dafydd ap Rhys", "prys", "variant"),
        ("Dafydd ap Rhys", "dafydd price", "variant"),
        ("Dafydd ap Rhys", "David Rees", "variant"),
        ("David Price", "dafydd ap rhys", "variant"),
        ("Nest ferch Hywel", "nest powell", "variant"),
        ("Nest Powell", "nest verch hywel", "variant"),
        ("Rhys Sandpiper", "rees", "variant"),
        ("Rhys Sandpiper", "rice sandpiper", "variant"),
        ("Rhys Sandpiper", "rees sandp", "variant"),
        ("Gruffydd Alder", "griffith", "variant"),
        ("Gruffydd Alder", "alder griffiths", "variant"),
        ("Ieuan Alder", "evan alder", "variant"),
        ("Siân Alder", "SIAN", "name"),
        ("Carys Alder", "karys alder", "variant"),
        ("Osian Sandpiper", "Sandpyper", "sound"),
        ("Osian Sandpiper", "osian sanpiper", "near"),
        ("Osian Thistlewood", "osian thislewood", "near"),
        ("Osian Thistlewood", "thistelwood", "sound"),
        ("Mihangel Kestrel", "kestral mihangel", "sound"),
        ("Lowri Dipper", "low dip", "name"),
        ("Lowri Dipper", "dip lowri", "name"),
        ("Łukasz Wójcik", "lukasz wojcik", "name"),
        ("أحمد العلي", "العلي", "name"),
        ("李 小龍", "李", "name"),
        ("😀", "😀", "name"),
        ("%", "%%", None),
        ("_ _", "__", None),
        ("<b>Nia</b> & Co", "nia co", "name"),
        ("O'Dell-Smith Mair Eluned", "eluned mair odell", "name"),
        ("N" * 300, "n" * 40, "name"),
        (" ".join(["Ab"] * 100), "ab ab", "name"),
        (LONG, LONG, "name"),
        (LONG, "x" * 60 + f" {LONG}", None),
    ],
)
def test_somebody_is_found_however_the_name_is_typed(known, find, name, typed, why):
    known("Bedwyr Zzxq")
    known(name)

    assert find(typed) == ([(name, why)] if why else [])


@pytest.mark.parametrize("typed", ["dafydd zebra", "zebra", "ydd", "rhys ap dafydd zebra"])
def test_and_nobody_else_is(known, find, typed):
    known("Dafydd ap Rhys")

    assert find(typed) == []


def test_the_nearest_come_first_and_each_but_once(known, find):
    for name in ("Reece Alder", "Rhys Alder", "Ross Alder", "Rhyss Alder", "Rhysian Alder"):
        known(name)

    found = find("rhys alder")

    assert found[0] == ("Rhys Alder", "name")
    assert [why for _, why in found] == sorted(
        (why for _, why in found), key=["name", "variant", "sound", "near"].index
    )
    assert len({name for name, _ in found}) == len(found)


def test_known_as_is_a_name_too_and_is_said(known, find):
    known("William Alder", known_as="Billy Bach")

    assert find("billy alder") == [("William Alder", "known_as")]
    assert find("bach") == [("William Alder", "known_as")]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3/2/90", "born"),
        ("3 Feb 1990", "born"),
        ("030290", "born"),
        ("1990-02-03", "born"),
        ("nia 3/2/90", "born"),
        ("SA18", "postcode"),
        ("sa181aa", "postcode"),
        ("07700 900 123", "telephone"),
        ("+447700900123", "telephone"),
        ("900123", "telephone"),
        ("02/73319Z", "pnc"),
        ("2002/0073319", "pnc"),
        ("65656/91H", "cro"),
        ("nia 1990", "name"),
        ("alder sa18", "name"),
        ("DP-26-0001", "number"),
        ("0001", "number"),
        ("cr/9001", "custody_record"),
    ],
)
def test_somebody_is_found_by_whatever_number_is_at_hand(desk, known, find, typed, why):
    case_id = known("Nia Alder", born=someone().born.replace(1990, 2, 3), postcode="SA18 1AA",
        telephone="07700 900123")  # fmt: skip
    with desk.sessions.begin() as session:
        person = session.get_one(Case, case_id).person
        person.pnc, person.cro = "2002/0073319Z", "065656/91H"

    assert find(typed) == [("Nia Alder", why)]


@pytest.mark.parametrize("typed", ["nia 3/2/91", "alder sa19", "zebra 3/2/90", "nia 1991"])
def test_a_name_of_another_birth_or_place_is_not_meant(known, find, typed):
    known("Nia Alder", born=someone().born.replace(1990, 2, 3), postcode="SA18 1AA")

    assert find(typed) == []


def test_of_several_cases_the_open_one_is_opened_and_the_others_are_counted(
    desk, assessor, known, rows
):
    first = known("Nia Alder")
    with desk.sessions.begin() as session:
        session.get_one(Case, first).state = State.CLOSED
    stay = a_stay(custody_record="CR/2")
    person_id = rows(Person)[0].id
    second = refer(
        desk, assessor, person=someone(name="Nia Alder"), custody=stay, person_id=person_id
    )

    (found,) = people.find(desk, assessor, "nia alder")
    (old,) = people.find(desk, assessor, "CR/9001")

    assert (found.case_id, found.others, found.state) == (second, 1, State.REFERRED)
    assert (old.case_id, old.state) == (first, State.CLOSED)


def test_what_is_changed_is_found_as_it_is_now(desk, assessor, known, find, rows):
    case_id = known("Lowri Dipper", telephone="07700 900123")
    seen = referrals.view(desk, assessor, case_id)
    changed = someone(name="Lowri Kestrel", telephone="07700 900456")
    referrals.amend(desk, assessor, case_id, replace(seen.referral, person=changed), seen.versions)

    assert find("dipper") == find("900123") == []
    assert find("kestrel") == [("Lowri Kestrel", "name")]
    assert find("900456") == [("Lowri Kestrel", "telephone")]
    assert "dipper" not in {one.word for one in rows(NameWord)}


def test_of_somebody_erased_no_word_and_no_key_is_left(desk, known, rows):
    case_id = known("Unmistakable Quillfeather", telephone="07700 900123")
    known("Lowri Dipper")
    with desk.sessions.begin() as session:
        session.execute(delete(Revision))
        session.execute(delete(Offence).where(Offence.case_id == case_id))
        case = session.get_one(Case, case_id)
        person = case.person
        session.delete(case)
        session.flush()
        session.delete(person)

    left = {one.word for one in rows(NameWord)} | {one.slip for one in rows(NameSlip)}
    assert not [word for word in left if "quil" in word or "unmis" in word]
    assert {one.person_id for one in rows(PersonKey)} == {rows(Person)[0].id}
    assert {one.case_id for one in rows(CaseKey)} == {rows(Case)[0].id}
    assert "dipper" in left


def test_a_search_is_one_entry_and_does_not_hold_what_was_typed(known, find, rows):
    known("Lowri Dipper")
    before = len(rows(AuditEntry))

    find("lowri dippr 3/2/90")

    (entry,) = rows(AuditEntry)[before:]
    assert entry.action == "person.found"
    assert not {"lowri", "dippr"} & set(str(entry.fields).lower().split("'"))


def test_too_little_to_look_for_is_no_entry(find, rows):
    find("o")

    assert rows(AuditEntry) == []


def test_a_pair_of_words_takes_a_handful_of_looks_however_many_people_there_are(desk, known):
    for number in range(12):
        known(f"Osian Alder{'abcdefghijkl'[number]}")
    with desk.sessions() as session:
        people_kept = session.scalar(select(func.count()).select_from(Person))
        pairs = session.scalar(
            select(func.count()).select_from(PersonKey).where(PersonKey.kind == "pair")
        )

    assert pairs == 2 * people_kept
