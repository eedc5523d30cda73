"""Two records linked or made one: everything moves, nothing is lost, and all of it is logged."""

import datetime as dt

import pytest
from sqlalchemy import select

from tests.services.verbs_referral import a_referral, a_stay, refer, someone
from triage_app.domain.likeness import Verdict
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import State
from triage_app.services import background, drafts, linking, merging, people, referrals
from triage_app.storage.models import (
    AuditEntry,
    Base,
    Case,
    FormerPerson,
    Person,
    PersonKey,
    PersonLink,
    Revision,
    SafetyFlag,
)

WHY = "Said so himself, and the PNC ID agrees"


@pytest.fixture
def known(desk, assessor):
    """Return a function that refers somebody, and returns their person's number."""
    count = []

    def known(name, *, closed=False, person_id=None, **changes):
        count.append(name)
        stay = a_stay(custody_record=f"CR/{9000 + len(count)}")
        given = {"another_person": True} if person_id is None else {"person_id": person_id}
        person = someone(name=name, **changes)
        case_id = refer(desk, assessor, person=person, custody=stay, **given)
        with desk.sessions.begin() as session:
            case = session.get_one(Case, case_id)
            if closed:
                case.state = State.CLOSED
            return case.person_id

    return known


@pytest.fixture
def two(known):
    """One person who is in the caseload twice: the earlier case is closed."""
    kept = known("Osian Sandpiper", telephone="01632 960111", known_as="", closed=True)
    other = known("Ossian Sandpyper", telephone="07700 900123", known_as="Ozzy")
    return kept, other


def order(desk, actor, kept, other, theirs=(), reason=WHY):
    compared = merging.compare(desk, actor, kept, other)
    versions = (compared.kept.version, compared.other.version)
    return merging.Order(kept, other, versions, frozenset(theirs), reason)


def test_what_would_move_and_what_differs_is_shown_first(desk, supervisor, two, rows):
    compared = merging.compare(desk, supervisor, *two)

    assert [one.number for one in compared.other.cases] == ["DP-26-0002"]
    assert compared.differing == ("name", "telephone")
    assert compared.filled == ("known_as",)
    assert compared.likeness.verdicts["name"] is Verdict.ALIKE
    assert compared.likeness.verdicts["born"] is Verdict.SAME
    assert compared.likeness.verdicts["telephone"] is Verdict.DIFFERS
    assert compared.clash is None
    looks = [one for one in rows(AuditEntry) if one.action == "merging.compared"]
    assert {one.person_id for one in looks} == set(two)


def test_all_of_the_second_record_becomes_the_firsts(desk, supervisor, two, rows):
    kept, other = two
    with desk.sessions.begin() as session:
        session.add(
            SafetyFlag(
                person_id=other,
                flag="staff",
                why="Threw a chair",
                raised_by="mared.hawthorn",
                raised_at=desk.now(),
            )
        )
    drafts.keep(desk, supervisor, "referral", "new-1", {"name": "O", "same_person": other})
    drafts.keep(desk, supervisor, "referral", "new-2", {"name": "P", "same_person": 0})

    merging.merge(desk, supervisor, order(desk, supervisor, kept, other, {"telephone"}))

    (person,) = rows(Person)
    assert (person.id, person.name, person.telephone) == (kept, "Osian Sandpiper", "07700 900123")
    assert person.known_as == "Ozzy"
    assert {one.person_id for one in rows(Case)} == {kept}
    assert {one.person_id for one in rows(SafetyFlag)} == {kept}
    taken = [one.content["same_person"] for one in drafts.all_kept(desk, supervisor)]
    assert sorted(taken) == [0, kept]


def test_no_table_that_names_a_person_is_left_out(desk):
    named = {
        mapper.class_.__name__
        for mapper in Base.registry.mappers
        for column in mapper.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }

    assert {"Case", "SafetyFlag", "PersonKey", "PersonLink", "FormerPerson"} <= named
    assert {one.__name__ for one in merging.MOVED_OTHERWISE} == {"PersonKey", "PersonLink"}
    assert desk.sessions


