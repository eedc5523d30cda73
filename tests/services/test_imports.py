"""Reference data is imported whole or not at all, while everybody goes on working."""

import datetime as dt
import threading
from dataclasses import replace

import pytest

from tests.exchange.lists import (
    ABERYSTWYTH,
    AMMANFORD,
    CARMARTHENSHIRE,
    OFFENCES,
    SWANSEA,
    code_point,
    offences_json,
    ons_text,
)
from tests.services.verbs_referral import refer, someone
from triage_app.domain.editions import Kind, Standing
from triage_app.domain.postcodes import Register
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.residence import NO_FIXED_ABODE, Why
from triage_app.services import audit, finding_words, imports, staging, whereabouts
from triage_app.services.eligibility import advise
from triage_app.services.imports import Wanted, bring_in
from triage_app.services.opening import files_of
from triage_app.services.whereabouts import register_of
from triage_app.storage.models import AuditEntry, Edition, ListedOffence, OutwardCode

SEEN = audit.Deed("members.seen", audit.Category.CONSULTATION)
FILE, FFEIL = "postcode file of February 2024", "ffeil codau post Chwefror 2024"
BY_FILE, YN_OL, RHAID = f"by the {FILE}", f"yn ôl {FFEIL}", "Rhaid i rywun benderfynu."
FEBRUARY, AUGUST = dt.date(2024, 2, 1), dt.date(2025, 8, 1)


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody cancelled."""


@pytest.fixture
def postcodes(folder):
    """Return a function that makes a postcode file and says that it is wanted."""

    def postcodes(*rows, month=FEBRUARY):
        path = code_point(folder / f"codepo-{month:%Y-%m}.zip", {"sa": rows or AMMANFORD})
        return Wanted(Kind.POSTCODES, path, month)

    return postcodes


@pytest.fixture
def index(folder):
    """Return a function that makes an index of offences and says that it is wanted."""

    def index(offences=OFFENCES):
        return Wanted(Kind.OFFENCES, offences_json(folder / "cjs-offences.json", offences))

    return index


def home_of(desk, actor, case_id):
    advice = advise(desk, actor, case_id)
    return next(one for one in advice.eligibility.findings if one.rule == "lives_in_area")


def test_an_imported_file_answers_with_its_month(desk, assessor, administrator, postcodes):
    case_id = refer(desk, assessor, person=someone(postcode="SA18 1AA"))
    assert home_of(desk, assessor, case_id).reason == "lives_divided"

    bring_in(desk, administrator, postcodes())

    found = home_of(desk, assessor, case_id)
    assert (found.reason, found.values["vintage"]) == ("lives_listed_inside", "2024-02")
    assert found.values["district"] == CARMARTHENSHIRE


@pytest.mark.parametrize(
    ("postcode", "english", "welsh"),
    [
        (
            "SA18 1AA",
            f"SA18 1AA (Carmarthenshire) lies inside the area, {BY_FILE}.",
            f"Mae SA18 1AA (Sir Gaerfyrddin) y tu mewn i’r ardal, {YN_OL}.",
        ),
        (
            "SA18 9ZZ",
            f"SA18 9ZZ (Swansea) lies outside the area, {BY_FILE}.",
            f"Mae SA18 9ZZ (Abertawe) y tu allan i’r ardal, {YN_OL}.",
        ),
        (
            "SA18 2ZZ",
            f"SA18 2ZZ is not in the {FILE}: it is new or mistyped. A person must say.",
            f"Nid yw SA18 2ZZ yn {FFEIL}: mae’n newydd neu wedi’i gamdeipio. {RHAID}",
        ),
        (
            "SA18",
            "SA18 is divided: 2 of 3 postcodes are in the area.",
            "Mae SA18 wedi’i rannu: 2 o 3 cod post sydd yn yr ardal.",
        ),
        (
            NO_FIXED_ABODE,
            "No fixed abode: a person must say.",
            "Heb gartref sefydlog: rhaid i rywun benderfynu.",
        ),
    ],
)
def test_the_answer_is_given_in_words_of_both_languages(
    desk, assessor, administrator, postcodes, postcode, english, welsh
):
    bring_in(desk, administrator, postcodes())
    case_id = refer(desk, assessor, person=someone(postcode=postcode))

    words = finding_words.found(desk, home_of(desk, assessor, case_id))

    assert (words.text(desk.texts("en")), words.text(desk.texts("cy"))) == (english, welsh)


def test_what_was_decided_by_one_file_reads_the_same_after_another(
    desk, assessor, administrator, postcodes
):
    bring_in(desk, administrator, postcodes())
    case_id = refer(desk, assessor, person=someone(postcode="SA18 1AA"))
    before = home_of(desk, assessor, case_id).as_record()

    bring_in(desk, administrator, postcodes(*AMMANFORD[1:], month=AUGUST))

    assert before["values"]["vintage"] == "2024-02"
    found = home_of(desk, assessor, case_id)
    assert (found.reason, found.values["vintage"]) == ("lives_not_listed", "2025-08")


def test_it_says_what_is_in_force_since_when_and_by_whom(desk, administrator, postcodes, clock):
    assert imports.in_force(desk, administrator) == {}

    made = bring_in(desk, administrator, postcodes())

    assert (made.source, made.vintage, made.entries, made.inside) == (
        "code_point_open",
        FEBRUARY,
        3,
        2,
    )
    assert (made.by, made.at, made.file_name) == (
        "Dewi Sandpiper",
        clock.now,
        "codepo-2024-02.zip",
    )
    assert len(made.digest) == 64
    assert imports.in_force(desk, administrator) == {Kind.POSTCODES: made}


def test_postcodes_that_are_retired_are_kept_and_counted(desk, administrator, folder, database):
    path = folder / "ONSPD_FEB_2024_UK.csv"
    rows = [("SA18 1AA", "", CARMARTHENSHIRE, ""), ("SA18 1AB", "201503", CARMARTHENSHIRE, "")]
    path.write_text(ons_text("pcds,doterm,oslaua", rows), encoding="utf-8")

    made = bring_in(desk, administrator, Wanted(Kind.POSTCODES, path, FEBRUARY))

    assert (made.entries, made.retired, made.inside) == (1, 1, 1)
    with database.sessions() as session:
        register = register_of(session, "SA18 1AB")
    assert register == Register(FEBRUARY, f"{CARMARTHENSHIRE} 1AA;-{CARMARTHENSHIRE} 1AB")


def test_a_new_edition_takes_the_place_of_the_one_before_whole(
    desk, administrator, postcodes, rows
):
    bring_in(desk, administrator, postcodes())
    bring_in(desk, administrator, postcodes(*ABERYSTWYTH, month=AUGUST))

    assert [one.standing for one in rows(Edition)] == [Standing.REPLACED, Standing.IN_FORCE]
    assert [one.code for one in rows(OutwardCode)] == ["SY23"]


def test_an_import_is_logged_by_name(desk, administrator, postcodes, index, rows):
    bring_in(desk, administrator, postcodes())
    bring_in(desk, administrator, index())

    actions = [(one.action, one.actor) for one in rows(AuditEntry)]
    assert [one for one in actions if one[0] != "copies.copied"] == [
        ("imports.postcodes", "dewi.sandpiper"),
        ("imports.offences", "dewi.sandpiper"),
    ]


@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_the_caseload_is_copied_before_an_import(desk, administrator, postcodes, rows):
    bring_in(desk, administrator, postcodes())

    assert [one.action for one in rows(AuditEntry)] == ["copies.copied", "imports.postcodes"]
    (made,) = files_of(desk.config).copies.glob("*-import.backup")
    assert made.stat().st_size > 0


@pytest.mark.parametrize("moment", range(6))
def test_it_is_cancelled_at_any_moment_without_trace(
    desk, administrator, postcodes, rows, monkeypatch, moment
):
    monkeypatch.setattr(imports, "READING", 0.5)
    many = [(f"SA{n} {d}AB", CARMARTHENSHIRE) for n in range(10, 99) for d in range(10)]
    bring_in(desk, administrator, postcodes())
    before = everything(rows)
    told = []

    def stop(share):
        told.append(share)
        if len(set(told)) > moment or share == 1:
            raise Stopped

    with pytest.raises(Stopped):
        bring_in(desk, administrator, postcodes(*many, month=AUGUST), stop)

    assert told
    assert everything(rows) == before


def test_one_that_fails_while_it_is_staged_leaves_nothing(
    desk, administrator, postcodes, rows, monkeypatch
):
    bring_in(desk, administrator, postcodes())
    before = everything(rows)
    staged = []

    def full(_desk, _actor, edition_id, _inside):
        staged.extend(one for one in rows(OutwardCode) if one.edition_id == edition_id)
        raise Refused("storage.no_space_left")

    monkeypatch.setattr(staging, "put_in_force", full)
    with pytest.raises(Refused, match="no_space_left"):
        bring_in(desk, administrator, postcodes(*ABERYSTWYTH, month=AUGUST))

    assert [one.code for one in staged] == ["SY23"]
    assert everything(rows) == before


def test_what_a_killed_import_left_answers_nothing_and_is_cleared_away(
    desk, assessor, administrator, postcodes, rows
):
    bring_in(desk, administrator, postcodes())
    leave_staged(desk, "SY23")
    case_id = refer(desk, assessor, person=someone(postcode="SY23 1AA"))
    assert home_of(desk, assessor, case_id).reason == "lives_not_listed"

    bring_in(desk, administrator, postcodes(month=AUGUST))

    assert [one.source for one in rows(Edition)] == ["code_point_open", "code_point_open"]
    assert [one.code for one in rows(OutwardCode)] == ["SA18"]


def test_what_another_workstation_is_staging_is_left_alone(desk, administrator, postcodes, rows):
    elsewhere = leave_staged(replace(desk, workstation="elsewhere"), "SY23")

    bring_in(desk, administrator, postcodes())

    assert elsewhere in {one.id for one in rows(Edition)}


def test_and_if_it_was_taken_away_meanwhile_its_own_import_is_told(desk, administrator):
    edition_id = leave_staged(desk, "SY23")
    staging.drop(desk, Kind.POSTCODES, edition_id)

    with pytest.raises(Refused, match=r"imports\.overtaken"):
        staging.put_in_force(desk, administrator, edition_id, 1)


def test_a_save_meanwhile_goes_through_at_every_step(
    desk, assessor, administrator, postcodes, rows
):
    many = [(f"SA{n} {d}AB", CARMARTHENSHIRE) for n in range(10, 99) for d in range(10)]
    saved = []

    def save_meanwhile(share):
        if share not in saved:
            saved.append(share)
            look = (desk, assessor, SEEN)
            worker = threading.Thread(target=audit.look, args=look)
            worker.start()
            worker.join()

    bring_in(desk, administrator, postcodes(*many), save_meanwhile)

    assert len(saved) >= 3
    assert [one.action for one in rows(AuditEntry)].count(SEEN.action) == len(saved)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (lambda folder: code_point(folder / "x.zip", {"s": [("S1 1AA", SWANSEA)]}), "none_inside"),
        (lambda folder: offences_json(folder / "x.json"), "not_postcodes"),
        (lambda folder: folder / "nothing.zip", "unreadable"),
    ],
)
def test_a_file_that_is_refused_changes_nothing(
    desk, administrator, folder, postcodes, rows, wanted, code
):
    bring_in(desk, administrator, postcodes())
    before = everything(rows)

    with pytest.raises(Refused) as told:
        bring_in(desk, administrator, Wanted(Kind.POSTCODES, wanted(folder), AUGUST))

    assert told.value.code == f"imports.{code}"
    assert everything(rows) == before


def test_the_month_must_be_said(desk, administrator, postcodes):
    with pytest.raises(Invalid) as told:
        bring_in(desk, administrator, replace(postcodes(), vintage=None))

    assert [(one.field, one.code) for one in told.value.problems] == [
        ("vintage", "imports.vintage_missing")
    ]


def test_nor_is_it_one_still_to_come(desk, administrator, postcodes):
    with pytest.raises(Invalid) as told:
        bring_in(desk, administrator, replace(postcodes(), vintage=dt.date(2204, 2, 1)))

    assert told.value.problems[0].code == "imports.vintage_ahead"


def test_a_postcode_the_file_does_not_know_is_doubted_while_it_is_written_down(
    desk, assessor, administrator, folder
):
    def doubts(*typed):
        found = [whereabouts.doubt(desk, assessor, one) for one in typed]
        return [one and one.why for one in found]

    assert doubts("SA18 1AA", "SA18 2ZZ") == [None, None]
    path = folder / "ONSPD_FEB_2024_UK.csv"
    rows = [("SA18 1AA", "", CARMARTHENSHIRE, ""), ("SA18 1AB", "201503", CARMARTHENSHIRE, "")]
    path.write_text(ons_text("pcds,doterm,oslaua", rows), encoding="utf-8")
    bring_in(desk, administrator, Wanted(Kind.POSTCODES, path, FEBRUARY))

    assert doubts("SA18 1AA", "SA18", "", NO_FIXED_ABODE) == [None] * 4
    assert doubts("SA18 2ZZ", "sa181ab") == [Why.NOT_LISTED, Why.RETIRED]


def test_a_file_is_recognised_before_it_is_imported(desk, administrator, postcodes, index, rows):
    found = imports.recognise(desk, administrator, Kind.POSTCODES, postcodes().path)
    assert (found.source, found.vintage) == ("code_point_open", FEBRUARY)
    assert imports.recognise(desk, administrator, Kind.OFFENCES, index().path).source == "cjs"
    with pytest.raises(Refused, match="not_offences"):
        imports.recognise(desk, administrator, Kind.OFFENCES, postcodes().path)
    assert rows(Edition) == []


def test_only_an_administrator_imports(desk, assessor, supervisor, auditor, postcodes):
    for actor in (assessor, supervisor, auditor):
        for use_case in (
            lambda who: bring_in(desk, who, postcodes()),
            lambda who: imports.in_force(desk, who),
            lambda who: imports.recognise(desk, who, Kind.POSTCODES, postcodes().path),
        ):
            with pytest.raises(Refused, match=r"access\.not_permitted"):
                use_case(actor)


def everything(rows):
    """Every row of the tables of imports, as plain values."""
    return [
        {column: getattr(one, column) for column in one.__table__.columns.keys()}  # noqa: SIM118
        for table in (Edition, OutwardCode, ListedOffence)
        for one in rows(table)
    ]


def leave_staged(desk, code):
    """Leave behind what an import that was killed would."""
    edition = Edition(
        kind=Kind.POSTCODES,
        source="onspd",
        file_name="list.csv",
        digest="0" * 64,
        vintage=AUGUST,
        entries=1,
        imported_by="dewi.sandpiper",
        imported_at=desk.now(),
        workstation=desk.workstation,
    )
    edition_id = staging.begin(desk, edition)
    row = {"code": code, "places": f"{CARMARTHENSHIRE} 1AA"}
    staging.stage(desk, Kind.POSTCODES, edition_id, [row])
    return edition_id
