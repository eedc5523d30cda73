"""The real lists, as they are published, where they lie beside the project."""

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from triage_app.domain.postcodes import Register, counted
from triage_app.domain.residence import Whereabouts, Why, locate
from triage_app.exchange import offences, postcodes
from triage_app.exchange.foreign import opened

DATA = Path(__file__).parents[3] / "shared/data"
CODE_POINT = DATA / "code-point-open-gb-2024-02.zip"
OFFENCES = DATA / "cjs-offences.json"
DYFED_POWYS = {"W06000008", "W06000009", "W06000010", "W06000023"}
# Every postcode area that has an outward code in the csv of those that touch the police area.
TOUCHING = ("cf", "hr", "ld", "ll", "np", "sa", "sy")


def needs(path):
    return pytest.mark.skipif(not path.exists(), reason=f"{path.name} is not in ../shared/data")


pytestmark = needs(CODE_POINT)


@pytest.fixture(scope="module")
def published():
    """Each postcode of the areas that touch, with its district: by a plain reader of CSV."""
    found = {}
    with zipfile.ZipFile(CODE_POINT) as packed:
        for area in TOUCHING:
            with packed.open(f"{area}.csv") as member:
                for row in csv.reader(io.TextIOWrapper(member, "utf-8")):
                    code = row[0].replace(" ", "")
                    found[f"{code[:-3]} {code[-3:]}"] = row[8]
    return found


@pytest.fixture(scope="module")
def places():
    """The same as the program keeps it."""
    with opened(CODE_POINT) as file:
        whole = postcodes.recognised(file, CODE_POINT.name)
        assert len(whole.members) == 120
        kept, counts = postcodes.read(file, whole, lambda _: None).sorted_out()
        assert counts.rows == 1_738_225
        return kept, whole.vintage


@pytest.fixture
def located(places, reference):
    """Return a function that answers for a postcode by the real file."""
    kept, vintage = places
    scheme = reference.schemes.version("dyfed-powys-2019-11")
    return lambda postcode: locate(
        postcode, scheme, Register(vintage, kept.get(postcode.split(" ")[0], ""))
    )


@pytest.mark.parametrize("sector", ["SA18 1", "HR3 5", "SY10 9"])
def test_a_divided_sector_is_answered_postcode_by_postcode(published, located, sector):
    truth = {code: district for code, district in published.items() if code.startswith(sector)}
    answers = {code: located(code) for code in truth}

    assert len(truth) > 50
    assert {one.whereabouts for one in answers.values()} == {
        Whereabouts.INSIDE,
        Whereabouts.OUTSIDE,
    }
    for code, district in truth.items():
        inside = answers[code].whereabouts is Whereabouts.INSIDE
        assert (code, inside, answers[code].district) == (code, district in DYFED_POWYS, district)


def test_every_postcode_of_the_areas_that_touch_lies_where_it_was_published(published, located):
    wrong = [code for code, district in published.items() if located(code).district != district]

    assert len(published) > 100_000
    assert wrong == []


def test_every_outward_code_that_touches_is_counted_as_it_was(places):
    kept, _ = places
    with (DATA / "dyfed-powys-outcodes.csv").open(encoding="utf-8") as file:
        wanted = {
            row["outcode"]: (int(row["postcodes_in_dpp"]), int(row["postcodes_total"]))
            for row in csv.DictReader(file)
        }

    found = {code: counted(kept[code], DYFED_POWYS) for code in kept}

    assert {code: found[code] for code in wanted} == wanted
    assert {code for code, (inside, _) in found.items() if inside} == wanted.keys()
    assert sum(inside for inside, _ in found.values()) == 20_926


def test_every_sector_that_straddles_is_counted_as_it_was(published, located):
    with (DATA / "dyfed-powys-straddling-sectors.csv").open(encoding="utf-8") as file:
        wanted = {
            row["sector"]: (int(row["postcodes_in_dpp"]), int(row["postcodes_total"]))
            for row in csv.DictReader(file)
        }
    inside, total = Counter(), Counter()
    for code in published:
        if (sector := code[:-2]) in wanted:
            total[sector] += 1
            inside[sector] += located(code).whereabouts is Whereabouts.INSIDE

    assert len(wanted) == 27
    assert {sector: (inside[sector], total[sector]) for sector in wanted} == wanted


def test_every_schemes_own_figures_say_the_same_as_the_file(places, reference):
    kept, _ = places

    assert len(reference.schemes.schemes) >= 4
    for scheme in reference.schemes.schemes:
        found = {code: counted(kept[code], scheme.area_codes) for code in kept}
        figures = {code: (one.inside, one.total) for code, one in scheme.outcodes.items()}
        assert figures == {code: pair for code, pair in found.items() if pair[0]}


def test_a_mistyped_postcode_is_left_to_a_person(located):
    for postcode in ("SA18 1ZZ", "SA18 0AA"):
        assert located(postcode).why is Why.NOT_LISTED


@needs(OFFENCES)
def test_the_whole_index_of_offences_is_read():
    with opened(OFFENCES) as file:
        listed = {one.code: one for one in offences.read(file)}

    assert len(listed) == 15_352
    assert (listed["TH68010"].category, listed["CJ88116"].category) == ("CE", "CS")
    assert listed["CD71039"].title.startswith("Criminal damage to property - value under")
