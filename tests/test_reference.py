"""Our data files are read whole, or refused with the file, the key and the reason."""

import dataclasses
import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.identifiers import cjs_code_is_formed
from triage_app.domain.problems import BadFile
from triage_app.domain.scheme import Scheme
from triage_app.reference import load_offences, load_schemes
from triage_app.texts import Texts

NAME = "dyfed-powys-2019-11.toml"
SHIPPED = (RESOURCES / "schemes" / NAME).read_text(encoding="utf-8")
OFFENCES = (RESOURCES / "offences.toml").read_text(encoding="utf-8")
NATIONAL = Path(__file__).parents[2] / "shared/data/cjs-offences.json"


@pytest.fixture
def refused(tmp_path):
    """Return a function that changes the shipped scheme and says how it is refused."""

    def refused(old, new):
        assert old in SHIPPED
        (tmp_path / NAME).write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(BadFile) as bad:
            load_schemes(tmp_path)
        assert bad.value.file == NAME
        for language in ("en", "cy"):
            sentence = Texts(RESOURCES / "wording", language)(bad.value.code, **bad.value.values)
            assert NAME in sentence
        return bad.value.key, bad.value.reason

    return refused


def test_the_shipped_files_are_read_whole():
    scheme = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")

    assert scheme.in_force_from == dt.date(2019, 11, 1)
    assert scheme.suite("haverfordwest").name.cy == "Hwlffordd"
    assert scheme.condition("DA2").pathway
    assert scheme.outcodes["SA18"].inside == 653


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('family = "dyfed-powys"', 'family = "dyfed-powys', "-", "not_toml"),
        ('family = "dyfed-powys"\n', "", "family", "missing_key"),
        (
            'family = "dyfed-powys"',
            'family = "dyfed-powys"\ncolour = "red"',
            "colour",
            "unknown_key",
        ),
        ('family = "dyfed-powys"', "family = 7", "family", "wrong_value"),
        ('family = "dyfed-powys"', 'family = "dyfed-powys"\ncode = "x"', "code", "unknown_key"),
        (
            'code = "adult"',
            'code = "adult"\neffect = "warns"',
            "rules.adult.effect",
            "wrong_value",
        ),
        (
            'bail = "another_matter"',
            'bail = "sometimes"',
            "rules.no_order_or_bail.settings.bail",
            "wrong_value",
        ),
        (
            'family = "dyfed-powys"',
            'family = "dyfed-powys"\nnumbers.custody_record = { pattern = "[", example = "[" }',
            "numbers.custody_record",
            "wrong_value",
        ),
        (
            'family = "dyfed-powys"',
            'family = "dyfed-powys"\nnumbers.asn = { pattern = ".", example = "1" }',
            "numbers",
            "unknown_code",
        ),
        ("term_months = 4", 'term_months = "4"', "term_months", "wrong_value"),
        ("term_months = 4", "term_months = 4.5", "term_months", "wrong_value"),
        ("term_months = 4", "term_months = 0", "term_months", "too_small"),
        ("contact_hours = [24, 72]", "contact_hours = [24]", "contact_hours.2", "missing_key"),
        ('"W06000009", ', '"Pembs", ', "districts", "no_area_code"),
        ('"W06000009", ', '"W06000008", ', "districts", "repeated_code"),
        ('police_area = "W15000004"', 'police_area = "DPP"', "police_area", "no_area_code"),
        ('police_area = "W15000004"\n', "", "police_area", "missing_key"),
        ("contact_hours = [24, 72]", "contact_hours = [72, 24]", "contact_hours", "wrong_order"),
        ("in_force_from = 2019-11-01", 'in_force_from = "soon"', "in_force_from", "wrong_value"),
        (
            "in_force_from = 2019-11-01",
            'in_force_from = "2019-11-01"',
            "in_force_from",
            "wrong_value",
        ),
        ("from = 2019-11-01", "from = 2019-11-01T08:00:00", "in_force_from", "wrong_value"),
        ("term_months = 4", "term_months = true", "term_months", "wrong_value"),
        (
            "contact_hours = [24, 72]",
            "contact_hours = [24, 72, 96]",
            "contact_hours",
            "wrong_value",
        ),
        ("contact_hours = [24, 72]", "contact_hours = 24", "contact_hours", "wrong_value"),
        (
            'cy = "Hwlffordd"',
            'cy = "Hwlffordd", fr = "x"',
            "suites.haverfordwest.name.fr",
            "unknown_key",
        ),
        ('code = "adult"', 'code = "grown_up"', "rules.code", "unknown_code"),
        ('code = "ammanford"', 'code = "brecon"', "suites", "two_starts"),
        (
            "settings = { minimum_age = 18 }",
            "settings = {}",
            "rules.adult.settings.minimum_age",
            "missing_key",
        ),
        (
            "settings = { minimum_age = 18 }",
            'settings = { minimum_age = "18" }',
            "rules.adult.settings.minimum_age",
            "wrong_value",
        ),
        (
            "settings = { minimum_age = 18 }",
            "settings = { minimum_age = 18, height = 2 }",
            "rules.adult.settings.height",
            "unknown_key",
        ),
        ("position = 2", "position = 3", "slots", "two_places"),
        ('\nkinds = ["no_reoffending"]', '\nkinds = ["restorative"]', "slots.1", "first_place"),
        ('\nkinds = ["restorative"]', '\nkinds = ["penance"]', "slots.2.kinds", "unknown_code"),
        ("need = 1\n", "", "slots.3.need", "missing_key"),
        ("silent = 14", "quiet = 14", "attention.quiet", "unknown_key"),
        ("silent = 14", "", "attention.silent", "missing_key"),
        ("silent = 14", "silent = -1", "attention.silent", "too_small"),
        (
            "{ total = 773, inside = 653 }",
            "{ total = 653, inside = 773 }",
            "outcodes.SA18",
            "wrong_counts",
        ),
        ("by_default = true", "by_default = false", "outcomes.by_default", "one_default"),
        ("after_misses = 2", "after_misses = 1", "ladder.after_misses", "wrong_order"),
        ("to the end of {ends}", "to {never}", "conditions.NR1.text", "unknown_blank"),
        ("to the end of {ends}", "to the end", "conditions.NR1.text", "blanks_differ"),
        ("to the end of {ends}", "to {ends", "conditions.NR1.text", "unknown_blank"),
        ("Stay out of trouble", "Stay {due}", "conditions.NR1.plain", "unknown_blank"),
        ('cy = "Hwlffordd"', 'cy = " "', "suites.haverfordwest.name", "empty_wording"),
        (', cy = "Hwlffordd"', "", "suites.haverfordwest.name.cy", "missing_key"),
        ("Do not commit any offence", "Do not " + "ever " * 200, "conditions.NR1.text", "too_long"),
        ('pathway = "accommodation"\n', "", "conditions.AC1.pathway", "missing_key"),
        ('inputs = ["service", ', 'inputs = ["money", ', "conditions.AC1.inputs", "unknown_code"),
        ("hours = [9, 17]", "hours = [17, 9]", "meetings.hours", "wrong_order"),
        ("hours = [9, 17]", "hours = [9, 25]", "meetings.hours", "wrong_order"),
        ("minutes = 90", "minutes = 0", "meetings.minutes", "wrong_order"),
        ('days = ["monday", ', 'days = ["moonday", ', "meetings.days", "unknown_code"),
        (
            'suites = ["brecon"]',
            'suites = ["bala"]',
            "places.brecon_station.suites",
            "unknown_code",
        ),
        ('suites = ["brecon"]', "suites = []", "places", "no_place"),
        ('code = "brecon_station"', 'code = "newtown_station"', "places", "repeated_code"),
    ],
)
def test_a_damaged_scheme_is_refused_by_key_and_reason(refused, old, new, key, reason):
    assert refused(old, new) == (key, reason)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / NAME).write_bytes(SHIPPED.encode("utf-16"))

    with pytest.raises(BadFile) as bad:
        load_schemes(tmp_path)

    assert bad.value.reason == "not_toml"