def test_whoever_was_merged_is_found_by_all_they_were_called(desk, supervisor, two):
    kept, other = two

    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    for typed, why in (
        ("osian sandpiper", "name"),
        ("ossian sandpyper", "earlier"),
        ("07700 900123", "telephone"),
        ("ozzy", "known_as"),
    ):
        (found,) = people.find(desk, supervisor, typed)
        assert (found.person_id, found.why, found.others) == (kept, why, 1), typed


def test_what_was_not_kept_stays_in_the_history(desk, supervisor, two, rows):
    kept, other = two

    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    (merged,) = background.background(desk, supervisor, kept).merged
    assert (merged.by, merged.reason) == ("Osian Thistlewood", WHY)
    assert dict(merged.not_kept) == {"name": "Ossian Sandpyper", "telephone": "07700 900123"}
    entry = next(one for one in rows(AuditEntry) if one.action == "merging.merged")
    assert (entry.category, entry.person_id) == ("combination", kept)
    earlier = {row.earlier for row in rows(Revision) if row.entry_id == entry.id}
    assert {"Ossian Sandpyper", str(other)} <= earlier
    assert "Sandpyper" not in str(entry.fields)


def test_a_value_given_up_by_the_record_kept_stays_in_the_history_too(desk, supervisor, two):
    kept, other = two

    merging.merge(desk, supervisor, order(desk, supervisor, kept, other, {"name", "telephone"}))

    (merged,) = background.background(desk, supervisor, kept).merged
    assert dict(merged.not_kept) == {"name": "Osian Sandpiper", "telephone": "01632 960111"}


def test_the_number_of_a_record_that_is_gone_still_leads_to_the_person(
    desk, assessor, supervisor, two, known
):
    kept, other = two
    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    assert people.known_person(desk, assessor, other).person_id == kept
    assert known("Lowri Dipper", telephone="") not in (kept, other)


def test_merging_twice_in_a_row_leads_on(desk, supervisor, known, two):
    kept, other = two
    third = known("Osian Sandpiper", closed=True)
    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    merging.merge(desk, supervisor, order(desk, supervisor, third, kept))

    assert people.known_person(desk, supervisor, other).person_id == third
    assert len(background.background(desk, supervisor, third).merged) == 2


def test_two_live_cases_in_one_scheme_are_refused_in_words(desk, supervisor, known, rows):
    kept, other = known("Osian Sandpiper"), known("Ossian Sandpyper")
    assert merging.compare(desk, supervisor, kept, other).clash == ("DP-26-0001", "DP-26-0002")

    with pytest.raises(Refused) as refused:
        merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    assert refused.value.code == "merging.two_live_cases"
    assert refused.value.values == {"first": "DP-26-0001", "second": "DP-26-0002"}
    assert len(rows(Person)) == 2


def test_a_record_changed_meanwhile_is_not_merged(desk, supervisor, two, rows):
    kept, other = two
    stale = order(desk, supervisor, kept, other)
    with desk.sessions.begin() as session:
        session.get_one(Person, other).telephone = "01632 960999"

    with pytest.raises(Refused, match=r"merging\.changed_meanwhile"):
        merging.merge(desk, supervisor, stale)

    assert len(rows(Person)) == 2


@pytest.mark.parametrize("reason", ["", "  ", "x" * 901])
def test_a_reason_is_asked_for(desk, supervisor, two, reason):
    with pytest.raises(Invalid) as invalid:
        merging.merge(desk, supervisor, order(desk, supervisor, *two, reason=reason))

    assert invalid.value.problems[0].field == "reason"


def test_a_record_is_not_merged_with_itself(desk, supervisor, two):
    with pytest.raises(Refused, match=r"merging\.same_record"):
        merging.compare(desk, supervisor, two[0], two[0])
    with pytest.raises(Refused, match=r"merging\.same_record"):
        merging.merge(desk, supervisor, merging.Order(1, 1, (1, 1), frozenset(), WHY))


