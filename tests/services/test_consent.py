import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_consent import NO, PARTNERS, YES, asked, consented, eligible
from tests.services.verbs_referral import refer, someone
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.signature import Manner
from triage_app.domain.workflow import State
from triage_app.services import consent
from triage_app.services.watch import see_one
from triage_app.storage.models import AuditEntry, Case, Consent, Paper, Sharing, WayOut


def problems(desk, assessor, case_id, answer):
    with pytest.raises(Invalid) as found:
        consent.record(desk, assessor, case_id, answer)
    return [(one.field, one.code) for one in found.value.problems]


def test_consent_is_recorded_against_the_printed_version_of_the_sheet(desk, assessor, rows):
    case_id = asked(desk, assessor)
    state = consent.record(desk, assessor, case_id, replace(YES, solicitor="Mr Kestrel"))
    (row,) = rows(Consent)
    assert (row.given, row.sheet, row.language) == (True, "2026-11", "en")
    assert (row.solicitor, row.recorded_by) == ("Mr Kestrel", assessor.username)
    assert (row.explained_by, row.manner) == ("Mared Hawthorn", "signed")
    assert row.paper_id == rows(Paper)[0].id
    assert rows(Case)[0].state is state is State.CONSENTED


def test_everything_about_the_explaining_is_kept_and_shown(desk, assessor):
    person = someone(appropriate_adult=True, interpreter=True, interpreter_language="Polish")
    case_id = asked(desk, assessor, person=person)
    told = replace(
        YES,
        language="other",
        language_name="Polish",
        adult="Lowri Wren",
        interpreter="Łucja Sparrowhawk",
        present="Her sister, Nest",
        asked=True,
        questions="Will my employer know? No.",
        manner=Manner.READ_OVER,
        witness="PC 417",
    )
    consent.record(desk, assessor, case_id, told)
    answered = consent.view(desk, assessor, case_id).answered
    assert answered.words == {
        "language_name": "Polish",
        "explained_by": "Mared Hawthorn",
        "adult": "Lowri Wren",
        "interpreter": "Łucja Sparrowhawk",
        "solicitor": "",
        "present": "Her sister, Nest",
        "questions": "Will my employer know? No.",
        "witness": "PC 417",
    }
    assert answered.manner is Manner.READ_OVER


def test_the_sheet_is_filed_as_it_was_made(desk, assessor, rows):
    asked(desk, assessor)
    (paper,) = rows(Paper)
    assert (paper.kind, paper.language, paper.pages, paper.sheet) == ("INFO", "en", 2, "2026-11")


@pytest.mark.parametrize("language", ["en", "cy", "both"])
def test_the_sheet_is_made_in_either_language_or_both(desk, assessor, rows, language):
    consent.issue_sheet(desk, assessor, eligible(desk, assessor), language)
    assert rows(Paper)[0].language == language


def test_nobody_consents_to_a_sheet_that_was_not_made(desk, assessor, rows):
    case_id = eligible(desk, assessor)
    with pytest.raises(Refused, match="no_sheet"):
        consent.record(desk, assessor, case_id, YES)
    assert rows(Consent) == []
    assert rows(Case)[0].state is State.ELIGIBLE


def test_somebody_may_say_no_before_there_is_a_sheet(desk, assessor, rows):
    case_id = eligible(desk, assessor)
    assert consent.record(desk, assessor, case_id, NO) is State.NOT_TAKEN_ON
    assert rows(Consent)[0].sheet == ""


def test_a_no_takes_the_way_out_with_their_own_words(desk, assessor, rows):
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, NO)
    (way_out,) = rows(WayOut)
    assert (way_out.reason, way_out.note) == ("declined", "I want a trial")
    assert way_out.left_from is State.ELIGIBLE
    assert rows(Consent)[0].reason == "I want a trial"
    assert rows(Sharing) == []


def test_nobody_need_say_why_they_say_no(desk, assessor, rows):
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, replace(NO, reason=" "))

    (way_out,) = rows(WayOut)
    assert (way_out.reason, way_out.note) == ("declined", "")
    assert rows(Consent)[0].reason == ""


def test_everything_that_is_missing_is_told_at_once(desk, assessor):
    empty = consent.Answer(given=None, explained=False, language=None, day=None)
    case_id = asked(desk, assessor, person=someone(interpreter=True))
    assert problems(desk, assessor, case_id, empty) == [
        ("given", "consent.say_which"),
        ("language", "problem.missing"),
        ("interpreter", "consent.say_who_was_there"),
        ("day", "problem.missing"),
    ]


