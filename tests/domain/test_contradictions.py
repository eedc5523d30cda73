"""Answers that hardly go together: told where both are given and shown, and of what is known."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.domain.instruments import SAID, choice, instrument, number, section, several
from triage_app.config import RESOURCES
from triage_app.domain.contradictions import DRUG_TEST, asked_in, contradictions, facts
from triage_app.domain.drug_test import ArrestTest, DrugResult, DrugTest
from triage_app.domain.instrument import Claim, Contradiction, WelshWording
from triage_app.domain.instrument_check import faults
from triage_app.domain.wording import Wording
from triage_app.instruments_file import load_instrument

NEEDS = load_instrument(Path(RESOURCES, "instruments", "needs-2026-11.toml"))
LIVES_ALONE = Claim("A", any_of=("none",))
PARTNER_THERE = Claim("B", any_of=("some", "much"))


def one_with(*claims, text=SAID, **more):
    asked = section("home", choice("A"), choice("B"), choice("C", after="B=some"), several("D"))
    held = instrument(asked, section("drugs", number("N")), **more)
    return replace(held, contradictions=(Contradiction(text, claims),))


def told(held, answers, known=None):
    return bool(contradictions(held, answers, known or {}))


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"A": "none", "B": "some"}, True),
        ({"A": "none", "B": "much"}, True),
        ({"A": "none", "B": "none"}, False),
        ({"A": "some", "B": "some"}, False),
        ({"A": "none"}, False),
        ({"B": "some"}, False),
        ({"A": "none", "B": "will_not_say"}, False),
        ({}, False),
    ],
)
def test_it_is_told_only_where_every_claim_was_made(answers, found):
    assert told(one_with(LIVES_ALONE, PARTNER_THERE), answers) is found


def test_an_answer_that_is_hidden_contradicts_nothing_until_it_is_shown_again():
    held = one_with(LIVES_ALONE, Claim("C", any_of=("much",)))
    answers = {"A": "none", "B": "some", "C": "much"}
    assert told(held, answers)

    assert not told(held, {**answers, "B": "none"})


@pytest.mark.parametrize(
    ("given", "found"), [("some,much", True), ("much", True), ("some", False), ("none", False)]
)
def test_of_several_one_that_is_named_is_enough(given, found):
    held = one_with(LIVES_ALONE, Claim("D", any_of=("much",)))

    assert told(held, {"A": "none", "D": given}) is found


@pytest.mark.parametrize(
    ("given", "found"),
    [("some", True), ("none", True), ("some,much", False), ("will_not_say", False), ("", False)],
)
def test_none_of_them_named_is_a_claim_too_but_silence_is_not(given, found):
    held = one_with(Claim("D", none_of=("much",)), Claim(DRUG_TEST, any_of=("cocaine",)))

    assert told(held, {"D": given}, {DRUG_TEST: "cocaine"}) is found
    assert not told(held, {"D": given})


@pytest.mark.parametrize(
    ("test", "known"),
    [
        (ArrestTest(None), {}),
        (ArrestTest(DrugTest.REFUSED), {}),
        (ArrestTest(DrugTest.TESTED, DrugResult.NEITHER), {}),
        (ArrestTest(DrugTest.TESTED, DrugResult.COCAINE), {DRUG_TEST: "cocaine"}),
        (ArrestTest(DrugTest.TESTED, DrugResult.BOTH), {DRUG_TEST: "opiates,cocaine"}),
    ],
)
def test_of_the_test_on_arrest_only_what_it_found_is_known(test, known):
    assert facts(test) == known


def test_it_is_asked_about_where_its_questions_are():
    held = one_with(Claim(DRUG_TEST, any_of=("cocaine",)), PARTNER_THERE)

    assert asked_in(held.contradictions[0], held) == ("B",)


# ── A bad file ──


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ((LIVES_ALONE,), ("contradictions.0.claims", "wrong_number")),
        ((LIVES_ALONE, Claim("X", any_of=("none",))), ("contradictions.0.X", "unknown_code")),
        ((LIVES_ALONE, Claim("B", any_of=("nil",))), ("contradictions.0.B", "unknown_code")),
        ((LIVES_ALONE, Claim("B")), ("contradictions.0.B.any_of", "missing_key")),
        (
            (LIVES_ALONE, Claim("B", any_of=("none",), none_of=("some",))),
            ("contradictions.0.B.any_of", "unknown_key"),
        ),
        ((LIVES_ALONE, Claim("N", any_of=("3",))), ("contradictions.0.N", "unknown_code")),
        (
            (LIVES_ALONE, Claim(DRUG_TEST, any_of=("cannabis",))),
            (f"contradictions.0.{DRUG_TEST}", "unknown_code"),
        ),
    ],
)
def test_a_claim_that_cannot_be_made_is_refused(claims, fault):
    assert fault in [(one.field, one.code) for one in faults(one_with(*claims))]


def test_one_about_the_test_alone_could_not_be_asked_about():
    held = one_with(Claim(DRUG_TEST, any_of=("cocaine",)), Claim(DRUG_TEST, any_of=("opiates",)))

    assert [one.field for one in faults(held)] == ["contradictions.0.claims"]


def test_it_is_told_in_both_languages_where_the_welsh_is_ours():
    english = Wording("Said", "")
    claims = (LIVES_ALONE, PARTNER_THERE)

    assert [one.code for one in faults(one_with(*claims, text=english))] == ["empty_wording"]
    none = one_with(*claims, text=english, welsh=WelshWording.NONE)
    assert list(faults(none)) == []


# ── Of the needs assessment ──


@pytest.mark.parametrize(
    ("answers", "test", "begins"),
    [
        ({"AC1": "outside", "AC4": "yes"}, None, "They sleep outside"),
        ({"AL1": "none", "AL3": "a_lot"}, None, "They say they do not drink"),
        ({"DR1": "none", "DR3": "a_little"}, None, "They say they have used no drugs"),
        ({"DR1": "none"}, DrugResult.COCAINE, "The test on arrest found cocaine"),
        ({"DR1": "cannabis,opiates"}, DrugResult.BOTH, "The test on arrest found cocaine"),
        ({"DR1": "cocaine"}, DrugResult.BOTH, "The test on arrest found opiates"),
        ({"DA5": "hurt", "DA1": "no", "DA3": "no", "DA4": "no"}, None, "Rows at home"),
    ],
)
def test_each_of_ours_is_told_alone(answers, test, begins):
    known = facts(ArrestTest(DrugTest.TESTED, test) if test else ArrestTest(None))

    found = contradictions(NEEDS, answers, known)

    assert [one.text.en[: len(begins)] for one in found] == [begins]


def test_a_test_that_agrees_with_what_was_said_is_nothing_to_tell():
    known = facts(ArrestTest(DrugTest.TESTED, DrugResult.BOTH))

    assert contradictions(NEEDS, {"DR1": "cocaine,opiates"}, known) == ()
    assert contradictions(NEEDS, {"DR1": "will_not_say"}, known) == ()
