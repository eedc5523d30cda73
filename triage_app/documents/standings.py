"""How a contract stood, as every paper to the officer says it: term, conditions, and by whom."""

from collections.abc import Sequence
from datetime import date

from triage_app.documents.officer import say
from triage_app.documents.visits import ConditionStanding, Standing
from triage_app.documents.voice import from_date, long_date
from triage_app.texts import Texts


def by(texts: Texts, name: str, day: date) -> str:
    """Write who did something, and on which day."""
    return f"{name}, {long_date(texts, day)}"


def contract(texts: Texts, starts: date, ends: date) -> tuple[str, str]:
    """Return the term of a contract as a fact."""
    span = {"start": from_date(texts, starts), "end": long_date(texts, ends)}
    return say("contract", texts), say("contract_told", texts, **span)


def standings(
    texts: Texts, conditions: Sequence[ConditionStanding], missed: str = Standing.MISSED
) -> list[tuple[str, str]]:
    """Return each condition with how it stands, and the facts that show it.

    What is missed is called broken, unless nobody has found that it was.
    """
    said = {one: say(one, texts) for one in Standing} | {Standing.MISSED: say(missed, texts)}
    return [
        (
            f"{one.position} {one.code}",
            f"{one.title[texts.language]}: {said[one.standing]}. {one.facts}".strip(),
        )
        for one in conditions
    ]
