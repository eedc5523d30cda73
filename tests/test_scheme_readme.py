"""What the README tells an author of each key and rule, printed from what the program knows."""

from dataclasses import MISSING, fields
from pathlib import Path

from triage_app.config import RESOURCES
from triage_app.domain.rule_settings import SETTINGS
from triage_app.domain.rules import RULES
from triage_app.domain.scheme import CONTRACT, Scheme
from triage_app.domain.standings import FACTS
from triage_app.reference import load_scheme
from triage_app.services.scheme_told import told
from triage_app.texts import Texts

README = Path(__file__).parents[1] / "README.md"
BEGINS, ENDS = "<!-- scheme -->\n", "<!-- end of scheme -->"
KEYS = [one for one in fields(Scheme) if one.name != "code"]  # the code is the file's name
READ_OUT = "dyfed-powys-2019-11"
ENGLISH = Texts(RESOURCES / "wording", "en")
HEADING = ENGLISH("scheme_told.standings")


def shown():
    return README.read_text(encoding="utf-8").partition(BEGINS)[2].partition(ENDS)[0]


def must_be_there(key):
    if key.name in CONTRACT:
        return "with a contract"
    return "always" if key.default is key.default_factory is MISSING else "if wanted"


def settings_of(code):
    told = []
    for name, setting in SETTINGS[code].items():
        among = f" ({', '.join(setting.among)})" if setting.among else ""
        told.append(f"`{name}`{among}")
    return "; ".join(told)


def tables():
    lines = ["| key | there | what it says |", "|---|---|---|"]
    for key in KEYS:
        what = ENGLISH(f"scheme_keys.{key.name}")
        lines.append(f"| `{key.name}` | {must_be_there(key)} | {what} |")
    lines += ["", "| rule | is met where | settings |", "|---|---|---|"]
    for code in RULES:
        what = ENGLISH(f"eligibility.rule_{code}")
        lines.append(f"| `{code}` | {what[0].lower()}{what[1:]} | {settings_of(code)} |")
    return "\n" + "\n".join([*lines, "", *standings()]) + "\n\n"


def standings():
    lines = ["| a fact of `standings` | what it says |", "|---|---|"]
    lines += [f"| `{fact}` | {ENGLISH(f'scheme_told.fact_{fact}', n='n')} |" for fact in FACTS]
    scheme = load_scheme(RESOURCES / "schemes" / f"{READ_OUT}.toml")
    section = next(one for one in told(scheme, ENGLISH) if one.heading == HEADING)
    lines += ["", f"So a condition stands by `{READ_OUT}`, read from the top:", ""]
    return [*lines, *(f"1. {line}" for line in section.lines)]


def test_the_readme_says_what_each_key_of_a_scheme_says():
    assert shown() == tables(), "run: python -m tests.test_scheme_readme"


def test_every_fact_that_a_line_may_ask_for_is_worded():
    assert [one for one in FACTS if not ENGLISH.has(f"scheme_told.fact_{one}")] == []


def test_every_rule_that_a_scheme_may_name_can_be_put_and_has_a_title():
    assert set(RULES) == set(SETTINGS)
    assert [code for code in RULES if not ENGLISH.has(f"eligibility.rule_{code}")] == []


if __name__ == "__main__":
    before, rest = README.read_text(encoding="utf-8").split(BEGINS)
    after = rest.partition(ENDS)[2]
    README.write_text(f"{before}{BEGINS}{tables()}{ENDS}{after}", encoding="utf-8")
