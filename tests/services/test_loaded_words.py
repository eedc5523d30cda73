"""Words that an administrator loads: kept in the caseload, and offered from then on."""

import pytest

from tests.test_loaded_words import DAST, written
from triage_app.domain.problems import BadFile, Refused
from triage_app.services import loaded_words
from triage_app.services.opening import assemble
from triage_app.storage.models import AuditEntry, LoadedWording


def test_words_once_loaded_are_offered_at_once_and_after_every_start(
    desk, administrator, reference, clock, folder, rows
):
    path = written(folder)
    assert DAST.code in desk.wanting

    loaded_words.load(desk, administrator, path)

    assert DAST.code not in desk.wanting
    again = assemble(desk.config, desk.database, clock, reference)
    for one in (desk, again):
        assert one.instruments[DAST.code].question("DS1").text.en == "Words of DS1?"
    (row,) = rows(LoadedWording)
    assert (row.file, row.loaded_by) == ("words.toml", administrator.username)
    assert rows(AuditEntry)[-1].action == "loaded_words.loaded"


def test_it_is_told_which_words_are_there_and_which_are_wanted(desk, administrator, folder):
    loaded_words.load(desk, administrator, written(folder))

    held = {one.instrument: one.is_wanting for one in loaded_words.holdings(desk, administrator)}

    assert held == {"audit-2026-11": True, "dast-10-2026-11": False}


def test_words_that_do_not_fit_change_nothing(desk, administrator, folder, rows):
    with pytest.raises(BadFile):
        loaded_words.load(desk, administrator, written(folder, change=(DAST.code, "phq-9")))

    assert rows(LoadedWording) == []
    assert DAST.code in desk.wanting


def test_words_are_loaded_once(desk, administrator, folder):
    loaded_words.load(desk, administrator, written(folder))

    with pytest.raises(BadFile) as refusal:
        loaded_words.load(desk, administrator, written(folder))
    assert refusal.value.reason == "words_of_another"


def test_only_an_administrator_loads_words(desk, assessor, folder):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        loaded_words.load(desk, assessor, written(folder))
