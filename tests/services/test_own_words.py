import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from tests.services.verbs_contract import TODAY, drafted, live
from tests.services.verbs_referral import someone
from tests.services.verbs_tracking import another_supervisor
from triage_app.domain.bespoke import CODE
from triage_app.domain.lateness import Lateness
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.roles import Role
from triage_app.services import attention, contract_papers, contracts, own_words, variations
from triage_app.services.desk import Actor
from triage_app.services.own_words import Said
from triage_app.storage.models import AuditEntry, BespokeRuling, Condition, Member

ENGLISH, WELSH = "Write to your neighbour <Siân> & say sorry.", "Ysgrifennwch at eich cymydog."
YES, NO = Said(approved=True), Said(approved=False, reason="Say how it is shown to be done.")


@pytest.fixture
def written(desk, assessor, supervisor):
    """Return a function that gives the second need a condition in the office's own words."""

    def written(by=assessor, english=ENGLISH, welsh=WELSH, **person):
        sheet = drafted(desk, assessor, supervisor, person=someone(**person))
        return rewrite(desk, by, sheet, english, welsh)

    return written


def rewrite(desk, actor, sheet, english, welsh):
    before = sheet.draft.at(4)
    own = replace(before, code=CODE, service=None, sessions=None, first_meeting=None)
    own = replace(own, words_en=english, words_cy=welsh)
    contracts.change(desk, actor, sheet.case_id, sheet.seen, sheet.draft.put(own))
    return contracts.sheet(desk, actor, sheet.case_id)


def codes(found):
    return [problem.code for problem in found]


def the_only(desk, supervisor):
    (asked,) = own_words.queue(desk, supervisor)
    return asked


def test_words_that_are_saved_wait_without_anybody_asking(desk, supervisor, written):
    sheet = written()
    assert codes(sheet.gaps) == ["contract.not_approved"]
    asked = the_only(desk, supervisor)
    assert (asked.case_id, asked.position) == (sheet.case_id, 4)
    assert (asked.words.en, asked.words.cy) == (ENGLISH, WELSH)
    assert asked.approval.allowed
    assert own_words.number_waiting(desk, supervisor) == 1


def test_no_paper_is_made_of_words_that_nobody_approved(desk, assessor, written):
    sheet = written()
    with pytest.raises(Invalid) as refusal:
        contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, "en")
    assert codes(refusal.value.problems) == ["contract.not_approved"]


def test_approved_words_print_as_they_were_typed_and_keep_their_code(
    desk, assessor, supervisor, written, rows
):
    sheet = written()
    own_words.rule(desk, supervisor, the_only(desk, supervisor), YES)
    sheet = contracts.sheet(desk, assessor, sheet.case_id)
    assert (sheet.gaps, own_words.queue(desk, supervisor)) == ((), ())
    contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, "both")
    (printed,) = (
        one
        for contract in [contracts.sheet(desk, assessor, sheet.case_id)]
        for one in contract_papers.said(desk, contract.draft, contract.scheme)
        if one.position == 4
    )
    assert printed.text.en.startswith(ENGLISH)
    assert printed.text.cy.startswith(WELSH)
    assert [(one.approved, one.ruled_by) for one in rows(BespokeRuling)] == [
        (True, supervisor.username)
    ]
    assert "approvals.words_approved" in {one.action for one in rows(AuditEntry)}


def test_nobody_approves_their_own_words(desk, supervisor, written, rows):
    written(by=supervisor)
    asked = the_only(desk, supervisor)
    assert not asked.approval.allowed
    with pytest.raises(Refused, match=r"approvals\."):
        own_words.rule(desk, supervisor, asked, YES)
    assert rows(BespokeRuling) == []


@pytest.mark.parametrize("role", ["assessor", "administrator", "auditor"])
def test_who_may_not_approve_words_neither_reads_nor_rules_on_them(
    desk, request, supervisor, written, role
):
    written()
    actor: Actor = request.getfixturevalue(role)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        own_words.queue(desk, actor)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        own_words.rule(desk, actor, the_only(desk, supervisor), YES)


def test_returned_words_say_why_until_they_are_changed_and_then_wait_again(
    desk, assessor, supervisor, written
):
    sheet = written()
    own_words.rule(desk, supervisor, the_only(desk, supervisor), NO)
    sheet = contracts.sheet(desk, assessor, sheet.case_id)
    (gap,) = sheet.gaps
    assert (gap.code, gap.field) == ("contract.words_returned", "condition_4.words_en")
    assert gap.values["reason"] == NO.reason
    assert own_words.queue(desk, supervisor) == ()
    sheet = rewrite(desk, assessor, sheet, f"{ENGLISH} Show me.", WELSH)
    assert codes(sheet.gaps) == ["contract.not_approved"]
    assert own_words.number_waiting(desk, supervisor) == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(None), "approved"),
        (Said(approved=False, reason="  "), "words_reason"),
        (Said(approved=False, reason="x" * 901), "words_reason"),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_told_at_its_field(
    desk, supervisor, written, rows, said, field
):
    written()
    with pytest.raises(Invalid) as refusal:
        own_words.rule(desk, supervisor, the_only(desk, supervisor), said)
    assert [one.field for one in refusal.value.problems] == [field]
    assert rows(BespokeRuling) == []


def test_words_that_speak_of_a_caution_cannot_be_approved(desk, supervisor, written):
    written(english="Accept a caution.")
    with pytest.raises(Invalid):
        own_words.rule(desk, supervisor, the_only(desk, supervisor), YES)


