import pytest

from triage_app.domain.offences import (
    Listed,
    bare,
    found_by,
    offered_at,
    suffix_of,
    with_suffix,
)


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
    assert len(index.codes()) >= 22
    assert {index.offence(code).category for code in index.codes()} == {"CE", "CS"}


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


def listed(*entries):
    """An imported index of some codes and titles, in the order it is offered in."""
    rows = [
        Listed(code, category, title, found_by(code, title)) for code, category, title in entries
    ]
    return sorted(rows, key=lambda one: offered_at(one.code, one.title))


@pytest.fixture
def national(index):
    return index.listing(
        lambda: listed(
            ("TH68010", "CE", "Theft from shop"),
            ("TH68010A", "CE", "Attempt theft from shop"),
            ("TH68006", "CE", "Theft of pedal cycle"),
            ("SP85004", "CS", "Sporting events - drunk on coach / train"),
            ("AW06004B", "CS", "Aid / abet the carrying out of a prohibited procedure"),
            ("AW06003C", "CI", "Conspire to carry out prohibited procedure"),
            ("COML026C", "CI", "Conspire to murder"),
        )
    )


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("coach drunk", ["SP85004"]),
        ("drunk train sport", ["SP85004"]),
        ("sp85", ["SP85004"]),
        ("pedal", ["TH68006", "TH68056", "TH68057"]),
        ("siop dwyn", ["TH68010"]),
        ("theft shop", ["TH68010", "TH68010A"]),
        ("th68010", ["TH68010", "TH68010A"]),
        ("murder", ["COML026C"]),
        ("zebra", []),
    ],
)
def test_an_imported_index_is_found_over_whole(national, words, codes):
    assert sorted(one.code for one in national.find(words)) == codes


def test_the_commonest_are_offered_first_and_attempts_last(national):
    assert [one.code for one in national.find("theft")][:2] == ["TH68010", "TH68036"]
    assert national.find("theft")[-1].code == "TH68010A"


def test_an_offence_of_the_index_takes_its_english_and_keeps_our_welsh(national):
    theft, coach = national.offence("TH68010"), national.offence("SP85004")

    assert (theft.title.en, theft.title.cy) == ("Theft from shop", "Dwyn o siop")
    assert coach.title.cy == coach.title.en


def test_an_attempt_that_alone_is_listed_is_found_by_its_own_code(national):
    assert national.offence("aw06004b").code == "AW06004B"
    assert national.offence("TH68010A").code == "TH68010"


def test_of_a_conspiracy_whose_offence_is_not_listed_the_limit_is_not_known(national):
    def limit(code):
        return national.limit(code, "CI", None, domestic_abuse=None).code

    assert limit("AW06003C") == "unknown"
    assert limit("CJ67002C") == "summary"
    assert national.limit("AW06004B", "CS", None, domestic_abuse=None).code == "summary"


def test_the_index_is_read_when_first_asked_for_and_once(index):
    asked = []

    def read():
        asked.append(1)
        return listed(("SP85004", "CS", "Sporting events - drunk on coach / train"))

    lazy = index.listing(read)
    assert lazy.limit("TH68010", "CE", None, domestic_abuse=None).code == "no_limit"
    assert asked == []
    lazy.find("coach")
    lazy.offence("SP85004")
    assert asked == [1]
