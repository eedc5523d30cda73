"""A referral that has been acted on is corrected openly, and what follows is said before."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from triage_app.domain.correction import Change
from triage_app.domain.eligibility import Decision
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import Event, State
from triage_app.services import answers, casefile, corrections, eligibility, referrals
from triage_app.services.terms import override_term
from triage_app.storage.models import Case, Correction, EligibilityDecision, Person

ASSAULT = an_offence(code="CJ88001", title="Common assault", category="CS")


@pytest.fixture
def decided(desk, assessor):
    """Return a function that decides on a referral, and returns its case's id."""

    def decided(**changes):
        case_id = refer(desk, assessor, **changes)
        advice = eligibility.advise(desk, assessor, case_id)
        decision = Decision(Event.DECIDED_ELIGIBLE, "Help is wanted.", advice.eligibility.digest)
        eligibility.decide(desk, assessor, case_id, decision)
        return case_id

    return decided


@pytest.fixture
def save(desk, assessor):
    """Return a function that saves a referral with changes to its person, stay or offences."""

    def save(case_id, reason="", actor=assessor, **changes):
        seen = referrals.view(desk, actor, case_id)
        given = changed(seen.referral, **changes)
        referrals.amend(desk, actor, case_id, given, seen.versions, reason)

    return save


def changed(referral, person=None, custody=None, offences=None):
    return replace(
        referral,
        person=replace(referral.person, **(person or {})),
        custody=replace(referral.custody, **(custody or {})),
        offences=referral.offences if offences is None else tuple(offences),
    )


def test_before_anything_is_decided_it_is_an_ordinary_amendment(desk, assessor, save, rows):
    case_id = refer(desk, assessor)

    save(case_id, person={"born": dt.date(1996, 5, 14)})

    assert rows(Correction) == []
    assert casefile.timeline(desk, assessor, case_id)[0].code == "referral.did_amended"


def test_afterwards_it_is_a_correction_with_what_why_who_and_when(
    desk, assessor, supervisor, clock, decided, save
):
    case_id = decided()
    clock.set("2026-05-12 14:00")

    save(case_id, "  The custody record has it so. ", supervisor, person={"name": "Osian Sandpipe"})

    made = referrals.view(desk, assessor, case_id).corrections[0]
    assert made.changes == (Change("name", "Osian Sandpiper", "Osian Sandpipe"),)
    assert (made.reason, made.by) == ("The custody record has it so.", "Osian Thistlewood")
    assert made.at == clock.now
    assert casefile.timeline(desk, assessor, case_id)[0].code == "referral.did_corrected"


def test_what_was_known_is_not_changed_without_a_reason(decided, save, rows):
    case_id = decided()

    with pytest.raises(Invalid) as invalid:
        save(case_id, "  ", person={"telephone": "01632 960222"})

    problem = invalid.value.problems[0]
    assert (problem.field, problem.code) == ("correction_reason", "corrections.reason_missing")
    assert (rows(Person)[0].telephone, rows(Correction)) == ("01632 960111", [])


def test_what_was_not_known_is_filled_in_without_one(desk, assessor, decided, save):
    case_id = decided(custody=a_stay(released=None))
    released = dt.datetime(2026, 5, 11, 8, 0, tzinfo=dt.UTC)

    save(case_id, custody={"released": released})

    made = referrals.view(desk, assessor, case_id).corrections[0]
    assert (made.changes, made.reason) == ((Change("released", None, released),), "")


def test_saving_it_as_it_was_corrects_nothing(decided, save, rows):
    case_id = decided()

    save(case_id)

    assert rows(Correction) == []


def test_an_offence_taken_out_or_put_in_needs_a_reason(desk, assessor, decided, save):
    case_id = decided(offences=[an_offence(), ASSAULT])
    first = referrals.view(desk, assessor, case_id).referral.offences[0]

    for offences in ([first], [first, ASSAULT, ASSAULT]):
        with pytest.raises(Invalid):
            save(case_id, offences=offences)
    save(case_id, "No assault was alleged.", offences=[first])

    made = referrals.view(desk, assessor, case_id).corrections[0].changes
    assert [(one.field, one.before) for one in made] == [
        ("offence_removed", ("CJ88001", "Common assault"))
    ]


def test_the_decision_stays_as_it_was_and_is_told_of_the_correction(
    desk, assessor, clock, decided, save, rows
):
    case_id = decided()
    before = rows(EligibilityDecision)[0].facts
    clock.advance(hours=1)
    save(case_id, "Her passport says so.", person={"born": dt.date(2010, 5, 14), "known_as": "Os"})

    decision = rows(EligibilityDecision)[0]
    assert decision.facts == before
    assert decision.facts["born"] == "1995-05-14"
    since = eligibility.advise(desk, assessor, case_id).corrected_since(decision.decided_at)
    assert [one.field for one in since] == ["born"]


