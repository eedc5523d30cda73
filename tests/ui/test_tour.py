"""The tour as it is run: a command of its own, its pictures and papers read back."""

import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest
from pypdf import PdfReader

from ui.tour.other_schemes import IN_WELSH, OWES

WILTSHIRE = {OWES, IN_WELSH}


def tour(folder, *options):
    return subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-m", "triage_app", "tour", str(folder), *options],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def said_in(file):
    return " ".join("".join(page.extract_text() for page in PdfReader(file).pages).split())


@pytest.fixture(scope="module")
def toured(tmp_path_factory):
    """A folder with a tour in it, and what its index says."""
    folder = tmp_path_factory.mktemp("tour")
    ended = tour(folder, "--one-scheme")
    assert ended.returncode == 0, ended.stderr
    return folder, json.loads((folder / "index.json").read_text(encoding="utf-8"))


def test_every_picture_and_paper_is_there_and_is_what_the_index_says(toured):
    folder, index = toured
    assert len({one["digest"] for one in index}) == len(index) > 70
    papers = [one for one in index if one["kind"] == "paper"]
    for one in papers:
        assert sha256((folder / one["file"]).read_bytes()).hexdigest() == one["digest"]
    assert all((folder / one["file"]).stat().st_size > 5000 for one in index)
    listed = {one["file"] for one in index}
    assert {one.name for one in folder.glob("*.p*")} == listed


def test_every_kind_of_paper_is_made_and_says_what_it_is(toured):
    folder, index = toured
    papers = [one for one in index if one["kind"] == "paper"]
    assert {one["code"] for one in papers} >= {
        "BREACH", "COMPLETED", "CONTRACT", "INFO", "NOT_TAKEN_ON", "RECOVERY", "REMINDER", "WARNING"
    }  # fmt: skip
    for one in papers:
        subject = PdfReader(folder / one["file"]).metadata.subject
        assert subject.split()[:2] == [one["code"], one["language"]]
        assert subject.split()[2].startswith("dyfed-powys-")


@pytest.mark.slow
def test_what_is_paid_in_wiltshire_is_shown_and_its_sheet_is_in_both_languages(tmp_path):
    folder, ended = tmp_path, tour(tmp_path)
    assert ended.returncode == 0, ended.stderr
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    schemes = {  # of every paper: Wiltshire's are of its own cases alone
        (one["case"] in WILTSHIRE, PdfReader(folder / one["file"]).metadata.subject.split()[2][:8])
        for one in index
        if one["kind"] == "paper"
    }
    assert schemes == {(False, "dyfed-po"), (True, "wiltshir")}
    assert {one["code"] for one in index if one["kind"] == "screen"} >= {
        "practise", "contribution-overdue", "contribution-payment", "contribution-waiver",
        "contribution-struck", "durham-contract",
    }  # fmt: skip
    sheets = {
        one["language"]: "".join(
            page.extract_text() for page in PdfReader(folder / one["file"]).pages
        )
        for one in index
        if one["code"] == "INFO" and one["case"] in WILTSHIRE
    }
    assert "part of what it costs" in sheets["en"]
    assert "rhan o’r gost" in sheets["cy"]


def test_one_case_is_in_welsh_and_every_paper_is_marked_as_practice(toured):
    folder, index = toured
    cases = {(one["case"], one["language"]) for one in index if one["kind"] == "screen"}
    assert {language for case, language in cases if case} == {"cy", "en"}
    for one in (one for one in index if one["kind"] == "paper"):
        text = PdfReader(folder / one["file"]).pages[0].extract_text()
        assert "PRACTICE" in text or "YMARFER" in text


def test_a_folder_with_another_caseload_is_refused(tmp_path):
    (tmp_path / "caseload.db").write_bytes(b"somebody's")
    ended = tour(tmp_path)
    assert ended.returncode != 0
    assert "no tour has made" in ended.stderr
    assert (tmp_path / "caseload.db").read_bytes() == b"somebody's"


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--language", "cy"), ("--text", "200")])
def test_it_is_made_in_welsh_and_in_large_text_too(tmp_path, options):
    ended = tour(tmp_path, *options)
    assert ended.returncode == 0, ended.stderr
