import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_referral import a_referral, a_stay, an_offence, refer, someone
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.workflow import State
from triage_app.services import people, referrals
from triage_app.services.answers import answer
from triage_app.services.eligibility import advise
from triage_app.services.terms import override_term
from triage_app.storage.models import AuditEntry, Case, CaseAnswer, Offence, Person, Revision


def codes(invalid):
    return [problem.code for problem in invalid.value.problems]


def test_a_referral_opens_a_case_under_the_scheme_in_force(desk, assessor, rows):
    case_id = refer(desk, assessor)

    case = rows(Case)[0]
    assert (case.id, case.number, case.state) == (case_id, "DP-26-0001", State.REFERRED)
    assert (case.scheme, case.family) == ("dyfed-powys-2019-11", "dyfed-powys")
    assert (case.assessor_id, case.opened) == (assessor.id, dt.date(2026, 5, 11))
    assert [one.code for one in rows(Offence)] == ["TH68010"]


def test_what_was_written_down_is_read_again_as_it_was(desk, assessor):
    given = a_referral()

    seen = referrals.view(desk, assessor, referrals.commit(desk, assessor, given))

    assert replace(seen.referral, person_id=None) == given


def test_numbers_are_given_in_turn_and_begin_again_with_the_year(desk, assessor, clock, rows):
    refer(desk, assessor)
    refer(desk, assessor, person=someone(name="Lowri Dipper"), custody=a_stay(custody_record="2"))
    clock.set("2027-01-04 10:00")
    refer(desk, assessor, person=someone(name="Mared Alder"), custody=a_stay(custody_record="3"))

    assert [case.number for case in rows(Case)] == ["DP-26-0001", "DP-26-0002", "DP-27-0001"]


def test_a_referral_is_one_entry_of_the_log(desk, assessor, rows):
    case_id = refer(desk, assessor)

    entry = rows(AuditEntry)[0]
    assert (entry.action, entry.case_id) == ("referral.committed", case_id)
    assert "born" in entry.fields
    assert not rows(Revision)


def test_the_same_custody_record_twice_is_told_with_the_case_that_has_it(desk, assessor):
    refer(desk, assessor)

    with pytest.raises(Invalid) as invalid:
        refer(desk, assessor, person=someone(name="Lowri Dipper"))

    problem = invalid.value.problems[0]
    assert (problem.field, problem.values["number"]) == ("custody_record", "DP-26-0001")


def test_somebody_known_already_is_not_made_twice_unasked(desk, assessor, rows):
    refer(desk, assessor)
    again = a_referral(
        person=someone(name="SANDPIPER, Osian"), custody=a_stay(custody_record="HW/2")
    )

    with pytest.raises(Invalid) as invalid:
        referrals.commit(desk, assessor, again)

    assert codes(invalid) == ["referral.known_already"]
    referrals.commit(desk, assessor, replace(again, another_person=True))
    assert len(rows(Person)) == 2


def test_one_live_case_for_a_person_is_told_in_words(desk, assessor, rows):
    refer(desk, assessor)
    again = a_referral(custody=a_stay(custody_record="HW/2"), person_id=rows(Person)[0].id)

    with pytest.raises(Refused) as refused:
        referrals.commit(desk, assessor, again)

    assert refused.value.code == "referral.has_live_case"
    assert refused.value.values["number"] == "DP-26-0001"


