"""Read the assessment instruments, or say which key of which file is wrong and why.

Some instruments may not be shipped with their words. Their file holds structure and scoring, and
an administrator loads the words from a file of the force's own; until then they are not offered.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from triage_app.config import RESOURCES
from triage_app.data_file import checked, parts, read_toml
from triage_app.domain.instrument import Instrument, Use, WelshWording, WordingFrom
from triage_app.domain.instrument_check import faults
from triage_app.domain.problems import BadFile
from triage_app.domain.wording import Wording

MOST_BYTES: Final = 256 * 1024  # of an instrument, or of a file of words
MOST_NOTICE, MOST_QUESTION, MOST_OPTION = 1000, 500, 120  # letters
STAND_IN: Final = {"en": "-", "cy": "-"}  # so that a structure can be checked before it has words


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of one question and of each of its options."""

    text: Wording
    options: Mapping[str, Wording]
    lead: Wording | None = None


@dataclass(frozen=True, slots=True)
class LoadedWords:
    """The words of one instrument, as its owner publishes them, and whose they are."""

    instrument: str
    notice: str
    welsh: WelshWording
    questions: Mapping[str, QuestionWords]

    def as_record(self) -> dict[str, Any]:
        """Return what is kept of them; `words_from` reads it again."""
        kept = asdict(self) | {"welsh": self.welsh.value}
        for question in kept["questions"].values():
            if question["lead"] is None:
                del question["lead"]
        return kept


@dataclass(frozen=True, slots=True)
class Library:
    """Every instrument there is: those that can be put, and those that still want words."""

    instruments: Mapping[str, Instrument]
    wanting: Mapping[str, Instrument] = field(default_factory=dict)  # with words that stand in

    def with_words(self, folder: Path, words: Iterable[LoadedWords]) -> "Library":
        """Return the library with the words loaded for instruments that want them."""
        loaded = {
            one.instrument: load_instrument(folder / f"{one.instrument}.toml", one)
            for one in words
            if one.instrument in self.wanting
        }
        wanting = {code: one for code, one in self.wanting.items() if code not in loaded}
        return Library({**self.instruments, **loaded}, wanting)


def load_library(folder: Path) -> Library:
    """Read every instrument in a folder; stop at the first that cannot be used."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise BadFile(folder.name, "-", "no_instrument")
    every = {path.stem: load_instrument(path) for path in paths}
    for mistake in together(every.values()):
        raise mistake
    wanting = {code: one for code, one in every.items() if one.wording is WordingFrom.LOAD}
    return Library({code: one for code, one in every.items() if code not in wanting}, wanting)


def load_instruments(folder: Path) -> dict[str, Instrument]:
    """Read every instrument in a folder that can be put to somebody."""
    return dict(load_library(folder).instruments)


def load_instrument(path: Path, words: LoadedWords | None = None) -> Instrument:
    """Read one instrument; the name of its file is its code."""
    instrument = _read(path, words)
    for fault in _faults_of(path, instrument):
        raise fault
    return instrument


def every_fault(path: Path) -> Iterator[BadFile]:
    """Yield all that is wrong with a file: what cannot be read at all comes alone."""
    try:
        held, mistakes = parts(path, _data(path, None), Instrument)
    except BadFile as bad:
        yield bad
        return
    yield from mistakes
    if not mistakes:
        yield from _faults_of(path, Instrument(**held))


def together(instruments: Collection[Instrument]) -> Iterator[BadFile]:
    """Yield what keeps instruments from standing beside each other.

    One is led to that there is not, or which of two versions is put hangs on their names.
    """
    families, begun = {one.family for one in instruments}, dict[tuple[str, date], str]()
    for one in instruments:
        file = f"{one.code}.toml"
        for band in one.bands:
            if band.leads_to and band.leads_to not in families:
                key, led_to = f"bands.{band.code}.leads_to", band.leads_to
                yield BadFile(file, key, "no_such_family", code=led_to)
        if one.use is Use.SCREENING:
            other = begun.setdefault((one.family, one.in_force_from), file)
            if other != file:
                yield BadFile(file, "in_force_from", "two_versions", other=other)


def _faults_of(path: Path, instrument: Instrument) -> Iterator[BadFile]:
    for fault in faults(instrument):
        yield BadFile(path.name, fault.field, fault.code, **fault.values)
    for section in instrument.sections:
        if section.icon not in _icons():
            key = f"{section.pathway}.icon"
            yield BadFile(path.name, key, "no_such_icon", code=section.icon)


@cache
def _icons() -> frozenset[str]:
    """Return the drawings there are: one that is missing would stop the screen it stands on."""
    return frozenset(one.stem for one in (RESOURCES / "icons").glob("*.svg"))


def read_words(path: Path, wanting: Mapping[str, Instrument]) -> LoadedWords:
    """Read the words of an instrument that wants them; refuse those of another."""
    words, mistakes = review_words(path, wanting)
    if words is None:
        raise mistakes[0]
    return words


def review_words(
    path: Path, wanting: Mapping[str, Instrument]
) -> tuple[LoadedWords | None, tuple[BadFile, ...]]:
    """Look a file of words over: the words, or every mistake that keeps them from use."""
    try:
        _refuse_huge(path)
        held, mistakes = parts(path, _spelt_out(read_toml(path)), LoadedWords)
    except BadFile as bad:
        return None, (bad,)
    if not mistakes:
        words = LoadedWords(**held)
        mistakes = list(_unfit(path, words, wanting))
        if not mistakes:
            return words, ()
    return None, tuple(mistakes)


def words_from(record: Mapping[str, Any]) -> LoadedWords:
    """Return words as they were kept."""
    return checked(Path("loaded"), dict(record), LoadedWords)


def _read(path: Path, words: LoadedWords | None) -> Instrument:
    return checked(path, _data(path, words), Instrument)


def _data(path: Path, words: LoadedWords | None) -> dict[str, Any]:
    """Return what an instrument's file holds, with the name of the file as its code."""
    _refuse_huge(path)
    data = read_toml(path)
    if "code" in data:
        raise BadFile(path.name, "code", "unknown_key")
    _share_options(data)
    if data.get("wording") == WordingFrom.LOAD:
        data = _with_words(path, data, words)
    return {"code": path.stem, **data}


