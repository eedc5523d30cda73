"""The national index of offences, as JSON or as CSV."""

import csv
import json

import pytest

from tests.exchange.lists import OFFENCES, offences_json
from triage_app.exchange import offences
from triage_app.exchange.foreign import opened
from triage_app.exchange.offences import CATEGORY, CODE, RECORDABLE, TITLE, ListedOffence

WANTED = [ListedOffence(*one) for one in OFFENCES]


def read(path):
    with opened(path) as file:
        return offences.read(file)


def test_the_published_json_is_read(tmp_path):
    assert read(offences_json(tmp_path / "index.json")) == WANTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv_of_the_same_columns_is_read(tmp_path, delimiter, encoding):
    path = tmp_path / "index.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([TITLE, "sysdate", CODE, CATEGORY, RECORDABLE])
        for code, category, title, recordable in OFFENCES:
            writer.writerow([title, "x", code, category, str(recordable).lower()])

    assert read(path) == WANTED


def test_headings_are_read_in_capitals_too_and_what_is_recordable_may_be_missing(tmp_path):
    path = tmp_path / "index.csv"
    path.write_text("CJSCODE,OFFENCECATEGORY,OFFENCETITLE\nth 68010,ce,Theft  from a shop\n")

    assert read(path) == [ListedOffence("TH68010", "CE", "Theft from a shop", None)]


def test_an_entry_that_stands_twice_in_the_same_words_is_one(tmp_path):
    assert read(offences_json(tmp_path / "index.json", OFFENCES + OFFENCES[:1])) == WANTED


def test_an_index_in_other_keys_of_the_same_json_is_read(tmp_path):
    path = tmp_path / "index.json"
    entry = dict(zip((CODE, CATEGORY, TITLE), OFFENCES[0][:3], strict=True))
    path.write_text(json.dumps([{**entry, "homeOfficeResultsCode": "046/00"}]))

    assert read(path) == [ListedOffence("TH68010", "CE", "Theft from a shop", None)]
