"""A new version of a scheme in force: an open contract keeps the words it was signed in (F8)."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_contract import TODAY, assessed, drafted, live
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.wording import Wording
from triage_app.services import contract_papers, contracts, tracking_view
from triage_app.storage.models import Case, Contract, Paper

NEW = Wording("These are other words.", "Geiriau eraill yw’r rhain.")


@pytest.fixture
def changed(desk):
    """Return the desk on the day a version comes into force that says everything otherwise.

    It has lost a condition and what is counted has another name: an old contract must not ask it.
    """
    old = desk.schemes.in_force(desk.suite, TODAY)
    other = tuple(
        replace(one, title=NEW, text=NEW, plain=NEW, evidence=NEW, inputs=(), counts={})
        for one in old.conditions
        if one.code != "DA1"
    )
    later = replace(
        old, code="dyfed-powys-2026-05", in_force_from=TODAY, conditions=other, counted=()
    )
    return replace(desk, schemes=SchemeBook((later, *desk.schemes.schemes)))


def words(desk, sheet):
    return contract_papers.said(desk, sheet.draft, sheet.scheme)


def test_a_signed_contract_keeps_its_words_on_screen_on_paper_and_in_its_snapshot(
    desk, changed, assessor, supervisor, rows
):
    signed = live(desk, assessor, supervisor)
    said, kept = words(desk, signed), rows(Contract)[0].snapshot
    bytes_before = rows(Paper)[-1].digest
    followed = tracking_view.view(desk, assessor, signed.case_id)

    after = contracts.sheet(changed, assessor, signed.case_id)

    assert after.scheme.code == signed.scheme.code == "dyfed-powys-2019-11"
    assert words(changed, after) == said
    assert rows(Contract)[0].snapshot == kept
    assert rows(Paper)[-1].digest == bytes_before
    assert tracking_view.view(changed, assessor, signed.case_id) == followed
    assert contract_papers.preview(changed, assessor, signed.case_id, "en") == (
        contract_papers.preview(desk, assessor, signed.case_id, "en")
    )
    printed = {one["position"]: one["text"] for one in kept["conditions"]}
    assert {one.position: {"en": one.text.en, "cy": one.text.cy} for one in said} == printed


def test_a_draft_goes_on_under_the_version_its_case_was_opened_under(
    desk, changed, assessor, supervisor
):
    sheet = drafted(desk, assessor, supervisor)
    third = sheet.draft.at(3)
    contracts.change(
        changed, assessor, sheet.case_id, sheet.seen, sheet.draft.put(replace(third, sessions=3))
    )
    after = contracts.sheet(changed, assessor, sheet.case_id)
    assert "3\N{NO-BREAK SPACE}chyfarfod" in words(changed, after)[2].text.cy


def test_a_case_opened_since_has_the_new_words(changed, assessor, rows):
    case_id = assessed(changed, assessor, needs=("finance",))
    sheet = contracts.draft(changed, assessor, case_id)
    assert next(one.scheme for one in rows(Case) if one.id == case_id) == "dyfed-powys-2026-05"
    assert {one.text for one in words(changed, sheet)} == {NEW}


# ── What a suite offers, by its local protocol ──


@pytest.fixture
def local(desk):
    """Return the desk of a suite that has no tag to offer, nor a pathway in the fifth place."""
    scheme = desk.schemes.in_force(desk.suite, TODAY)
    fifth = replace(scheme.slots[4], kinds_at={desk.suite: ("volunteering",)})
    there = replace(scheme, slots=(*scheme.slots[:4], fifth))
    others = (one for one in desk.schemes.schemes if one.code != scheme.code)
    return replace(desk, schemes=SchemeBook((there, *others)))


def test_a_suite_offers_what_its_local_protocol_leaves(local, assessor):
    sheet = contracts.draft(local, assessor, assessed(local, assessor))
    assert sheet.scheme.slots[4].kinds == ("volunteering",)
    assert sheet.draft.at(5).code == "VO1"
    tagged = replace(sheet.draft.at(1), position=5, code="TG1", due=TODAY + dt.timedelta(30))
    wrong = [one.code for one in sheet.gaps_of(sheet.draft.put(tagged), TODAY)]
    assert "contract.wrong_kind" in wrong


def test_another_suite_of_the_scheme_offers_all_of_it(local):
    scheme = local.schemes.version("dyfed-powys-2019-11")
    assert scheme.at(local.suite).slots[4].kinds == ("volunteering",)
    assert scheme.at("llanelli").slots[4].kinds == ("pathway", "volunteering", "tag")
