"""Something that no database takes, pasted along with the rest: the rest is kept, on both."""

from dataclasses import replace

from tests.services.test_directory import GARDEN
from tests.services.test_own_words import rewrite
from tests.services.verbs_assessment import begun
from tests.services.verbs_contract import drafted
from tests.services.verbs_referral import refer, someone
from tests.test_loaded_words import DAST, written
from triage_app.services import assessments, directory, directory_files, loaded_words, people
from triage_app.services.assessment_record import Given, Note

BAD, GOOD = "Al\x00der\ud83d 🦆 Brook\x00", "Alder 🦆 Brook"


def test_somebody_is_referred_by_a_pasted_name_and_found_by_it(desk, assessor):
    case_id = refer(desk, assessor, person=someone(name=BAD, address=f"\x00{BAD}"))

    for words in ("Alder Brook", "Al\x00der Brook", "broo\ud83dk"):
        (found,) = people.find(desk, assessor, words)
        assert (found.case_id, found.name) == (case_id, GOOD)


def test_words_and_a_note_beside_an_answer_are_kept(desk, assessor):
    view = begun(desk, assessor)
    given = Given("outside", BAD, Note(BAD))

    view = assessments.answer(desk, assessor, view.case_id, view.version, {"AC1": given})

    assert view.given("AC1") == Given("outside", GOOD, Note(GOOD))
    assert assessments.assessment(desk, assessor, view.case_id).given("AC1") == view.given("AC1")


def test_a_condition_in_own_words_is_kept(desk, assessor, supervisor):
    sheet = rewrite(desk, assessor, drafted(desk, assessor, supervisor), f"{BAD} x", f"{BAD} y")

    assert sheet.draft.at(4).words_en == f"{GOOD} x"


def test_a_service_listed_by_hand_is_kept_and_in_a_file_its_row_says_so(desk, supervisor, tmp_path):
    directory.add(desk, supervisor, replace(GARDEN, name=BAD))
    (listed,) = directory.services(desk, supervisor)
    assert listed.entry.name == GOOD
    path = tmp_path / "services.csv"
    path.write_bytes(directory_files.export(desk, supervisor, desk.texts("en")))
    pasted = path.read_text(encoding="utf-8-sig").replace(GOOD, "Row\x00an 🦆 Brook")
    path.write_text(pasted, encoding="utf-8")

    preview = directory_files.look(desk, supervisor, str(path))

    (row,) = preview.rows
    assert (row.verdict, [one.code for one in row.problems]) == ("bad", ["table_file.row_nul"])


def test_words_of_a_questionnaire_are_loaded(desk, administrator, folder):
    pasted = ("Words of DS1?", r"Words\u0000 of DS1?")
    looked = loaded_words.look(desk, administrator, written(folder, change=pasted))

    loaded_words.load(desk, administrator, looked)

    assert desk.instruments[DAST.code].question("DS1").text.en == "Words of DS1?"