def test_a_correction_before_the_decision_is_not_told_of_it(
    desk, assessor, clock, decided, save, rows
):
    case_id = decided()
    clock.advance(hours=1)
    save(case_id, "Her passport says so.", person={"born": dt.date(1996, 5, 14)})

    later = clock.now + dt.timedelta(hours=1)
    assert eligibility.advise(desk, assessor, case_id).corrected_since(later) == ()
    assert len(rows(Correction)) == 1


@pytest.fixture
def two_cases(desk, assessor, decided, rows):
    """Two live cases of one person: the second under another scheme."""
    first = decided()
    with desk.sessions.begin() as session:
        session.get_one(Case, first).family = "another"
    second = refer(
        desk, assessor, custody=a_stay(custody_record="HW/2"), person_id=rows(Person)[0].id
    )
    return first, second


def test_what_is_corrected_of_the_person_is_told_in_each_of_their_cases(
    desk, assessor, two_cases, save
):
    first, second = two_cases
    save(
        first,
        "Her passport says so.",
        person={"born": dt.date(1996, 5, 14)},
        custody={"officer_number": "418"},
    )

    told = {one: referrals.view(desk, assessor, one).corrections for one in two_cases}

    assert [one.field for one in told[first][0].changes] == ["born", "officer_number"]
    assert [one.field for one in told[second][0].changes] == ["born"]


def test_another_referral_that_changes_the_person_tells_the_case_acted_on(
    desk, assessor, decided, rows
):
    first = decided()
    with desk.sessions.begin() as session:
        session.get_one(Case, first).family = "another"
    again = {"custody": a_stay(custody_record="HW/2"), "person_id": rows(Person)[0].id}

    refer(desk, assessor, person=someone(address="9 Practice Lane"), **again)

    told = referrals.view(desk, assessor, first).corrections[0]
    assert [one.field for one in told.changes] == ["address"]
    assert told.reason == "DP-26-0002"


def test_a_closed_case_can_be_put_right_too(desk, decided, save, rows):
    case_id = decided()
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = State.CLOSED

    save(case_id, "Spelt as on the birth certificate.", person={"name": "Osian Sandpipe"})

    assert rows(Person)[0].name == "Osian Sandpipe"


def notes(desk, actor, case_id, **changes):
    given = changed(referrals.view(desk, actor, case_id).referral, **changes)
    found = corrections.consequences(desk, actor, case_id, given)
    return {one.code.removeprefix("corrections."): dict(one.values) for one in found}


def day(text):
    return dt.date.fromisoformat(text)


def test_nothing_follows_from_a_new_telephone_number(desk, assessor, decided):
    case_id = decided()

    assert notes(desk, assessor, case_id, person={"telephone": "01632 960222"}) == {}


@pytest.mark.parametrize(
    ("changes", "note", "values"),
    [
        (
            {"first_day": day("2026-03-01")},
            "clock_moves",
            {"before": day("2026-11-10"), "after": day("2026-09-01")},
        ),
        ({"category": "CE", "code": "TH68010"}, "clock_none", {}),
        ({"first_day": None}, "clock_unknown", {}),
        ({"first_day": day("2025-11-01")}, "out_of_time", {}),
    ],
)
def test_how_the_last_day_to_charge_moves_is_said_before(
    desk, assessor, decided, rows, changes, note, values
):
    case_id = decided(offences=[ASSAULT])
    held = referrals.view(desk, assessor, case_id).referral.offences[0]

    found = notes(desk, assessor, case_id, offences=[replace(held, **changes)])

    assert found[note] == values
    assert "decision_stays" in found
    assert rows(Case)[0].version == referrals.view(desk, assessor, case_id).versions.case


def test_another_offence_may_bring_a_limit_where_there_was_none(desk, assessor, decided):
    case_id = decided()
    held = referrals.view(desk, assessor, case_id).referral.offences[0]

    found = notes(desk, assessor, case_id, offences=[held, ASSAULT])

    assert found["clock_begins"]["after"] == day("2026-11-10")


def test_an_answer_that_falls_away_is_said_before(desk, assessor, supervisor):
    late = replace(ASSAULT, first_day=day("2026-03-25"))
    case_id = refer(desk, assessor, person=someone(postcode="SA18 1AA"), offences=[late])
    answers.answer(desk, assessor, case_id, "lives_in_area", said=True, reason="Shown a bill")
    override_term(desk, supervisor, case_id, "Charged by post")
    held = referrals.view(desk, assessor, case_id).referral.offences[0]

    moved = notes(desk, assessor, case_id, person={"postcode": "SA18 2AA"})
    charged = notes(desk, assessor, case_id, offences=[replace(held, first_day=day("2026-03-01"))])

    assert list(moved) == ["void_lives_in_area"]
    assert list(charged) == ["clock_moves", "void_term_end"]


def test_whoever_may_not_refer_is_told_nothing(desk, assessor, auditor, decided):
    case_id = decided()
    given = referrals.view(desk, assessor, case_id).referral

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        corrections.consequences(desk, auditor, case_id, given)