def _share_options(data: dict[str, Any]) -> None:
    """Give a section's options to each of its questions that has none of its own."""
    for section in _tables(data.get("sections")):
        shared = section.pop("options", None)
        for question in _tables(section.get("questions")) if shared else ():
            question.setdefault("options", deepcopy(shared))


def _with_words(path: Path, data: dict[str, Any], words: LoadedWords | None) -> dict[str, Any]:
    """Put words into a structure, which may have none of its own."""
    for section in _tables(data.get("sections")):
        for question in _tables(section.get("questions")):
            code = str(question.get("code"))
            if "text" in question:
                raise BadFile(path.name, f"{code}.text", "has_words")
            given = words.questions[code] if words else None
            question["text"] = asdict(given.text) if given else STAND_IN
            if given and given.lead:
                question["lead"] = asdict(given.lead)
            for option in _tables(question.get("options")):
                told = given.options[str(option.get("code"))] if given else None
                option["text"] = asdict(told) if told else STAND_IN
    if words:
        data |= {"notice": words.notice, "welsh": words.welsh.value}
    return data


def _refuse_huge(path: Path) -> None:
    """A questionnaire is some pages: whatever is longer was chosen by mistake, and is not read."""
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise BadFile(path.name, "-", "too_huge", most=MOST_BYTES // 1024)


def _unfit(path: Path, words: LoadedWords, wanting: Mapping[str, Instrument]) -> Iterator[BadFile]:
    """Yield why words cannot be put into the instrument they name."""
    instrument = wanting.get(words.instrument)
    if instrument is None:
        yield BadFile(path.name, "instrument", "words_of_another", code=words.instrument)
        return
    if words.welsh is WelshWording.OURS:
        yield BadFile(path.name, "welsh", "never_ours")
    if not words.notice.strip():
        yield BadFile(path.name, "notice", "empty_text")
    yield from _differences(path, words, instrument)
    yield from _too_long(path, words)


def _too_long(path: Path, words: LoadedWords) -> Iterator[BadFile]:
    """Yield every text that would not fit the screen when it is put, large, to somebody."""
    texts = [("notice", words.notice, MOST_NOTICE)]
    for code, one in words.questions.items():
        asked = [("text", one.text, MOST_QUESTION), ("lead", one.lead, MOST_QUESTION)]
        asked += [(f"options.{each}", said, MOST_OPTION) for each, said in one.options.items()]
        for key, said, most in asked:
            longest = max((said.en, said.cy), key=len) if said else ""
            texts.append((f"questions.{code}.{key}", longest, most))
    for key, text, most in texts:
        if len(text) > most:
            yield BadFile(path.name, key, "too_long_to_put", most=most)


def _differences(path: Path, words: LoadedWords, instrument: Instrument) -> Iterator[BadFile]:
    """Yield every question or option that words and structure do not share, and empty words."""
    asked = {one.code: one for each in instrument.sections for one in each.questions}
    yield from _unshared(path, "questions", words.questions.keys(), asked.keys())
    for code, question in asked.items():
        given = words.questions.get(code)
        if given is None:
            continue
        key = f"questions.{code}"
        wanted = {one.code for one in question.options}
        yield from _unshared(path, f"{key}.options", given.options.keys(), wanted)
        needed = [given.text, *given.options.values()]
        if any(_is_empty(one, words.welsh) for one in needed):
            yield BadFile(path.name, key, "empty_wording")


def _unshared(
    path: Path, key: str, given: Iterable[str], wanted: Iterable[str]
) -> Iterator[BadFile]:
    for code in sorted(set(wanted) - set(given)):
        yield BadFile(path.name, f"{key}.{code}", "missing_key")
    for code in sorted(set(given) - set(wanted)):
        yield BadFile(path.name, f"{key}.{code}", "unknown_key")


def _is_empty(wording: Wording, welsh: WelshWording) -> bool:
    without_welsh = welsh is WelshWording.VALIDATED and not wording.cy.strip()
    return without_welsh or not wording.en.strip()


def _spelt_out(value: Any, *, words: bool = False) -> Any:  # noqa: ANN401 - a file may hold anything
    """Let words be written plainly where there is no Welsh: a text stands for its English."""
    if isinstance(value, str) and words:
        return {"en": value, "cy": ""}
    if isinstance(value, dict) and not {"en", "cy"} & value.keys():
        return {
            name: _spelt_out(one, words=words or name == "questions") for name, one in value.items()
        }
    return value


def _tables(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - what is no table is told later
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
