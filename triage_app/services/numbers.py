"""How the force of a suite forms the numbers that have no public form."""

from triage_app.domain.identifiers import NumberForm
from triage_app.services.desk import Desk


def form_of(desk: Desk, suite: str, kind: str) -> NumberForm | None:
    """Return how a kind of number is formed there, by the newest scheme that says so."""
    told = [
        scheme
        for scheme in desk.schemes.schemes
        if kind in scheme.numbers and any(one.code == suite for one in scheme.suites)
    ]
    newest = max(told, key=lambda scheme: scheme.in_force_from, default=None)
    return newest.numbers[kind] if newest else None
