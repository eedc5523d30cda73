"""What an instrument asks and how it is scored, in plain words for its author."""

from collections.abc import Iterator
from pathlib import Path

from triage_app.config import Config
from triage_app.domain.instrument import Instrument, Use, WordingFrom
from triage_app.domain.problems import BadFile
from triage_app.instruments_file import every_fault, load_instrument, load_library, together
from triage_app.texts import Texts


def review(config: Config, file: Path) -> tuple[Instrument | None, tuple[BadFile, ...]]:
    """Look an instrument's file over, by itself and beside those that are published here.

    The instrument, or every mistake that keeps it from use.
    """
    if mistakes := tuple(every_fault(file)):
        return None, mistakes
    instrument, library = load_instrument(file), load_library(config.instruments)
    published = {**library.instruments, **library.wanting, instrument.code: instrument}
    beside = tuple(one for one in together(published.values()) if file.name in _files(one))
    return (None if beside else instrument), beside


def _files(mistake: BadFile) -> tuple[object, ...]:
    return mistake.file, mistake.values.get("other")


def told(instrument: Instrument, texts: Texts) -> Iterator[str]:
    """Yield a sentence for each thing an instrument says that staff work by."""
    language = texts.language
    yield f"{instrument.name[language]}."
    yield texts(f"instrument_told.use_{instrument.use}")
    yield texts(f"instrument_told.welsh_{instrument.welsh}")
    if instrument.wording is WordingFrom.LOAD:
        yield texts("instrument_told.wants_words")
    if instrument.notice:
        yield texts("instrument_told.notice", notice=instrument.notice)
    for section in instrument.sections:
        most = sum(one.most for one in section.questions)
        name, number = section.name[language], len(section.questions)
        yield texts("instrument_told.section", name=name, n=number, most=most)
    if instrument.use is Use.SCREENING:
        for band in instrument.bands:
            name = band.name[language]
            yield texts("instrument_told.band", name=name, at_least=band.at_least)
            if band.leads_to:
                yield texts("instrument_told.leads_to", name=name, other=band.leads_to)
    yield from _prompts(instrument, texts)


def _prompts(instrument: Instrument, texts: Texts) -> Iterator[str]:
    for alarm in instrument.alarms:
        flag = texts(f"safety.flag_{alarm.flag}")
        yield texts("instrument_told.alarm", question=alarm.question, flag=flag)
    for one in instrument.contradictions:
        yield texts("instrument_told.contradiction", words=one.text)
