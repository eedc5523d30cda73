import pytest

from triage_app.domain.offences import bare, suffix_of, with_suffix


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


@pytest.mark.parametrize(
    ("code", "suffix"),
    [("TH68010", ""), ("th 68010a", "A"), ("TH68010B", "B"), ("TH68010D", ""), ("COML001", "")],
)
def test_the_letter_of_an_attempt_aiding_or_a_conspiracy(code, suffix):
    assert suffix_of(code) == suffix


@pytest.mark.parametrize(
    ("code", "letter", "made"),
    [
        ("TH68010", "A", "TH68010A"),
        ("TH68010A", "C", "TH68010C"),
        ("TH68010A", "", "TH68010"),
        ("COML001", "A", "COML001"),
        ("", "A", ""),
    ],
)
def test_a_code_takes_the_letter_where_it_can(code, letter, made):
    assert with_suffix(code, letter) == made


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("TH68010", "CE"),
        ("TH68010A", "CE"),
        ("TH68010B", "CE"),
        ("TH68010C", "CI"),
        ("CJ67002A", "CS"),
        ("CJ67002C", "CI"),
        ("ZZ99999", None),
    ],
)
def test_an_attempt_is_tried_as_the_offence_and_a_conspiracy_on_indictment(index, code, category):
    assert index.category_of(code) == category


@pytest.mark.parametrize("letter", ["A", "B", "C"])
def test_its_limit_is_that_of_the_offence(index, letter):
    def months(code, category, **ticked):
        abuse = ticked.get("abuse", False)
        limit = index.limit(code, category, None, domestic_abuse=abuse)
        return limit.code, limit.from_offence

    assert months(f"CJ67002{letter}", "CI") == ("summary", 6)
    assert months(f"TH68010{letter}", "CE") == ("no_limit", None)
    assert months(f"CJ88001{letter}", "CS", abuse=True) == ("domestic_abuse", 24)
    assert months(f"ZZ99999{letter}", "CS") == ("summary", 6)