def test_a_person_whose_case_is_closed_may_be_referred_again(desk, assessor, rows):
    case_id = refer(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = State.CLOSED
    again = a_referral(
        person=someone(address="9 Practice Lane"),
        custody=a_stay(custody_record="HW/2"),
        person_id=rows(Person)[0].id,
    )

    referrals.commit(desk, assessor, again)

    assert [person.address for person in rows(Person)] == ["9 Practice Lane"]
    assert "2 Practice Street, Haverfordwest" in {row.earlier for row in rows(Revision)}


@pytest.mark.parametrize(
    ("suite", "day", "code"),
    [
        ("southwark", "2026-05-11 09:30", "scheme.none_in_force"),
        ("llanelli", "2019-10-31 09:30", "scheme.not_yet"),
        ("haverfordwest", "2016-06-01 09:30", "scheme.asks"),
    ],
)
def test_where_no_scheme_is_in_force_it_is_said(desk, assessor, clock, suite, day, code):
    clock.set(day)
    stay = a_stay(suite=suite, arrested=None, released=None)

    with pytest.raises(Invalid) as invalid:
        refer(desk, assessor, custody=stay, offences=[an_offence(first_day=None)])

    assert [(one.field, one.code) for one in invalid.value.problems] == [("suite", code)]


@pytest.mark.parametrize("name", ["<b>Nia</b> & Co", "ŵŷ 😀", "أحمد العلي", "N" * 300])
def test_a_name_is_kept_as_it_is_written(desk, assessor, rows, name):
    refer(desk, assessor, person=someone(name=name))

    assert rows(Person)[0].name == name
    assert [one.name for one in people.find(desk, assessor, name[:40])] == [name]


def test_an_amendment_keeps_what_it_replaces(desk, assessor, rows):
    case_id = refer(desk, assessor)
    seen = referrals.view(desk, assessor, case_id)
    changed = replace(seen.referral, person=someone(telephone="01632 960222"))

    referrals.amend(desk, assessor, case_id, changed, seen.versions)

    assert rows(Person)[0].telephone == "01632 960222"
    assert [(row.field, row.earlier) for row in rows(Revision)] == [("telephone", "01632 960111")]


def test_a_stale_amendment_is_told_with_the_version_saved_first(desk, assessor, supervisor, rows):
    case_id = refer(desk, assessor)
    mine = referrals.view(desk, assessor, case_id)
    theirs = replace(mine.referral, person=someone(telephone="01632 960222"))
    referrals.amend(desk, supervisor, case_id, theirs, mine.versions)

    with pytest.raises(Stale) as stale:
        referrals.amend(desk, assessor, case_id, mine.referral, mine.versions)

    assert stale.value.theirs["telephone"] == "01632 960222"
    assert stale.value.values["by"] == "Osian Thistlewood"
    assert rows(Person)[0].telephone == "01632 960222"


def test_a_new_address_makes_void_what_was_answered_about_the_old_one(desk, assessor, rows):
    case_id = refer(desk, assessor, person=someone(postcode="SA18 1AA"))
    answer(desk, assessor, case_id, "lives_in_area", True, "Her tenancy shows it")
    seen = referrals.view(desk, assessor, case_id)
    moved = replace(seen.referral, person=someone(postcode="SA18 2AA"))

    referrals.amend(desk, assessor, case_id, moved, seen.versions)

    assert advise(desk, assessor, case_id).facts.answers == {}
    assert [(one.said, one.void) for one in rows(CaseAnswer)] == [(True, True)]


def test_a_term_settled_on_other_days_is_settled_anew(desk, assessor, supervisor, rows):
    late = an_offence(code="CJ88001", category="CS", first_day=dt.date(2026, 3, 25))
    case_id = refer(desk, assessor, offences=[late])
    override_term(desk, supervisor, case_id, "Charged by post")
    seen = referrals.view(desk, assessor, case_id)
    moved = replace(seen.referral, person=someone(telephone="01632 960222"))
    referrals.amend(desk, assessor, case_id, moved, seen.versions)
    assert rows(Case)[0].term_end

    seen = referrals.view(desk, assessor, case_id)
    earlier = replace(seen.referral, offences=(replace(late, first_day=dt.date(2026, 1, 1)),))
    referrals.amend(desk, assessor, case_id, earlier, seen.versions)

    assert (rows(Case)[0].term_end, rows(Case)[0].term_by) == (None, "")
    assert "Charged by post" in {row.earlier for row in rows(Revision)}


@pytest.mark.parametrize(
    "words",
    ["sandpiper osian", "Osi Sandp", "DP-26-0001", "hw/1001", "sa61 1aa", "SA611AA", "960111"],
)
def test_a_person_is_found_by_whatever_is_at_hand(desk, assessor, words):
    refer(desk, assessor)

    assert [one.number for one in people.find(desk, assessor, words)] == ["DP-26-0001"]


@pytest.mark.parametrize("words", ["", " ", "o", "%", "_", "zebra", "osian zebra", "piper"])
def test_and_not_by_anything_else(desk, assessor, words):
    refer(desk, assessor)

    assert people.find(desk, assessor, words) == ()


def test_marks_do_not_hide_a_name(desk, assessor):
    refer(desk, assessor, person=someone(name="Siân Tŷ-Gwyn", known_as="O'Dell"))

    assert people.find(desk, assessor, "sian ty")
    assert people.find(desk, assessor, "ODELL")


def test_a_search_is_one_entry_and_does_not_hold_the_words(desk, assessor, rows):
    people.find(desk, assessor, "sandpiper")

    entry = rows(AuditEntry)[0]
    assert entry.action == "person.found"
    assert "sandpiper" not in str(entry.fields)


def test_the_auditor_opens_no_case(desk, assessor, auditor, administrator):
    case_id = refer(desk, assessor)

    for other in (auditor, administrator):
        for look in (referrals.recent, lambda *who: referrals.view(*who, case_id)):
            with pytest.raises(Refused, match=r"access\.not_permitted"):
                look(desk, other)
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            refer(desk, other)


def test_an_offence_changed_meanwhile_is_not_overwritten_unseen(desk, assessor, supervisor):
    case_id = refer(desk, assessor)
    mine = referrals.view(desk, assessor, case_id)
    theirs = replace(mine.referral, offences=(an_offence(place="Bridge Street"),))
    referrals.amend(desk, supervisor, case_id, theirs, mine.versions)

    with pytest.raises(Stale):
        referrals.amend(desk, assessor, case_id, mine.referral, mine.versions)


def test_an_offence_that_is_changed_keeps_its_row(desk, assessor, rows):
    case_id = refer(desk, assessor, offences=[an_offence(), an_offence(code="PU86116")])
    seen = referrals.view(desk, assessor, case_id)
    first, second = seen.referral.offences
    changed = (replace(second, place="Bridge Street"), an_offence(code="CJ67002"))

    referrals.amend(
        desk, assessor, case_id, replace(seen.referral, offences=changed), seen.versions
    )

    kept = {one.id: (one.code, one.place) for one in rows(Offence)}
    assert first.row not in kept
    assert kept[second.row] == ("PU86116", "Bridge Street")
    assert len(kept) == 2
