"""What a variation makes different, a sentence for each thing, old beside new."""

from collections.abc import Iterator
from datetime import date, datetime

from triage_app.domain.condition import Condition
from triage_app.domain.contract import Draft
from triage_app.domain.scheme import Scheme
from triage_app.domain.variation import TERM, Change, Field, What, sides
from triage_app.services.variations import Varying
from triage_app.texts import Texts


def differences(texts: Texts, varying: Varying, new: Draft, scheme: Scheme) -> Iterator[str]:
    """Yield a sentence for each difference, the term first."""
    old = varying.in_force
    for change in varying.changes:
        if change.position == TERM:
            yield texts("variation.differs_ends", before=old.ends, after=new.ends)
            continue
        yield " ".join(_of_place(texts, varying, change, sides(change, old, new), scheme))


def _of_place(
    texts: Texts,
    varying: Varying,
    change: Change,
    both: tuple[Condition | None, Condition | None],
    scheme: Scheme,
) -> Iterator[str]:
    titles = [scheme.condition(one.code).title if one else None for one in both]
    values = {"position": change.position, "before": titles[0], "after": titles[1]}
    if change.what is not What.CHANGED:
        yield texts(f"variation.differs_{change.what}", **values)
        return
    yield texts("variation.differs_changed", position=change.position, title=titles[1])
    for field in change.fields:
        if field is Field.DETAILS:
            yield texts("variation.field_details")
            continue
        before, after = (_said(texts, varying, one, field) for one in both)
        yield texts(f"variation.field_{field}", before=before, after=after)


def _said(texts: Texts, varying: Varying, one: Condition | None, field: Field) -> object:
    value = getattr(one, field) if one else None
    if value is None:
        return texts("common.nothing")
    if field is Field.SERVICE:
        return varying.services.get(value, "")
    if isinstance(value, datetime | date):
        return value
    return str(value)
