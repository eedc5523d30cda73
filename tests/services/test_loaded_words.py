"""Words that an administrator loads: kept in the caseload, and offered from then on."""

from dataclasses import replace

import pytest

from tests.services.verbs_assessment import consented
from tests.test_loaded_words import DAST, written
from triage_app.domain.problems import BadFile, Refused
from triage_app.domain.wording import Language
from triage_app.services import loaded_words, screenings
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer
from triage_app.services.opening import assemble
from triage_app.storage.models import AuditEntry, LoadedWording


def load(desk, actor, path):
    return loaded_words.load(desk, actor, loaded_words.look(desk, actor, path))


def test_words_once_loaded_are_offered_at_once_and_after_every_start(
    desk, administrator, reference, clock, folder, rows
):
    path = written(folder)
    assert DAST.code in desk.wanting

    load(desk, administrator, path)

    assert DAST.code not in desk.wanting
    again = assemble(desk.config, desk.database, clock, reference)
    for one in (desk, again):
        assert one.instruments[DAST.code].question("DS1").text.en == "Words of DS1?"
    (row,) = rows(LoadedWording)
    assert (row.file, row.loaded_by) == ("words.toml", administrator.username)
    assert rows(AuditEntry)[-1].action == "loaded_words.loaded"


def test_words_loaded_at_one_workstation_are_offered_at_another_that_is_open(
    desk, assessor, administrator, reference, clock, folder
):
    clock.set("2026-11-30 10:00")
    other = assemble(desk.config, desk.database, clock, reference)
    case_id = consented(desk, assessor)
    load(desk, administrator, written(folder))
    view = screenings.start(desk, assessor, case_id, DAST.code, Language.ENGLISH)

    assert screenings.out_of_reach(other, assessor, case_id) == ()
    offered = {one.instrument.code: one for one in screenings.offered(other, assessor, case_id)}

    assert offered[DAST.code].open.id == view.id
    given = {"DS1": Given("no")}
    assert answer(other, assessor, case_id, view.version, given, view.id).answers == {"DS1": "no"}


def test_of_two_administrators_who_load_the_same_one_is_told(
    desk, administrator, reference, clock, folder, rows
):
    other = assemble(desk.config, desk.database, clock, reference)
    looked = loaded_words.look(desk, administrator, written(folder))
    loaded_words.load(other, administrator, looked)

    with pytest.raises(Refused, match=r"loaded_words\.loaded_meanwhile"):
        loaded_words.load(desk, administrator, looked)

    assert len(rows(LoadedWording)) == 1
    late = loaded_words.look(desk, administrator, written(folder))
    assert [one.reason for one in late.mistakes] == ["words_of_another"]


def test_it_is_told_of_every_instrument_whether_its_words_are_here_and_on_what_terms(
    desk, administrator, folder, rows
):
    load(desk, administrator, written(folder))

    held = {one.instrument: one for one in loaded_words.holdings(desk, administrator)}

    wanted = {code for code, one in held.items() if one.wants}
    assert wanted == {"audit-2026-11"}
    assert set(held) == {*desk.instruments, "audit-2026-11"}
    assert list(held)[:2] == ["audit-2026-11", "dast-10-2026-11"]
    assert "World Health Organization" in held["audit-2026-11"].terms.en
    dast = held["dast-10-2026-11"]
    assert (dast.loaded_by, dast.loaded_at.date()) == (administrator.name, desk.today())
    assert (dast.file, len(dast.digest), dast.notice) == ("words.toml", 64, "Whose it is.")
    assert "No permission required" in held["phq-9-2026-11"].notice
    assert rows(AuditEntry)[-1].action == "loaded_words.seen"


def test_words_that_do_not_fit_change_nothing(desk, administrator, folder, rows):
    looked = loaded_words.look(
        desk, administrator, written(folder, change=(DAST.code, "phq-9-2026-11"))
    )

    assert [(one.key, one.reason) for one in looked.mistakes] == [
        ("instrument", "words_of_another")
    ]
    with pytest.raises(BadFile):
        loaded_words.load(desk, administrator, looked)
    assert rows(LoadedWording) == []
    assert DAST.code in desk.wanting


def test_words_for_another_questionnaire_that_waits_too_are_refused_for_this_one(
    desk, administrator, folder
):
    looked = loaded_words.look(desk, administrator, written(folder), "audit-2026-11")

    (mistake,) = looked.mistakes
    assert (mistake.key, mistake.reason) == ("instrument", "words_for_another")
    assert looked.instrument is None


def test_what_is_loaded_is_what_was_looked_at(desk, administrator, folder, rows):
    looked = loaded_words.look(desk, administrator, written(folder))
    written(folder, change=("Words of DS1?", "Other words of DS1?"))

    with pytest.raises(BadFile) as refusal:
        loaded_words.load(desk, administrator, looked)

    assert refusal.value.reason == "words_changed"
    assert rows(LoadedWording) == []


def test_words_are_loaded_once(desk, administrator, folder):
    looked = loaded_words.look(desk, administrator, written(folder))
    loaded_words.load(desk, administrator, looked)

    with pytest.raises(BadFile) as refusal:
        loaded_words.load(desk, administrator, looked)
    assert refusal.value.reason == "words_of_another"


def test_of_two_workstations_the_first_loads(desk, administrator, folder, rows):
    other = replace(desk, instruments=dict(desk.instruments), wanting=dict(desk.wanting))
    looked = loaded_words.look(desk, administrator, written(folder))
    loaded_words.load(other, administrator, looked)

    with pytest.raises(Refused, match=r"loaded_words\.loaded_meanwhile"):
        loaded_words.load(desk, administrator, looked)
    assert len(rows(LoadedWording)) == 1


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda desk, actor, _: loaded_words.holdings(desk, actor), id="see"),
        pytest.param(loaded_words.look, id="look at a file"),
        pytest.param(
            lambda desk, actor, path: loaded_words.load(desk, actor, loaded_words.Looked(path)),
            id="load",
        ),
    ],
)
def test_only_an_administrator_sees_to_words(desk, assessor, folder, deed):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        deed(desk, assessor, written(folder))
