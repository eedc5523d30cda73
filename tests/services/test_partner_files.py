"""A partner's file of answers: each row matched or explained, and nothing half taken in."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.test_partner_referrals import (  # noqa: F401 - fixtures
    case_id,
    say,
    sending,
)
from triage_app.domain.partner_referral import Manner
from triage_app.domain.partner_reply import Reply, Word
from triage_app.domain.problems import Refused
from triage_app.services import partner_files, partner_referrals, partner_replies
from triage_app.services.table_files import Verdict
from triage_app.storage.models import AuditEntry, PartnerReferral, PartnerReply

DAY = dt.date(2026, 5, 11)
HEAD = "Referral,Name,Date of birth,Answer,Date,How it ended,Remarks"
ONE = "DP-26-0001-R1"


@pytest.fixture
def sent(desk, assessor, case_id, sending, clock):  # noqa: F811
    """A sheet on paper for Osian Sandpiper, four days ago."""
    partner_referrals.send(desk, assessor, case_id, replace(sending, manner=Manner.PRINTED))
    clock.advance(days=4)
    return case_id


@pytest.fixture
def look(desk, assessor, sent, tmp_path):
    """Return a function that looks at a file of some rows."""
    assert sent

    def look(*rows, head=HEAD, encoding="utf-8"):
        path = tmp_path / "answers.csv"
        path.write_bytes("\n".join((head, *rows)).encode(encoding))
        return partner_files.look(desk, assessor, str(path))

    return look


def said(preview):
    return [
        (str(one.verdict), *(problem.code.partition(".")[2] for problem in one.problems))
        for one in preview.rows
    ]


def test_rows_in_any_order_are_taken_in_as_they_happened(desk, assessor, look, rows):
    preview = look(
        f"{ONE},Osian Sandpiper,,Ended,14/5/2026,Completed,All six",
        f"{ONE},Sandpiper,,Attended,2026-05-13,,",
        f"{ONE},Osian Sandpiper,,Started,12 May 2026,,",
    )
    assert said(preview) == [("new",), ("new",), ("new",)]
    assert rows(PartnerReply) == []
    assert partner_files.take_in(desk, assessor, preview) == 3
    kept = [(one.word, one.day.day, one.file) for one in rows(PartnerReply)]
    assert kept == [("started", 12, "answers.csv"), ("attended", 13, "answers.csv"),
                    ("ended", 14, "answers.csv")]  # fmt: skip
    assert rows(PartnerReferral)[0].state == "ended"


def test_days_are_read_as_spreadsheets_write_them(desk, assessor, look, rows):
    preview = look(
        f"{ONE},Osian Sandpiper,,Accepted,12-May-26,,",
        f"{ONE},Osian Sandpiper,,Started,13/05/2026 00:00,,",
        f"{ONE},Osian Sandpiper,,Attended,2026-05-14T00:00:00,,",
        f"{ONE},Osian Sandpiper,,Attended,14/05/2026 09:30,,",
    )
    assert said(preview) == [("new",), ("new",), ("new",), ("bad", "date_unreadable")]
    partner_files.take_in(desk, assessor, preview)
    assert [one.day.day for one in rows(PartnerReply)] == [12, 13, 14]


def test_the_same_file_again_does_nothing(desk, assessor, look, rows):
    row = f"{ONE},Osian Sandpiper,,Accepted,12/5/2026,,A note"
    partner_files.take_in(desk, assessor, look(row))
    again = look(row)
    assert said(again) == [("same",)]
    assert partner_files.take_in(desk, assessor, again) == 0
    assert len(rows(PartnerReply)) == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{ONE},Mari Sampl,,Accepted,12/5/2026,,", "another_person"),
        (f"{ONE},Osian Sandpiper,1/1/1970,Accepted,12/5/2026,,", "another_person"),
        (f"{ONE},,31/31/1999,Accepted,12/5/2026,,", "another_person"),
        (f"{ONE},O,,Accepted,12/5/2026,,", "another_person"),
        (f"{ONE},,,Accepted,12/5/2026,,", "say_whose"),
        ("DP-26-0001-R9,Osian Sandpiper,,Accepted,12/5/2026,,", "unknown_number"),
        ("DP-26-9999-R1,Osian Sandpiper,,Accepted,12/5/2026,,", "unknown_number"),
        ("' OR 1=1,Osian Sandpiper,,Accepted,12/5/2026,,", "unknown_number"),
        (f"{ONE},Osian Sandpiper,,Perhaps,12/5/2026,,", "not_a_word"),
        (f"{ONE},Osian Sandpiper,,Revoked,12/5/2026,,", "not_a_word"),
        (f"{ONE},Osian Sandpiper,,Ended,12/5/2026,Completed,", "not_after_sent"),
        (f"{ONE},Osian Sandpiper,,Started,12/5/2026,Sideways,", "not_an_end"),
        (f"{ONE},Osian Sandpiper,,Accepted,10/5/2026,,", "before_the_last"),
        (f"{ONE},Osian Sandpiper,,Attended,16/5/2026,,", "in_future"),
        (f"{ONE},Osian Sandpiper,,Attended,,,", "missing"),
        (f"{ONE},Osian Sandpiper,,Accepted,some day,,", "date_unreadable"),
        (f"{ONE},Osian Sandpiper,,Refused,12/5/2026,,", "say_why"),
        (f"{ONE},Osian Sandpiper,,Accepted", "row_ragged"),
        (f'{ONE},"Osian Sandpiper,,Accepted,12/5/2026,,', "row_quotes"),
    ],
)
def test_a_row_that_cannot_be_is_explained_and_takes_no_other_with_it(
    desk, assessor, look, rows, row, code
):
    preview = look(row, f"{ONE},Osian Sandpiper,,Started,13/5/2026,,")
    assert said(preview) == [("bad", code), ("new",)]
    assert partner_files.take_in(desk, assessor, preview) == 1
    assert [one.word for one in rows(PartnerReply)] == ["started"]


def test_the_same_twice_in_a_file_is_taken_in_once(desk, assessor, look, rows):
    row = f"{ONE},Osian Sandpiper,,Accepted,12/5/2026,,"
    preview = look(row, row)
    assert said(preview) == [("new",), ("bad", "twice")]
    partner_files.take_in(desk, assessor, preview)
    assert len(rows(PartnerReply)) == 1


def test_what_somebody_recorded_meanwhile_stops_the_whole_file(desk, assessor, sent, look, rows):
    preview = look(
        f"{ONE},Osian Sandpiper,,Accepted,12/5/2026,,",
        f"{ONE},Osian Sandpiper,,Started,13/5/2026,,",
    )
    now = partner_referrals.view(desk, assessor, sent).shared[0]
    refused = Reply(Word.REFUSED, DAY, note="No place free")
    partner_replies.record(desk, assessor, (now.id, now.version), refused)
    with pytest.raises(Refused) as told:
        partner_files.take_in(desk, assessor, preview)
    assert told.value.code == "table_file.changed_meanwhile"
    assert [one.word for one in rows(PartnerReply)] == ["refused"]


def test_welsh_headings_and_words_and_windows_letters_are_read(desk, assessor, look, rows):
    head = "Atgyfeiriad;Enw;Ateb;Dyddiad;Sylwadau"
    row = f"{ONE.lower()};OSIAN SANDPIPER;derbyniwyd;12 Mai 2026;Dŵr a thân <b>"
    preview = look(row, head=head, encoding="utf-16")
    assert said(preview) == [("new",)]
    partner_files.take_in(desk, assessor, preview)
    assert rows(PartnerReply)[0].note == "Dŵr a thân <b>"


def test_no_row_tells_whose_sheet_a_number_is(look, desk):
    preview = look(f"{ONE},Mari Sampl,,Accepted,12/5/2026,,")
    (problem,) = preview.rows[0].problems
    assert "Sandpiper" not in desk.texts("en")(problem.code, **problem.values)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 xl/workbook", "table_file.is_workbook"),
        (b"%PDF-1.7", "table_file.is_pdf"),
        (b"", "table_file.is_empty"),
        (b"one column\nand no more", "table_file.no_columns"),
        (b"Name,Answer\nOsian,Accepted", "partner_file.no_column"),
    ],
)
def test_what_is_no_file_of_answers_is_said_to_be_what_it_is(
    desk, assessor, sent, tmp_path, content, code
):
    assert sent
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as told:
        partner_files.look(desk, assessor, str(path))
    assert told.value.code == code
    for language in ("en", "cy"):
        assert desk.texts(language)(told.value.code, **told.value.values)


def test_looking_and_taking_in_are_logged_by_fields_alone(desk, assessor, look, rows):
    partner_files.take_in(desk, assessor, look(f"{ONE},Osian Sandpiper,,Accepted,12/5/2026,,Hm"))
    log = [one for one in rows(AuditEntry) if one.action.startswith("partner_file")]
    assert [one.action for one in log] == ["partner_file.seen", "partner_file.taken_in"]
    assert all("Sandpiper" not in repr(vars(one)) for one in log)


def test_who_may_not_track_may_take_in_nothing(desk, administrator, auditor, look):
    preview = look(f"{ONE},Osian Sandpiper,,Accepted,12/5/2026,,")
    assert preview.count(Verdict.NEW) == 1
    for actor in (administrator, auditor):
        with pytest.raises(Refused):
            partner_files.take_in(desk, actor, preview)