def test_merging_is_a_supervisors_and_linking_an_assessors(
    desk, assessor, supervisor, administrator, auditor, two
):
    given = order(desk, assessor, *two)
    for actor in (assessor, administrator, auditor):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            merging.merge(desk, actor, given)
    for actor in (administrator, auditor):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            linking.link(desk, actor, *two, "same", WHY)

    linking.link(desk, assessor, *two, "same", WHY)
    merging.merge(desk, supervisor, given)


def test_a_person_taken_in_a_form_before_they_were_merged_is_the_one_they_became(
    desk, assessor, supervisor, known, rows
):
    kept = known("Osian Sandpiper", closed=True)
    other = known("Ossian Sandpyper", closed=True)
    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    referrals.commit(
        desk, assessor, a_referral(custody=a_stay(custody_record="HW/3"), person_id=other)
    )

    assert {one.person_id for one in rows(Case)} == {kept}


def test_linked_records_are_each_told_of_the_other_and_why(desk, assessor, two, rows):
    kept, other = two

    linking.link(desk, assessor, other, kept, "household", "Brothers, one telephone")

    for one, another in ((kept, other), (other, kept)):
        (link,) = background.background(desk, assessor, one).links
        assert (link.person_id, link.kind, link.reason) == (
            another,
            "household",
            "Brothers, one telephone",
        )
        assert link.cases
    entry = rows(AuditEntry)[-3]
    assert (entry.action, entry.category) == ("linking.linked", "combination")


def test_a_link_is_made_once_and_taken_away_with_its_history(desk, assessor, two, rows):
    linking.link(desk, assessor, *two, "same", WHY)
    with pytest.raises(Refused, match=r"linking\.linked_already"):
        linking.link(desk, assessor, *reversed(two), "other", WHY)

    linking.unlink(desk, assessor, rows(PersonLink)[0].id)

    assert not rows(PersonLink)
    assert WHY in {row.earlier for row in rows(Revision)}


@pytest.mark.parametrize(
    ("kind", "reason", "field"), [("twin", WHY, "kind"), ("same", " ", "reason")]
)
def test_a_link_says_how_and_why(desk, assessor, two, kind, reason, field):
    with pytest.raises(Invalid) as invalid:
        linking.link(desk, assessor, *two, kind, reason)

    assert [one.field for one in invalid.value.problems] == [field]


def test_links_go_along_and_none_is_left_of_a_record_with_itself(
    desk, assessor, supervisor, known, two, rows
):
    kept, other = two
    third = known("Lowri Dipper")
    linking.link(desk, assessor, kept, other, "same", WHY)
    linking.link(desk, assessor, other, third, "household", WHY)

    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    (link,) = rows(PersonLink)
    assert {link.person_id, link.other_id} == {kept, third}


def test_earlier_contacts_say_when_in_which_scheme_and_what_became_of_them(desk, assessor, known):
    person_id = known("Osian Sandpiper", closed=True)
    known("Osian Sandpiper", person_id=person_id)

    seen = background.background(desk, assessor, person_id, besides=2)

    (contact,) = seen.contacts
    assert (contact.number, contact.state, contact.opened) == (
        "DP-26-0001",
        State.CLOSED,
        dt.date(2026, 5, 11),
    )
    assert (contact.assessor, contact.family) == ("Mared Hawthorn", "dyfed-powys")


def test_of_a_record_merged_no_key_and_no_word_is_lost_or_left(desk, supervisor, two, rows):
    kept, other = two
    with desk.sessions() as session:
        theirs = {
            (one.kind, one.key)
            for one in session.scalars(select(PersonKey).where(PersonKey.person_id == other))
        }

    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))

    assert theirs <= {(one.kind, one.key) for one in rows(PersonKey)}
    assert {one.person_id for one in rows(PersonKey)} == {kept}
    assert [one.id for one in rows(FormerPerson)] == [other]
