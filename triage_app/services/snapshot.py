"""What a contract's paper says, kept with the contract word for word when the paper is made.

An open contract keeps its wording whatever becomes of the scheme, the directory or the case.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from triage_app.documents.contents import ConditionPrinted, ContractContents
from triage_app.domain import bespoke
from triage_app.domain.condition import Condition
from triage_app.domain.contract import Draft
from triage_app.domain.contribution import Account
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Wording

Facts = dict[str, Any]
# What was filled in; the moment of the first meeting stands as it was printed.
PRINTED = (
    "position",
    "code",
    "place",
    "first_meeting",
    "asked_on",
    "written_by",
    "reworded_by",
)
AGREED = tuple(one.name for one in fields(Condition) if one.name not in PRINTED)


def taken(contents: ContractContents, scheme: Scheme, draft: Draft, edition: str) -> Facts:
    """Return everything a contract's paper says, in both languages, and what it rests on."""
    return {
        "scheme": scheme.code,
        "edition": edition,
        "number": contents.number,
        "issue": contents.issue,
        "participant": contents.participant,
        "born": contents.born.isoformat() if contents.born else None,
        "assessor": {"name": contents.assessor.name, "telephone": contents.assessor.telephone},
        "appropriate_adult": contents.appropriate_adult,
        "interpreter": contents.interpreter,
        "offences": [
            {
                "title": _both(one.title),
                "code": one.code,
                "first_day": one.first_day.isoformat() if one.first_day else None,
                "last_day": one.last_day.isoformat() if one.last_day else None,
                "place": one.place,
            }
            for one in contents.offences
        ],
        "starts": contents.starts.isoformat(),
        "ends": contents.ends.isoformat(),
        "ladder": [
            {"code": one.code, "after_misses": one.after_misses, "name": _both(one.name)}
            for one in scheme.ladder
        ],
        "conditions": [_condition(one, scheme, draft) for one in contents.conditions],
        **(_paid(contents.contribution) if contents.contribution else {}),
    }


def conditions_in(facts: Mapping[str, Any]) -> tuple[ConditionPrinted, ...]:
    """Return the conditions as they were printed."""
    return tuple(
        ConditionPrinted(
            position=one["position"],
            code=one["code"],
            title=Wording(**one["title"]),
            text=Wording(**one["text"]),
            first_meeting=_moment(one["first_meeting"]),
            place=one["place"],
            directions=Wording(**one["directions"]) if one.get("directions") else None,
        )
        for one in facts["conditions"]
    )


def contribution_in(facts: Mapping[str, Any]) -> Account | None:
    """Return what the paper says they pay towards the cost; None where it says nothing of it."""
    said = facts.get("contribution")
    if said is None:
        return None
    return Account(said["pence"], date.fromisoformat(said["due"]), waived=said["waived"])


def _paid(account: Account) -> Facts:
    facts = {"pence": account.pence, "due": account.due.isoformat(), "waived": account.waived}
    return {"contribution": facts}


def _condition(one: ConditionPrinted, scheme: Scheme, draft: Draft) -> Facts:
    own = scheme.own_words
    library = (*scheme.conditions, *((own,) if own else ()))
    text = next((text for text in library if text.code == one.code), None)
    agreed = draft.at(one.position)
    return {
        "position": one.position,
        "code": one.code,
        "kind": text.kind if text else "",
        "title": _both(one.title),
        "text": _both(one.text),
        "plain": _both(one.text if text.code == bespoke.CODE else text.plain) if text else None,
        "evidence": _both(text.evidence) if text else None,
        "place": one.place,
        "directions": _both(one.directions) if one.directions else None,
        "telephone": one.telephone,
        "first_meeting": one.first_meeting.isoformat() if one.first_meeting else None,
        **(_agreed(agreed) if agreed else {}),
    }


def _agreed(one: Condition) -> Facts:
    return {name: _plain(getattr(one, name)) for name in AGREED}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _both(words: Wording) -> Facts:
    return {"en": words.en, "cy": words.cy}


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
