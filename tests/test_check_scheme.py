"""What `custody-triage check-scheme FILE` tells the author of a scheme."""

import re
import shutil

import pytest

from triage_app import commands
from triage_app.config import RESOURCES, Config
from triage_app.domain.problems import BadFile
from triage_app.domain.rule_settings import ACCEPTS, BAIL, MEASURED_AT
from triage_app.domain.scheme import CONDITION_KINDS
from triage_app.services.opening import read_reference
from triage_app.services.scheme_told import placeholders_told, told
from triage_app.texts import Texts

DISTANCE = 9  # lines: a key that is missing is told by the entry that lacks it
SCHEMES = RESOURCES / "schemes"
FULL, WILTSHIRE = "dyfed-powys-2019-11.toml", "wiltshire-deferred-2021-01.toml"
DURHAM, PILOT = "durham-checkpoint-2015-04.toml", "haverfordwest-women-2016-01.toml"


@pytest.fixture
def check(monkeypatch, capsys):
    """Return a function that checks a file in a language and says how it ended."""

    def check(file, language="C.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        status = commands.run(["check-scheme", str(file)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return check


@pytest.fixture
def mend(tmp_path):
    """Return a function that copies a shipped scheme with some of its text changed."""

    def mend(name, *changes):
        text = (SCHEMES / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return mend


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_scheme_can_be_used(check, path):
    status, said, wrong = check(path)

    assert (status, wrong) == (0, "")
    assert said.startswith(f"The file {path.name} can be used.")


def test_a_scheme_is_told_in_plain_words(check):
    said = check(SCHEMES / FULL)[1]

    for line in (
        "Dyfed-Powys diversionary scheme, of Dyfed-Powys Police",
        "Newtown: Everybody, from 1 November 2019",
        "The first meeting is 24 to 72 hours after release.",
        "Bail counts for another matter only.",
        "It lasts 4 months at most.",
        "5: critical pathway of need 3, volunteering, a location tag; may stay empty",
        "The smallest contract that can be signed has only what stands in these: 1, 3",
        "AC1 is shown to be done so: The service says which meetings you came to.",
        "After 2 misses: A supervisor’s review",
        "Outcome 22: diversionary activity (the usual one)",
    ):
        assert line in said


def test_what_a_suite_offers_by_its_local_protocol_is_told(check, mend):
    here = 'kinds_at = { brecon = ["pathway", "volunteering"] }\nneed = 3'
    said = check(mend(FULL, ("need = 3", here)))[1]
    assert "5 at Brecon, by its local protocol: critical pathway of need 3, volunteering" in said


def test_it_is_told_in_welsh_where_the_console_speaks_it(check):
    said = check(SCHEMES / FULL, "cy_GB.UTF-8")[1]

    assert "Y Drenewydd: Pawb, o 1 Tachwedd 2019" in said
    assert "Mae’n para 4 mis ar y mwyaf." in said


def test_the_placeholders_of_wiltshire_are_named(check):
    said = check(SCHEMES / WILTSHIRE)[1].partition("Placeholders: ")[2]

    assert "term_months: the months of a whole contract" in said
    assert "slots: the places of the contract" in said
    assert "rules.lives_in_area: Lives in the force area" in said
    assert "It defers a caution" not in said


def test_a_scheme_without_a_contract_says_so(check):
    said = check(SCHEMES / PILOT)[1]

    assert "It has no contract" in said
    assert "Women, from 1 January 2016" in said
    assert "The contract\n" not in said


def test_every_mistake_is_told_at_once_with_what_to_write(check, mend):
    file = mend(
        FULL,
        ("term_months = 4", 'term_months = "4"'),
        ("position = 4", "position = 3"),
        (', cy = "Hwlffordd"', ""),
        ("starts = 2019-11-01", 'starts = "in November"'),
    )

    status, said, wrong = check(file)

    assert (status, said) == (1, "")
    lines = wrong.splitlines()
    assert all(FULL in line for line in lines[:-1])
    assert "the value of term_months cannot be used: 4. Write a whole number" in wrong
    assert "the key suites.haverfordwest.name.cy is missing" in wrong
    assert "the value of suites.aberystwyth.starts cannot be used" in wrong
    assert "Write a day as 2019-11-01" in wrong
    assert "two places under slots have the number 3" in wrong
    assert lines[-1] == "The file cannot be used: 5 mistakes. Mend them, and check again."


@pytest.mark.parametrize("scheme", [FULL, PILOT])
def test_a_questionnaire_does_for_no_assessment_of_needs_and_that_is_all_it_says(
    check, mend, scheme
):
    file = mend(scheme, ('instrument = "needs-2026-11"', 'instrument = "phq-9-2026-11"'))

    status, said, wrong = check(file)

    assert (status, said) == (1, "")
    first, last = wrong.splitlines()
    assert first.endswith(
        f"In the file {scheme} the value phq-9-2026-11 of instrument is a questionnaire with a "
        "total, and finds no needs. Name an assessment of needs."
    )
    assert last == "The file cannot be used: 1 mistake. Mend it, and check again."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("term_months = 4", "term_months = -4", "the number of term_months must be at least 1"),
        ('"due", "first_meeting"]', '"due", "visit"]', "visit of conditions.AC1.inputs is not one"),
        ("by {due}. Bring any", "by {when}. Bring any", "conditions.AC1.text has a blank"),
        ('counts = { sessions = "meetings" }', "", "conditions.AC1.counts.sessions is missing"),
        ('code = "AC2"', 'code = "AC1"', "the code AC1 stands twice under conditions"),
        ("for parents, by {due}. Place:", "for parents, by {due}, at", "{place} in the middle"),
        ("teulu {on_day:soft}", "teulu ar {on_day}", "after a word that softens it"),
        ('two = "{n} gyfarfod", ', "", "the key counted.meetings.forms.cy.two is missing"),
        ("[18, 36]", "[18, 40]", "the number of hours_range must be 36 at most"),
        ("Learn with other", "Learn " + "well " * 200 + "with other", "more than 900 letters"),
        (
            '\nkinds = ["restorative"]',
            '\nkinds = ["tag"]',
            "the kind tag may not stand where slots.2",
        ),
    ],
)
def test_a_mistake_of_the_library_is_told_with_its_line(check, mend, old, new, said):
    file = mend(FULL, (old, new))
    told = [line for line in check(file)[2].splitlines() if said in line]
    number = int(re.match(r"Line (\d+): In the file", told[0])[1])

    before = (SCHEMES / FULL).read_text(encoding="utf-8").partition(old)[0]
    changed = before.count("\n") + 1
    assert abs(number - changed) <= DISTANCE


