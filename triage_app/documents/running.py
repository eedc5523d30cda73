"""The head and foot of every paper: whose it is, which, whom to call, and its marks."""

from collections.abc import Iterator
from typing import Final

from triage_app.documents.contents import Contact, Kind, Mark
from triage_app.documents.page import Running, spaced
from triage_app.documents.voice import LARGE, NBSP, Say, Voice, opening
from triage_app.domain.crest import image_of
from triage_app.domain.wording import Language
from triage_app.texts import Texts

LONG_NAME: Final = 24  # letters: with more, the foot gives the number alone
DOT: Final = " \N{MIDDLE DOT} "
# What may be read only by whoever has to, and says so on every page (Government Security
# Classifications Policy).
SENSITIVE: Final = frozenset(
    {Kind.MORNING, Kind.ASSESSMENT, Kind.TIMELINE, Kind.VICTIM_SHEET, Kind.PROSECUTION}
)
LANGUAGES: Final = {Language.ENGLISH: "en-GB", Language.WELSH: "cy-GB"}


def subject(kind: Kind, voice: Voice, mark: Mark) -> str:
    """Name a paper for its properties: code, edition and version of the scheme."""
    language = "both" if voice.paired else voice.main.language
    language = f"{language}_{LARGE}" if voice.large else language
    return f"{kind} {language} {mark.scheme.code}"


def running(
    voice: Voice, mark: Mark, kind: Kind, title: Say, contact: Contact, call: str = "call"
) -> Running:
    """Return what stands on every page of a paper."""
    office = mark.scheme.office
    return Running(
        owner=voice.lines(lambda texts: mark.scheme.force[texts.language]),
        paper=voice.lines(title),
        subject=subject(kind, voice, mark),
        pages=tuple(
            texts("paper_running.page", page="{page}", pages="{pages}") for texts in voice.texts
        ),
        calls=tuple(_calls(voice, mark, contact, call)),
        hours=(voice.join(lambda texts: opening(office.hours[texts.language])),),
        notes=_notes(voice, mark),
        code=mark.code,
        strip=_strip(voice, mark, kind),
        language=LANGUAGES[voice.main.language],
        large=voice.large,
        crest=image_of(mark.scheme.crest) or b"",
    )


def telephone(mark: Mark, contact: Contact) -> str:
    """Return whom to call's number, or the office's where they have none; never broken."""
    return (contact.telephone or mark.scheme.office.telephone).replace(" ", NBSP)


def _calls(voice: Voice, mark: Mark, contact: Contact, call: str) -> Iterator[str]:
    """Yield whom to call: a line a language, or two where the type is large."""
    if voice.large:
        yield voice.main(f"paper_running.{call}_asked")
        yield _call(voice.main, mark, contact, "ring")
    else:
        yield from (_call(texts, mark, contact, call) for texts in voice.texts)


def _call(texts: Texts, mark: Mark, contact: Contact, call: str) -> str:
    number = telephone(mark, contact)
    if 0 < len(contact.name) <= LONG_NAME:
        return texts(f"paper_running.{call}", name=contact.name, telephone=number)
    return texts(f"paper_running.{call}_office", telephone=number)


def _notes(voice: Voice, mark: Mark) -> tuple[str, ...]:
    """Return what the office needs: proof-reading mark, scheme, code, the head of the log."""
    scheme = voice.main("paper_running.scheme", version=mark.scheme.code)
    log = voice.main("paper_running.log", head=mark.log) if mark.log else ""
    marks = DOT.join(filter(None, (scheme, spaced(mark.code), log)))
    if not voice.welsh:
        return (marks,)
    welsh = voice.main if voice.main.language is Language.WELSH else voice.main.other()
    code = "paper_running.proof"
    return f"{welsh(code)} / {welsh.other()(code)}", marks


def _strip(voice: Voice, mark: Mark, kind: Kind) -> str:
    sensitive = voice.label("paper_running.sensitive") if kind in SENSITIVE else ""
    draft = "" if mark.code else voice.label("paper_running.draft")
    practice = voice.label("paper_running.practice") if mark.practice else ""
    return DOT.join(filter(None, (sensitive, practice, draft)))
