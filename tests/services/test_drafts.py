import pytest

from triage_app.services import drafts
from triage_app.storage.models import AuditEntry, Draft

TYPED = {"name": "Rowan Pebble", "born": "3/2/90"}


def test_a_draft_comes_back_as_it_was_left(desk, assessor, clock):
    drafts.keep(desk, assessor, "referral", "new-1", {"name": "R"})
    clock.advance(seconds=2)
    assert drafts.keep(desk, assessor, "referral", "new-1", TYPED) == clock.now

    kept = drafts.kept(desk, assessor, "referral", "new-1")

    assert (kept.content, kept.kept_at) == (TYPED, clock.now)


def test_a_draft_is_its_writers_own(desk, assessor, supervisor):
    drafts.keep(desk, assessor, "referral", "new-1", TYPED)
    assert drafts.kept(desk, supervisor, "referral", "new-1") is None
    assert drafts.all_kept(desk, supervisor) == []


def test_two_drafts_of_one_person_stand_side_by_side(desk, assessor, clock):
    drafts.keep(desk, assessor, "referral", "new-1", TYPED)
    clock.advance(minutes=1)
    drafts.keep(desk, assessor, "referral", "new-2", TYPED)
    drafts.keep(desk, assessor, "consent", "7", {})

    assert [one.about for one in drafts.all_kept(desk, assessor, "referral")] == ["new-2", "new-1"]
    assert len(drafts.all_kept(desk, assessor)) == 3


def test_a_draft_stands_outside_the_log(desk, assessor, rows):
    drafts.keep(desk, assessor, "referral", "new-1", TYPED)
    drafts.keep(desk, assessor, "referral", "new-1", TYPED | {"name": "Rowan"})
    drafts.kept(desk, assessor, "referral", "new-1")
    assert rows(AuditEntry) == []


def test_until_it_is_abandoned_which_is_one_entry(desk, assessor, rows):
    drafts.keep(desk, assessor, "referral", "new-1", TYPED)

    drafts.abandon(desk, assessor, "referral", "new-1")
    drafts.abandon(desk, assessor, "referral", "new-1")

    assert rows(Draft) == []
    assert [(one.action, one.fields) for one in rows(AuditEntry)] == [
        ("drafts.abandoned", ["referral"])
    ]


def test_a_commit_that_fails_leaves_the_draft(desk, assessor):
    drafts.keep(desk, assessor, "referral", "new-1", TYPED)

    with pytest.raises(ZeroDivisionError):
        clear_and_fail(desk, assessor)

    assert drafts.kept(desk, assessor, "referral", "new-1").content == TYPED


def clear_and_fail(desk, actor):
    with desk.sessions.begin() as session:
        drafts.clear(session, actor, "referral", "new-1")
        raise ZeroDivisionError