def test_mistakes_are_told_in_welsh_too(check, mend):
    wrong = check(mend(FULL, ("term_months = 4", "term_months = -4")), "cy_GB.UTF-8")[2]

    assert "Rhaid i rif term_months" in wrong
    assert "2 gamgymeriad" in wrong


@pytest.mark.parametrize("text", ["family = ", "\x00", ""], ids=["torn", "nought", "empty"])
def test_what_is_no_scheme_is_refused_in_a_sentence(check, tmp_path, text):
    file = tmp_path / "torn.toml"
    file.write_text(text, encoding="utf-8")

    status, _, wrong = check(file)

    assert status == 1
    assert "torn.toml" in wrong


def test_a_mark_that_an_editor_wrote_before_the_text_does_no_harm(check, tmp_path):
    file = tmp_path / FULL
    file.write_text((SCHEMES / FULL).read_text(encoding="utf-8"), encoding="utf-8-sig")

    assert check(file)[0] == 0


def test_a_folder_is_no_scheme(check, tmp_path):
    assert check(tmp_path)[0] == 1


def test_a_file_that_is_not_there_is_refused_in_a_sentence(check, tmp_path):
    status, _, wrong = check(tmp_path / "nowhere.toml")

    assert status == 1
    assert "The file nowhere.toml cannot be read." in wrong


def test_an_assessment_or_a_pathway_that_there_is_not_is_told(check, mend):
    unknown = mend(FULL, ('instrument = "needs-2026-11"', 'instrument = "tea-leaves"'))
    assert "tea-leaves" in check(unknown)[2]

    strange = mend(FULL, ('pathway = "accommodation"', 'pathway = "lodging"'))
    assert "the value lodging of conditions.AC1.pathway" in check(strange)[2]


def test_a_version_of_the_information_sheet_without_words_is_told(check, mend):
    status, _, wrong = check(mend(FULL, ('sheet = "2026-11"', 'sheet = "2099-01"')))
    assert status == 1
    assert "the value 2099-01 of sheet" in wrong


def test_a_scheme_that_would_take_the_same_people_as_another_is_told(check, mend):
    file = mend(PILOT, ("in_force_until = 2018-03-31", "in_force_until = 2030-01-01"))

    status, _, wrong = check(file)

    assert status == 1
    assert "dyfed-powys-2018-04.toml" in wrong
    assert "from 1 April 2018" in wrong


def test_a_draft_beside_the_shipped_files_is_checked_against_them(check, mend, tmp_path):
    draft = tmp_path / "dyfed-powys-2027-04.toml"
    shutil.copy(mend(FULL, ("in_force_from = 2019-11-01", "in_force_from = 2027-04-01")), draft)
    assert check(draft)[0] == 0

    shutil.copy(SCHEMES / FULL, draft)
    status, _, wrong = check(draft)
    assert status == 1
    assert "begin on the same day" in wrong


def test_the_program_does_not_start_on_a_scheme_whose_assessment_there_is_not(tmp_path, mend):
    resources = tmp_path / "resources"
    shutil.copytree(RESOURCES, resources)
    shutil.copy(
        mend(FULL, ('instrument = "needs-2026-11"', 'instrument = "x"')), resources / "schemes"
    )

    with pytest.raises(BadFile) as bad:
        read_reference(Config(data=tmp_path, resources=resources))

    assert (bad.value.file, bad.value.key) == (FULL, "instrument")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_whatever_a_scheme_may_say_there_are_words_for(language):
    texts = Texts(RESOURCES / "wording", language)

    wanted = [f"kind_{kind}" for kind in CONDITION_KINDS]
    wanted += [f"bail_{one}" for one in BAIL] + [f"accepts_{one}" for one in ACCEPTS]
    wanted += [f"measured_at_{one}" for one in MEASURED_AT]

    assert [one for one in wanted if not texts.has(f"scheme_told.{one}")] == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_scheme_is_told_without_a_blank_left(reference, language):
    texts = Texts(RESOURCES / "wording", language)

    for scheme in reference.schemes.schemes:
        lines = [line for section in told(scheme, texts) for line in section.lines]
        assert all(lines)
        assert not any("{" in line for line in lines)
        assert len(list(placeholders_told(scheme, texts))) == len(scheme.placeholders)
