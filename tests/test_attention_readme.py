"""What the README says of what calls for somebody, printed from the engine and a scheme."""

from pathlib import Path

from triage_app.config import RESOURCES
from triage_app.domain.attention import TABLE
from triage_app.domain.lateness import Timing
from triage_app.reference import load_schemes

README = Path(__file__).parents[1] / "README.md"
BEGINS, ENDS = "<!-- attention -->\n", "<!-- end of attention -->"
SCHEMES = load_schemes(RESOURCES / "schemes")
SCHEME = SCHEMES.version("dyfed-powys-2019-11")


def shown():
    return README.read_text(encoding="utf-8").partition(BEGINS)[2].partition(ENDS)[0]


def when(watch):
    days = SCHEME.attention[watch.kind]
    n = f"{days} day" if days == 1 else f"{days} days"
    if watch.timing is Timing.BEFORE:
        return f"calls {n} ahead" if days else "calls on the day"
    if watch.timing is Timing.AFTER:
        return f"calls after {n}"
    return f"at once, due within {n}" if days else "at once, due the same day"


def tables():
    watches = {watch.kind: watch for watch in TABLE}
    lines = ["| | kind | what has happened | when | who |", "|---|---|---|---|---|"]
    for place, kind in enumerate(SCHEME.urgency, 1):
        watch = watches[kind]
        what = watch.find.__doc__.partition("\n")[0].rstrip(".")
        who = watch.role.value
        lines.append(f"| {place} | `{kind}` | {what} | {when(watch)} | {who} |")
    return "\n".join(lines) + "\n"


def test_the_readme_lists_what_calls_as_the_scheme_orders_it():
    assert shown() == tables(), "run: python -m tests.test_attention_readme"


def test_no_scheme_puts_anything_before_somebody_at_risk_and_the_time_to_charge():
    for scheme in SCHEMES.schemes:
        assert scheme.urgency[:2] == ("safeguarding", "flag")
        if scheme.has_contract:
            assert scheme.urgency[2] == "charge"


if __name__ == "__main__":
    before, rest = README.read_text(encoding="utf-8").split(BEGINS)
    after = rest.partition(ENDS)[2]
    README.write_text(f"{before}{BEGINS}{tables()}{ENDS}{after}", encoding="utf-8")
