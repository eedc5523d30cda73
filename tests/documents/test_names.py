"""Any name prints, or says on the page that it could not; and no name can do anything else."""

import sys
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.documents import assessed_samples, partner_samples, samples, victim_samples
from tests.documents.page_checker import Promise, faults, read, squeezed
from triage_app.documents.assessed import MatterPrinted
from triage_app.documents.contents import Contact
from triage_app.documents.faces import UNPRINTED, printable
from triage_app.documents.making import make

NOTICE = {
    "en": "Some letters or signs cannot be printed here.",
    "cy": "Ni ellir argraffu rhai llythrennau neu arwyddion yma.",
}
HARD = [
    "O'Neil",
    "Smith & <b>Jones</b>",
    "<img src='/etc/passwd'/>",
    "<img src='http://localhost/x.png'/>",
    "&amp; &#x41; &lt",
    "Łukasz Wójcik",
    "Ŵyn Ŷ Tŷ Mŵg",
    "Nguyễn Thị Hương",
    "Ольга",
    "مريم",
    "李小龍",
    "Ffion 🦆",
    "Rhys\u00adap\u200bIfan\u202e",
    "Tab\there\nand\rthere\x00\x07",
    "A" * 300,
    "Long Name " * 30,
    "{name} {0} %s \\N{DASH}",
    "None",
    "-",
]
letters = st.characters(exclude_categories=["Cs"])
names = st.text(letters, min_size=1, max_size=300).filter(str.strip)


def met_at(place):
    return tuple(replace(one, place=place) for one in samples.EASY_READ.meetings)


def of(name):
    """Papers of each kind that a name stands on."""
    return (
        replace(samples.SUPPORTED, participant=name, appropriate_adult=name),
        replace(samples.INFORMATION, participant=name, interpreter=name),
        replace(samples.EASY_READ, assessor=Contact(name), meetings=met_at(name)),
        replace(samples.WARNING, participant=name, assessor=Contact(name, "01632 960147")),
        replace(samples.NOT_BREACH, participant=name, supervisor=name),
        replace(victim_samples.LETTER, victim=name, contact_person=name),
        replace(samples.REMINDER_CHANGED, participant=name, appropriate_adult=name),
        replace(
            samples.OWN_PAGE,
            participant=name,
            matters=(MatterPrinted(samples.HOME, name),),
            strengths=((samples.HOME, name),),
        ),
        replace(partner_samples.REFERRAL, participant=name, known_as=name, service=name, asks=name),
        replace(samples.NOT_TAKEN_ON, case=replace(samples.CASE, participant=name)),
        replace(samples.PUT_RIGHT, case=replace(samples.CASE, participant=name), why=name),
        replace(samples.WITHDRAWN, case=replace(samples.CASE, participant=name), reason=name),
        replace(samples.COMPLETED, case=replace(samples.CASE, participant=name)),
        replace(samples.BREACH, case=replace(samples.CASE, participant=name), view=name),
        replace(assessed_samples.ASSESSMENT, case=replace(samples.CASE, participant=name)),
    )


def reads_back(contents, language, name):
    """The name reads back equal, or a notice stands on the first page and the rest reads back."""
    paper = make(contents, language, samples.MARK, samples.texts)
    shown, leaves = printable(name), read(paper.pdf)
    assert squeezed(shown) in "".join(leaf.text for leaf in leaves)
    assert (squeezed(NOTICE[language[:2]]) in leaves[0].text) is (UNPRINTED in shown)
    return paper


def check(contents, language, name):
    """Nor is anything wrong with the pages, whatever the name did to them."""
    paper = reads_back(contents, language, name)
    # What the checker calls unfilled may be what somebody is called.
    assert [one for one in faults(paper.pdf, Promise()) if one.code != "unfilled"] == []


@pytest.mark.parametrize("name", HARD, ids=range(len(HARD)))
def test_a_hard_name_prints_on_the_contract_or_is_told(name):
    check(of(name)[0], "en", name)


@pytest.mark.parametrize("kind", range(1, len(of(""))))
@pytest.mark.parametrize("name", ["Smith & <b>Łukasz</b> {x} Ŵyn مريم 🦆", "Long Name " * 30])
def test_a_hard_name_prints_on_every_paper_in_welsh(kind, name):
    check(of(name)[kind], "cy", name)


@pytest.mark.parametrize(
    "name", ["Smith & <b>Łukasz</b> {x} Ŵyn مريم 🦆", "Long Name " * 30, "A" * 300]
)
def test_a_hard_name_prints_in_large_print(name):
    check(of(name)[0], "cy_large", name)
    letter = replace(victim_samples.LETTER, victim=name, contact_person=name, address=(name,) * 5)
    check(letter, "cy_large", name)


@settings(max_examples=25)
@given(names, st.integers(0, len(of("")) - 1), st.sampled_from(["en", "cy"]))
@example("\N{COMBINING ACUTE ACCENT}e", 0, "en")
def test_any_name_prints_or_is_told(name, kind, language):
    check(of(name)[kind], language, name)


@pytest.mark.slow
@settings(max_examples=2000)
@given(names)
def test_each_of_two_thousand_names_prints_or_is_told(name):
    reads_back(of(name)[1], "en", name)


BOXES = {
    "name": {"en": "Write the name by hand:", "cy": "Ysgrifennwch yr enw â llaw:"},
    "other": {
        "en": "If it matters, write by hand what was meant:",
        "cy": "Os yw’n bwysig, ysgrifennwch â llaw yr hyn a olygwyd:",
    },
}


@pytest.mark.parametrize("language", ["both", "cy_large"])
@pytest.mark.parametrize(
    ("name", "words", "asked"),
    [
        ("Ffion Teal", "Wants to paint 🎨 again", {"other"}),
        ("مريم Teal", "Wants to paint again", {"name"}),
        ("مريم Teal", "“مريم  Teal” is what they call me", {"name"}),
        ("مريم Teal", "مريم Teal wants to paint 🎨", {"name", "other"}),
        ("Ffion Teal", "Wants to paint again", set()),
    ],
)
def test_the_box_speaks_of_what_could_not_be_printed(language, name, words, asked):
    contents = replace(
        samples.OWN_PAGE, participant=name, matters=(MatterPrinted(samples.HOME, words),)
    )

    paper = make(contents, language, samples.MARK, samples.texts)

    said = read(paper.pdf)[0].text
    spoken = {"both": ("en", "cy")}.get(language, (language[:2],))
    for box, sentences in BOXES.items():
        found = [squeezed(sentences[one]) in said for one in spoken]
        assert found == [box in asked] * len(spoken)
    assert faults(paper.pdf, Promise()) == []


@pytest.mark.parametrize("name", ["Łukasz", "Ŵyn", "Nguyễn", "Ольга", "O’Neil"])
def test_these_letters_are_in_the_faces(name):
    assert printable(name) == name


def test_a_name_opens_no_file_and_no_socket():
    opened = []

    def watch(event, arguments):
        if watching and event in {"open", "socket.connect", "urllib.Request"}:
            opened.append((event, arguments))

    watching = False
    sys.addaudithook(watch)  # for good: hooks cannot be taken off, so this one is switched
    make(samples.CONTRACT, "en", samples.MARK, samples.texts)
    watching = True
    try:
        for name in HARD:
            for contents in of(name):
                make(contents, "en", samples.MARK, samples.texts)
    finally:
        watching = False
    outside = [one for one in opened if not str(one[1][0]).endswith((".toml", ".py", ".pyc"))]
    assert outside == []