def test_words_changed_while_a_supervisor_reads_them_are_not_ruled_on(
    desk, assessor, supervisor, written
):
    sheet = written()
    asked = the_only(desk, supervisor)
    rewrite(desk, assessor, sheet, "Something else.", WELSH)
    with pytest.raises(Refused, match=r"approvals\.words_changed"):
        own_words.rule(desk, supervisor, asked, YES)


def test_two_supervisors_rule_on_the_same_words_once(desk, supervisor, written, rows):
    written()
    asked = the_only(desk, supervisor)
    own_words.rule(desk, supervisor, asked, YES)
    with pytest.raises(Refused, match=r"approvals\.decided_already"):
        own_words.rule(desk, supervisor, asked, NO)
    assert len(rows(BespokeRuling)) == 1


def test_whoever_wrote_the_words_is_kept_through_other_changes(
    desk, assessor, supervisor, written, rows
):
    sheet = written()
    other = replace(sheet.draft.at(4), due=TODAY + dt.timedelta(days=30))
    contracts.change(desk, supervisor, sheet.case_id, sheet.seen, sheet.draft.put(other))
    (row,) = (one for one in rows(Condition) if one.code == CODE)
    assert row.written_by == assessor.username


def test_whoever_changes_a_letter_has_not_written_the_words_and_neither_approves_them(
    desk, supervisor, written, rows
):
    ann = another_supervisor(desk)
    sheet = written(by=ann)
    before = the_only(desk, supervisor)
    assert (before.writer, before.reworder, before.approval.allowed) == (ann.name, "", True)

    sheet = rewrite(desk, supervisor, sheet, ENGLISH.replace("&", "and"), WELSH)

    asked = the_only(desk, supervisor)
    assert (asked.writer, asked.reworder) == (ann.name, supervisor.name)
    for hand in (ann, supervisor):
        with pytest.raises(Refused, match=r"approvals\.nobody_left"):
            own_words.rule(desk, hand, the_only(desk, hand), YES)
    # The first writer's next word leaves what the other changed the other's.
    rewrite(desk, ann, sheet, ENGLISH.replace("&", "and also"), WELSH)
    assert not the_only(desk, supervisor).approval.allowed
    with desk.sessions.begin() as session:
        session.add(Member(username="huw.linnet", name="Huw Linnet", role=Role.SUPERVISOR))
    assert the_only(desk, supervisor).approval.code == "approvals.own"
    assert [one.name for one in the_only(desk, supervisor).approval.others] == ["Huw Linnet"]
    (row,) = (one for one in rows(Condition) if one.code == CODE)
    assert (row.written_by, row.reworded_by) == (ann.username, supervisor.username)


def test_a_paper_in_a_language_that_is_awaited_is_refused_with_its_field(
    desk, assessor, supervisor, written
):
    sheet = written(welsh="")
    own_words.rule(desk, supervisor, the_only(desk, supervisor), YES)
    sheet = contracts.sheet(desk, assessor, sheet.case_id)
    assert codes(sheet.remarks_on(sheet.draft)) == ["contract.other_awaited_cy"]
    for edition in ("cy", "both"):
        with pytest.raises(Invalid) as refusal:
            contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, edition)
        assert [one.field for one in refusal.value.problems] == ["condition_4.words_cy"]
    assert contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, "en")


def test_a_supervisor_is_called_for_and_an_assessor_waits(desk, assessor, supervisor, written):
    case_id = written().case_id
    for actor, waits in ((supervisor, False), (assessor, True)):
        found = [one for one in attention.due_in(desk, actor, case_id) if one.kind == "own_words"]
        assert [(one.step, one.field) for one in found] == [("contract", "condition_4.approved")]
        assert [one.lateness is Lateness.WAITING for one in found] == [waits]


def test_the_words_of_a_variation_wait_while_the_contract_runs(desk, assessor, supervisor):
    sheet = live(desk, assessor, supervisor)
    wanted = variations.Wanted("She has moved away", "participant")
    variations.begin(desk, assessor, sheet.case_id, wanted)
    sheet = contracts.sheet(desk, assessor, sheet.case_id)
    sheet = rewrite(desk, assessor, sheet, ENGLISH, WELSH)
    assert codes(sheet.gaps) == ["contract.not_approved", "variation.not_approved"]
    own_words.rule(desk, supervisor, the_only(desk, supervisor), YES)
    gaps = contracts.sheet(desk, assessor, sheet.case_id).gaps
    assert codes(gaps) == ["variation.not_approved"]  # that it replaces another is for itself


def test_longer_words_than_fit_their_paper_are_kept_by_no_table(desk, assessor, written, rows):
    sheet = written()
    with pytest.raises(Invalid) as refusal:
        rewrite(desk, assessor, sheet, "x" * 901, WELSH)
    assert [one.field for one in refusal.value.problems] == ["condition_4.words_en"]
    number = next(one.id for one in rows(Condition) if one.code == CODE)
    with pytest.raises(IntegrityError), desk.sessions.begin() as session:
        session.get_one(Condition, number).words_cy = "x" * 901


def test_two_people_who_edit_the_same_contract_see_both_versions(
    desk, assessor, supervisor, written
):
    sheet = written()
    rewrite(desk, supervisor, sheet, "Theirs.", WELSH)
    with pytest.raises(Stale) as refusal:
        rewrite(desk, assessor, sheet, "Mine.", WELSH)
    assert refusal.value.theirs["condition_4.words_en"] == "Theirs."
    assert refusal.value.values["by"] == supervisor.name
