import pytest

from triage_app.domain.offences import bare


@pytest.fixture
def index(reference):
    return reference.offences


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("TH68010", "TH68010"),
        ("th68010", "TH68010"),
        ("th680", "TH68010"),
        ("shop theft", "TH68010"),
        ("theft shop", "TH68010"),
        ("siop dwyn", "TH68010"),
        ("curo ymosod", None),
        ("guro ymosod", "CJ88116"),
        ("bodily", "OF61102"),
        ("5 000", "CD71039"),
        ("affra", "PU86003"),
        ("AFFRAE", "PU86003"),
    ],
)
def test_an_offence_is_found_by_code_or_by_words_in_any_order(index, words, code):
    found = [one.code for one in index.find(words)]

    assert (code in found) if code else found == []


@pytest.mark.parametrize("words", ["", "   ", "zebra", "theft zebra", "heft"])
def test_and_not_otherwise(index, words):
    assert index.find(words) == ()


def test_what_begins_with_the_words_comes_first(index):
    assert index.find("ca03005")[0].code == "CA03005"


@pytest.mark.parametrize("code", ["TH68010", "th68010", "TH68010A", "TH68010C", " TH 68010 "])
def test_an_attempt_or_a_conspiracy_is_the_offences_own(index, code):
    assert index.offence(code).code == "TH68010"
    assert bare(code) == "TH68010"


def test_a_code_that_is_not_listed_is_nothing(index):
    assert index.offence("ZZ99999") is None
    assert index.offence("") is None


def test_the_shipped_list_holds_the_common_offences(index):
    assert len(index.offences) >= 22
    assert {one.category for one in index.offences.values()} == {"CE", "CS"}