def test_a_yes_that_says_nothing_else_is_asked_for_the_rest(desk, assessor):
    bare = consent.Answer(given=True, explained=True, language="other", day=YES.day)
    assert problems(desk, assessor, asked(desk, assessor), bare) == [
        ("explained_by", "problem.missing"),
        ("language_name", "problem.missing"),
        ("interpreter", "consent.say_who_was_there"),
        ("asked", "consent.say_whether_asked"),
        ("share_drugs_and_alcohol__support", "consent.answer_each"),
        ("manner", "problem.missing"),
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"explained": False}, ("explained", "consent.not_explained"), id="unread"),
        pytest.param({"day": dt.date(2026, 5, 12)}, ("day", "problem.in_future"), id="tomorrow"),
        pytest.param({"day": dt.date(2026, 5, 10)}, ("day", "consent.before_referral"), id="early"),
        pytest.param({"present": "x" * 901}, ("present", "problem.too_long"), id="long"),
        pytest.param({"adult": "x" * 301}, ("adult", "problem.too_long"), id="long name"),
        pytest.param({"asked": True}, ("questions", "problem.missing"), id="which questions"),
        pytest.param(
            {"manner": Manner.REFUSED, "witness": "PC 417"},
            ("manner", "consent.unsigned_is_no_yes"),
            id="a yes that nobody will sign",
        ),
        pytest.param(
            {"manner": Manner.READ_OVER}, ("witness", "consent.no_witness"), id="read over alone"
        ),
        pytest.param(
            {"manner": Manner.UNABLE}, ("witness", "consent.no_witness"), id="unable alone"
        ),
        pytest.param(
            {"shares": dict.fromkeys(PARTNERS, True) | {PARTNERS[2]: None}},
            ("share_support_services__support", "consent.answer_each"),
            id="one partner left open",
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_field(desk, assessor, change, problem):
    assert problems(desk, assessor, asked(desk, assessor), replace(YES, **change)) == [problem]


@pytest.mark.parametrize("manner", [Manner.READ_OVER, Manner.UNABLE])
def test_a_witness_lets_somebody_agree_who_does_not_sign_alone(desk, assessor, rows, manner):
    case_id = asked(desk, assessor)
    answer = replace(YES, manner=manner, witness="Aneirin Heron")
    assert consent.record(desk, assessor, case_id, answer) is State.CONSENTED
    assert (rows(Consent)[0].manner, rows(Consent)[0].witness) == (manner, "Aneirin Heron")


def test_whoever_refuses_to_sign_a_no_has_a_witness_to_it(desk, assessor, rows):
    case_id = asked(desk, assessor)
    unsigned = replace(NO, manner=Manner.REFUSED)
    assert problems(desk, assessor, case_id, unsigned) == [("witness", "consent.no_witness")]
    consent.record(desk, assessor, case_id, replace(unsigned, witness="PC 417"))
    assert (rows(Consent)[0].given, rows(Consent)[0].manner) == (False, "refused")


# ── The day ──────────────────────────────────────────────────────────────────────────────────


def test_consent_is_not_older_than_its_sheet(desk, assessor, clock):
    case_id = eligible(desk, assessor)
    clock.advance(days=1)
    consent.issue_sheet(desk, assessor, case_id, "cy")
    assert problems(desk, assessor, case_id, YES) == [("day", "consent.before_sheet")]


@pytest.mark.parametrize(("days", "fits"), [(0, True), (3, True), (4, False), (30, False)])
def test_an_answer_is_recorded_within_the_days_the_scheme_allows(desk, assessor, clock, days, fits):
    case_id = asked(desk, assessor)
    clock.advance(days=days)
    if fits:
        assert consent.record(desk, assessor, case_id, YES) is State.CONSENTED
    else:
        assert problems(desk, assessor, case_id, YES) == [("day", "consent.too_far_back")]


def test_the_sentence_says_from_which_day(desk, assessor, clock):
    case_id = asked(desk, assessor)
    clock.advance(days=5)
    with pytest.raises(Invalid) as found:
        consent.record(desk, assessor, case_id, YES)
    (problem,) = found.value.problems
    said = desk.texts("en")(problem.code, **problem.values)
    assert said.startswith("An answer is recorded within 3 days: from 13 May 2026 on.")


# ── Who must be there ────────────────────────────────────────────────────────────────────────


def test_an_appropriate_adult_must_be_named_as_there(desk, assessor):
    case_id = asked(desk, assessor, person=someone(appropriate_adult=True))
    assert problems(desk, assessor, case_id, YES) == [("adult", "consent.say_who_was_there")]


def test_an_interpreter_must_be_named_as_there(desk, assessor):
    case_id = asked(desk, assessor, person=someone(interpreter=True))
    assert problems(desk, assessor, case_id, YES) == [("interpreter", "consent.say_who_was_there")]


# ── Once, and again when the sheet has changed ───────────────────────────────────────────────


def test_consent_is_asked_once(desk, assessor, rows):
    case_id = consented(desk, assessor)
    with pytest.raises(Refused, match="no_such_move"):
        consent.record(desk, assessor, case_id, YES)
    assert len(rows(Consent)) == 1


def newer(desk, sheet="2027-01", since=dt.date(2026, 5, 12)):
    """Return the desk with a later version of the scheme, whose sheet is another."""
    own = desk.schemes.version("dyfed-powys-2019-11")
    later = replace(own, code="dyfed-powys-2026-05", in_force_from=since, sheet=sheet)
    return replace(desk, schemes=SchemeBook((*desk.schemes.schemes, later)))


def test_a_later_version_of_the_sheet_asks_again(desk, assessor, clock):
    case_id = consented(desk, assessor)
    clock.advance(days=1)
    desk = newer(desk, "2026-11b")
    seen = consent.view(desk, assessor, case_id)
    assert seen.asks_again
    assert (seen.sheet.version, seen.sheet.paper_id) == ("2026-11b", None)
    with desk.sessions() as session:
        watched = see_one(session, desk, case_id).watched
    assert watched.new_sheet_since == dt.date(2026, 5, 12)


def test_the_same_sheet_in_a_later_version_asks_nothing(desk, assessor, clock):
    case_id = consented(desk, assessor)
    clock.advance(days=1)
    assert not consent.view(newer(desk, "2026-11"), assessor, case_id).asks_again


def test_a_later_sheet_that_is_not_in_force_yet_asks_nothing(desk, assessor):
    case_id = consented(desk, assessor)
    assert not consent.view(newer(desk), assessor, case_id).asks_again


def test_a_yes_to_the_new_sheet_stands_beside_the_first(desk, assessor, clock, rows):
    case_id = consented(desk, assessor)
    clock.advance(days=1)
    desk = newer(desk)
    again = replace(YES, day=dt.date(2026, 5, 12))
    with pytest.raises(Refused, match="no_sheet"):
        consent.record(desk, assessor, case_id, again)
    with desk.sessions.begin() as session:  # the sheet of that version, as it was filed
        paper = session.get_one(Paper, 1)
        session.add(_again(paper, "2027-01", desk.now()))
    assert consent.record(desk, assessor, case_id, again) is State.CONSENTED
    assert [row.sheet for row in rows(Consent)] == ["2026-11", "2027-01"]
    seen = consent.view(desk, assessor, case_id)
    assert not seen.asks_again
    assert [one.sheet for one in seen.earlier] == ["2026-11"]


def test_a_no_to_the_new_sheet_is_a_withdrawal(desk, assessor, clock):
    case_id = consented(desk, assessor)
    clock.advance(days=1)
    with pytest.raises(Refused, match="no_more_is_withdrawal"):
        consent.record(newer(desk), assessor, case_id, replace(NO, day=dt.date(2026, 5, 12)))


def _again(paper, sheet, now):
    return Paper(
        case_id=paper.case_id,
        kind=paper.kind,
        language=paper.language,
        scheme=paper.scheme,
        sheet=sheet,
        code="0000000000000000",
        pages=paper.pages,
        digest=paper.digest,
        pdf=paper.pdf,
        made_by=paper.made_by,
        made_at=now,
    )


def test_consent_is_not_asked_before_eligibility_is_decided(desk, assessor):
    case_id = refer(desk, assessor)
    with pytest.raises(Refused, match="not_to_be_asked"):
        consent.issue_sheet(desk, assessor, case_id, "en")


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_only_caseworkers_record_consent(desk, assessor, who, request, rows):
    case_id = asked(desk, assessor)
    with pytest.raises(Refused, match="not_permitted"):
        consent.record(desk, request.getfixturevalue(who), case_id, YES)
    assert rows(Consent) == []


def test_the_log_names_what_was_recorded_and_not_what_was_said(desk, assessor, rows):
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, NO)
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.case_id) == ("consent.refused", case_id)
    assert set(consent.FIELDS) <= set(entry.fields)
    assert not any("trial" in word for word in entry.fields)


def test_a_view_tells_who_must_be_there_and_is_logged(desk, assessor, rows):
    person = someone(appropriate_adult=True, appropriate_adult_name="Lowri Wren", reads="cy")
    seen = consent.view(desk, assessor, asked(desk, assessor, person=person))
    assert (seen.appropriate_adult, seen.interpreter_language, seen.edition) == (
        "Lowri Wren",
        None,
        "cy",
    )
    assert seen.sheet.made_on == dt.date(2026, 5, 11)
    assert rows(AuditEntry)[-1].action == "consent.seen"
