"""The information sheet under every scheme there is: right for each, and no word too many."""

from dataclasses import replace

import pytest

from tests.documents import samples
from tests.documents.page_checker import faults, read, squeezed
from tests.documents.promises import promise_of
from triage_app.config import RESOURCES
from triage_app.documents.making import make

SCHEMES = {one.code: one for one in samples.SCHEMES.schemes}
each = pytest.mark.parametrize("code", SCHEMES)
languages = pytest.mark.parametrize("language", ["en", "cy", "both"])
HARD = (
    "Smith & <b>Sons</b> <img src='/etc/passwd'>",
    "Łukasz Ŵyn ŷ Nguyễn",
    "محمد الأحمد",
    "Jo 🙂 O’Neil",
    "Llanfair" * 37 + " x",
    "=HYPERLINK(1)",
    "",
)


def sheet(code, language, **changes):
    mark = replace(samples.MARK, scheme=SCHEMES[code])
    contents = replace(samples.INFORMATION_SUPPORTED, **changes)
    return make(contents, language, mark, samples.texts), contents, mark


def text_of(code, language="en", **changes):
    return "".join(leaf.text for leaf in read(sheet(code, language, **changes)[0].pdf))


@each
@languages
def test_nothing_is_wrong_with_the_sheet_of(code, language):
    paper, contents, mark = sheet(code, language)
    assert faults(paper.pdf, promise_of(contents, mark, language)) == []


@each
@languages
def test_a_caution_is_spoken_of_only_where_one_is_put_off(code, language):
    text = text_of(code, language).casefold()
    speaks = "caution" in text or "rhybudd" in text
    assert speaks is SCHEMES[code].defers_caution


@each
def test_a_contract_is_spoken_of_only_where_there_is_one(code):
    text, scheme = text_of(code), SCHEMES[code]
    assert (squeezed("There is no contract") in text) is not scheme.has_contract
    if scheme.has_contract:
        assert squeezed(f"up to {scheme.term_months} months") in text
        assert squeezed(f"up to {len(scheme.slots)} conditions") in text


@each
@languages
def test_every_partner_is_asked_about_by_itself(code, language):
    scheme, text = SCHEMES[code], text_of(code, language)
    for texts in (samples.texts(one) for one in ("en", "cy") if language in (one, "both")):
        names = [squeezed(one.name[texts.language]) for one in scheme.partners]
        assert all(name in text for name in names)
        said = squeezed(texts("sheet_2026-11.agree"))
        assert text.count(said) >= len(names)


@each
def test_the_truth_about_checks_and_complaints_is_told(code):
    text = text_of(code)
    assert squeezed("basic or standard DBS check") in text
    assert squeezed("may show on an enhanced check") in text
    assert squeezed("Information Commissioner: 0303 123 1113") in text
    assert squeezed(f"At least {SCHEMES[code].privacy.keep_years} years") in text
    assert squeezed(SCHEMES[code].privacy.address) in text
    assert squeezed("You do not have to take part") in text
    assert squeezed("legal advice") in text


@pytest.mark.parametrize("name", HARD)
@languages
def test_any_name_stands_on_it_or_is_asked_to_be_written_by_hand(name, language):
    paper, _, _ = sheet("dyfed-powys-2019-11", language, participant=name)
    text = "".join(leaf.text for leaf in read(paper.pdf))
    printable = squeezed(name)
    assert printable in text or "[?]" in text


@each
def test_the_version_of_the_sheet_has_its_words(code):
    version = SCHEMES[code].sheet
    assert (RESOURCES / "wording" / f"sheet_{version}.toml").is_file()
    assert squeezed(f"Information sheet {version}") in text_of(code, sheet=version)
