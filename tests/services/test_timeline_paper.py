"""The timeline as a paper for the file: what the filter leaves, filed, printed and logged."""

import datetime as dt

import pytest

from tests.services.test_assessment_papers import text_of
from tests.services.test_victim_papers import SECRET, plant
from tests.services.verbs_referral import refer
from tests.services.verbs_tracking import decide, propose, running
from triage_app.domain.problems import Refused
from triage_app.domain.timeline import Sought, Told
from triage_app.services import casefile, printings, timeline_paper
from triage_app.services.timeline_paper import Wanted, fitting
from triage_app.storage.models import AuditEntry, Paper


def filed(desk, actor, case_id, sought=None, language="en", seen_in="en"):
    wanted = Wanted(sought or Sought(), seen_in, language)
    return text_of(desk, actor, timeline_paper.issue(desk, actor, case_id, wanted))


def test_it_is_filed_and_printed_as_every_paper_and_logged_as_going_to_the_file(
    desk, assessor, rows
):
    case_id = refer(desk, assessor)
    number = timeline_paper.issue(desk, assessor, case_id, Wanted(language="cy"))
    printing = printings.begin(desk, assessor, number, "Suite")

    (paper,) = rows(Paper)
    assert (paper.id, paper.kind, paper.language) == (number, "TIMELINE", "cy")
    assert [one.printing.id for one in printings.waiting(desk, assessor)] == [printing]
    entries = rows(AuditEntry)
    assert "timeline.paper_made" in [one.action for one in entries]
    made = ("paperwork.issued", "paperwork.printed")
    assert {one.recipient for one in entries if one.action in made} == {"the file"}


def test_a_case_of_one_thing_has_a_paper_of_one_thing(desk, assessor):
    said = filed(desk, assessor, refer(desk, assessor))
    assert "Shown: 1 of 1" in said
    assert said.count(assessor.name) == 2  # who did it, and whom to call


def test_it_shows_what_the_filter_leaves_and_says_which_it_is(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    entries = casefile.timeline(desk, assessor, case_id)
    sought = Sought(Told.CONTRACT, assessor.name, "contract")
    left = [said for _, said in fitting(entries, sought, desk.texts("en"))]
    assert 0 < len(left) < len(entries)

    said = filed(desk, assessor, case_id, sought)

    assert f"Shown: {len(left)} of {len(entries)}" in said
    assert "What Contract" in said
    assert f"By whom {assessor.name}" in said
    assert "With the words “contract”" in said
    assert all(one in said for one in left)


def test_words_looked_for_in_one_language_leave_the_same_on_a_paper_in_the_other(
    desk, assessor, supervisor
):
    case_id = running(desk, assessor, supervisor)
    entries = casefile.timeline(desk, assessor, case_id)
    sought = Sought(words="contract")
    left = list(fitting(entries, sought, desk.texts("en")))
    assert left

    said = filed(desk, assessor, case_id, sought, "cy", "en")

    assert f"Dangosir: {len(left)}. Cyfan: {len(entries)}" in said


def test_days_leave_only_what_was_done_on_them(desk, assessor, clock):
    case_id = refer(desk, assessor)
    clock.set("2026-10-25 00:30")  # half past one, and the clocks go back in half an hour
    timeline_paper.issue(desk, assessor, case_id, Wanted())
    day = dt.date(2026, 10, 25)

    said = filed(desk, assessor, case_id, Sought(since=day, until=day))

    assert "Sunday 25 October 2026" in said
    assert "Referral" not in said.partition("Shown:")[2]
    assert "Shown: 0" in filed(desk, assessor, case_id, Sought(until=dt.date(2025, 1, 1)))


def test_nothing_of_a_victim_is_on_it_whatever_is_asked_for(desk, assessor, supervisor, rows):
    """She is planted, and what was done for her is in the log: none of it is on the paper."""
    case_id = running(desk, assessor, supervisor)
    plant(desk, assessor, case_id)
    decide(desk, supervisor, propose(desk, assessor, case_id))
    done = {one.action for one in rows(AuditEntry) if one.case_id == case_id}
    assert {"victims.added", "victims.wished"} <= done  # the control

    for language, word in (("en", "ictim"), ("cy", "ioddefw")):
        said = filed(desk, assessor, case_id, language=language)
        assert [one for one in SECRET if one in said] == []
        assert said.count(word) == 1  # that it is kept apart


def test_it_is_made_only_by_whoever_may_make_papers(desk, assessor, auditor):
    case_id = refer(desk, assessor)
    with pytest.raises(Refused):
        timeline_paper.issue(desk, auditor, case_id, Wanted())
