"""Figures on re-offending, by scheme and period: shown and exported so that they tell of nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.reoffending import LEAST_TOLD, Told, told
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Wording
from triage_app.exchange import spreadsheet
from triage_app.exchange.spreadsheet import Cell, Format, Sheet
from triage_app.services import audit, reoffending
from triage_app.services.access import permit
from triage_app.services.caseload import LONGEST, Order
from triage_app.services.desk import Actor, Desk
from triage_app.texts import Texts

EXPORTED: Final = audit.Deed("reoffending.exported", audit.Category.DISCLOSURE)
READ: Final = ("found", "offences")
NUMBERS: Final = ("months", "due", "done", "unknown", "counted", "offended")
COLUMNS: Final = ("scheme_column", *NUMBERS, "definition")


@dataclass(frozen=True, slots=True)
class Figure:
    """What came of the checks of one period under one version of a scheme."""

    months: int
    due: int  # people for whom the period is over
    done: int
    told: Told  # of those looked up, in fives

    @property
    def unknown(self) -> int:
        """How many are not looked up yet: neither one nor the other."""
        return self.due - self.done


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one version of a scheme, with the definition they go by."""

    code: str
    name: Wording
    since: str  # year and month, where two versions bear one name
    definition: Wording
    periods: tuple[Figure, ...]


def figures(desk: Desk, actor: Actor) -> tuple[Figures, ...]:
    """Return the figures of every scheme in which a period is over for somebody. A look, logged."""
    permit(actor, Permission.SEE_EVERYONES_CASES)
    return tuple(_by_scheme(desk, actor))


def export(desk: Desk, actor: Actor, order: Order) -> bytes:
    """Return the figures as a file: a disclosure, logged with whom it is for."""
    permit(actor, Permission.EXPORT_CASELOAD)
    recipient = order.recipient.strip()
    if not recipient:
        raise Invalid(Problem("recipient", "problem.missing"))
    if len(recipient) > LONGEST:
        raise Invalid(Problem("recipient", "problem.too_long", {"most": LONGEST}))
    found = figures(desk, actor)
    with desk.sessions.begin() as session:
        audit.record(session, desk, actor, EXPORTED, fields=READ, recipient=recipient)
    return spreadsheet.write(_sheet(order.texts, found), Format(order.kind))


def offended_told(texts: Texts, one: Figure) -> str:
    """Return in words how many offended again: a number, or that it is too small to tell."""
    if one.done == 0:
        return texts("figures.nobody_checked")
    offended = one.told.offended
    return texts("figures.too_few") if offended is None else str(offended)


def _by_scheme(desk: Desk, actor: Actor) -> Iterator[Figures]:
    counted = reoffending.figures(desk, actor)
    for code in dict.fromkeys(one.scheme for one in counted):
        scheme = desk.schemes.version(code)
        periods = tuple(
            Figure(one.months, one.due, one.checked, told(one.answers))
            for one in counted
            if one.scheme == code
        )
        since = f"{scheme.in_force_from:%Y-%m}"
        yield Figures(code, scheme.name, since, scheme.reoffending.definition, periods)


def _sheet(texts: Texts, found: tuple[Figures, ...]) -> Sheet:
    headings = [texts(f"figures.{one}") for one in COLUMNS]
    return Sheet(texts("figures.title"), headings, list(_rows(texts, found)))


def _rows(texts: Texts, found: tuple[Figures, ...]) -> Iterator[list[Cell]]:
    language = texts.language
    for scheme in found:
        name = f"{scheme.name[language]} ({scheme.since})"
        for one in scheme.periods:
            number = one.told.offended
            offended = number if number is not None else offended_told(texts, one)
            numbers: list[Cell] = [one.months, one.due, one.done, one.unknown, one.told.counted]
            numbers.append(offended)
            yield [name, *numbers, scheme.definition[language]]
    yield [texts("figures.small", n=LEAST_TOLD), *[None] * (len(COLUMNS) - 1)]