def test_a_folder_without_schemes_is_refused(tmp_path):
    with pytest.raises(BadFile) as bad:
        load_schemes(tmp_path)

    assert bad.value.reason == "none_found"


def test_two_versions_stand_side_by_side(tmp_path):
    shutil.copy(RESOURCES / "schemes" / NAME, tmp_path)
    later = SHIPPED.replace("in_force_from = 2019-11-01", "in_force_from = 2027-04-01", 1)
    (tmp_path / "dyfed-powys-2027-04.toml").write_text(later, encoding="utf-8")

    book = load_schemes(tmp_path)

    assert book.in_force("brecon", dt.date(2027, 4, 1)).code == "dyfed-powys-2027-04"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('code = "CJ67002"', 'code = "CA03005"', "repeated_code"),
        ('counts_from = "after"', 'counts_from = "sometime"', "wrong_value"),
        ('counts_from = "after"', 'counts_from = ["after"]', "wrong_value"),
        ("in_force_from = 2022-06-28\n", "", "missing_key"),
        ("[unknown]", "[unheard_of]", "missing_key"),
        ("[unknown]", "[unheard_of]\n[unknown]", "unknown_key"),
    ],
)
def test_a_damaged_list_of_offences_is_refused(tmp_path, old, new, reason):
    path = tmp_path / "offences.toml"
    path.write_text(OFFENCES.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadFile) as bad:
        load_offences(path)

    assert (bad.value.file, bad.value.reason) == ("offences.toml", reason)


@pytest.mark.skipif(not NATIONAL.exists(), reason="the national index of offences is not here")
def test_the_shipped_codes_and_categories_are_those_of_the_national_index():
    national = {one["cjsCode"]: one["offenceCategory"] for one in json.loads(NATIONAL.read_text())}

    shipped = load_offences(RESOURCES / "offences.toml")
    for one in map(shipped.offence, shipped.codes()):
        assert cjs_code_is_formed(one.code)
        assert national[one.code] == one.category


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_key_of_a_scheme_is_explained_to_its_author(language):
    """A key needs its line in `scheme_keys.toml`; `python -m tests.test_scheme_readme` shows it."""
    texts = Texts(RESOURCES / "wording", language)
    keys = {one.name for one in dataclasses.fields(Scheme)} - {"code"}

    assert [key for key in sorted(keys) if not texts.has(f"scheme_keys.{key}")] == []
