"""What a scheme says, in plain words: for its author, and for whoever works by it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from triage_app.domain.cohort import Cohort
from triage_app.domain.scheme import Effect, Rule, Scheme, Slot, Suite
from triage_app.domain.wording import Wording
from triage_app.texts import Texts

BLANK, DOTS = re.compile(r"{[^}]*}"), "…"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and a sentence for each thing that stands under it."""

    heading: str
    lines: tuple[str, ...]


def told(scheme: Scheme, texts: Texts) -> tuple[Section, ...]:
    """Return everything a scheme says that staff work by; what it leaves out has no heading."""
    say = _Said(scheme, texts)
    sections = {
        "about": say.about(),
        "where": say.where(),
        "meeting": say.meeting(),
        "rules": say.rules(Effect.BARS),
        "prompts": say.rules(Effect.PROMPTS),
        "contract": say.contract(),
        "slots": say.slots(),
        "conditions": say.conditions(),
        "standings": say.standings(),
        "ladder": say.ladder(),
        "outcomes": say.outcomes(),
        "ways_out": say.names(one.name for one in scheme.ways_out),
        "ends": say.names(one.name for one in scheme.ends),
        "partners": say.names(one.name for one in scheme.partners),
        "safeguarding": say.safeguarding(),
        "reoffending": say.reoffending(),
        "placeholders": placeholders_told(scheme, texts),
    }
    whole = {name: tuple(lines) for name, lines in sections.items()}
    return tuple(
        Section(texts(f"scheme_told.{name}"), lines) for name, lines in whole.items() if lines
    )


def placeholders_told(scheme: Scheme, texts: Texts) -> Iterator[str]:
    """Yield each key whose value no paper gives, and what it means."""
    for key in scheme.placeholders:
        first, *rest = key.split(".")
        rule = first == "rules" and rest
        what = texts(f"eligibility.rule_{rest[0]}" if rule else f"scheme_keys.{first}")
        yield texts("scheme_told.placeholder", key=key, what=what)


@dataclass(frozen=True, slots=True)
class _Said:
    """A scheme, and the language it is told in."""

    scheme: Scheme
    texts: Texts

    def say(self, code: str, /, **values: object) -> str:
        return self.texts(f"scheme_told.{code}", **values)

    def word(self, wording: Wording) -> str:
        return wording[self.texts.language]

    def names(self, wordings: Iterable[Wording]) -> Iterator[str]:
        return (self.word(one) for one in wordings)

    def about(self) -> Iterator[str]:
        """Whose it is, of which version, in force from when; and what is peculiar to it."""
        scheme = self.scheme
        yield self.say("named", name=scheme.name, force=scheme.force)
        yield self.say("version", code=scheme.code, family=scheme.family)
        yield self.say("from", day=scheme.in_force_from)
        if scheme.in_force_until:
            yield self.say("until", day=scheme.in_force_until)
        if not scheme.has_contract:
            yield self.say("no_contract")
        if scheme.defers_caution:
            yield self.say("defers_caution")
        if scheme.contribution:
            yield self.word(scheme.contribution)

    def where(self) -> Iterator[str]:
        """Each suite, whom it takes and from which day."""
        for suite in self.scheme.suites:
            by_day: dict[date, list[Cohort]] = {}
            for cohort in self.scheme.cohorts:
                by_day.setdefault(self.scheme.begins(suite, cohort), []).append(cohort)
            for day, cohorts in sorted(by_day.items()):
                yield self._suite(suite, day, cohorts)

    def _suite(self, suite: Suite, day: date, cohorts: list[Cohort]) -> str:
        whom = ", ".join(self.names(one.name for one in cohorts))
        return self.say("suite", suite=suite.name, whom=whom, day=day)

    def meeting(self) -> Iterator[str]:
        """When the first meeting is, and how often somebody is asked to come."""
        least, most = self.scheme.contact_hours
        yield self.say("hours_after", least=least, most=most)
        yield self.say("attempts", n=self.scheme.contact_attempts)
        usual, sooner = self.scheme.victims_told_within
        yield self.say("victims", usual=usual, sooner=sooner)
        yield self.say("backdating", n=self.scheme.consent_backdating_days)
        if self.scheme.needs_authority:
            yield self.say("authority")

    def rules(self, effect: Effect) -> Iterator[str]:
        """Each rule of an effect with its settings, and where it comes from."""
        for rule in self.scheme.rules:
            if rule.effect is effect:
                title = self.texts(f"eligibility.rule_{rule.code}")
                told = " ".join([f"{title}.", *self._settings(rule)])
                yield self.say("rule", told=told, source=rule.source.rstrip("."))

    def _settings(self, rule: Rule) -> Iterator[str]:
        for name, value in rule.settings.items():
            if isinstance(value, list):
                known = [self._value(name, one) for one in value]
                yield self.say(name, values=", ".join(known))
            elif isinstance(value, int):
                yield self.say(name, n=value)
            else:
                yield self.say(f"{name}_{value}")

    def _value(self, name: str, value: str) -> str:
        code = f"scheme_told.{name}_{value}"
        return self.texts(code) if self.texts.has(code) else value

    def safeguarding(self) -> Iterator[str]:
        """What the law asks for whoever is at risk."""
        for one in self.scheme.safeguarding:
            yield self.say("at_risk", flag=self.texts(f"safety.flag_{one.flag}"), law=one.wanted)

    def reoffending(self) -> Iterator[str]:
        """When it is asked after the end, what counts, and how long the record is kept."""
        yield self.say("after_months", months=", ".join(map(str, self.scheme.reoffending.months)))
        yield self.word(self.scheme.reoffending.definition)
        yield self.say("keep_years", n=self.scheme.privacy.keep_years)

    def contract(self) -> Iterator[str]:
        """How long a contract is, and how far from the last day to charge it ends."""
        if self.scheme.has_contract:
            yield self.say("term", n=self.scheme.term_months)
            yield self.say("shortest", n=self.scheme.shortest_term_days)
            yield self.say("buffer", n=self.scheme.buffer_days)
            yield self.say("midway", n=self.scheme.midway_after_days)
            yield self.say("exit", n=self.scheme.exit_before_days)
            yield self.say("check", n=self.scheme.check_every_days)

    def slots(self) -> Iterator[str]:
        """Each place of the contract: what may stand there, and whether it must be filled."""
        for place in self.scheme.slots:
            kinds = ", ".join(self._kind(kind, place) for kind in place.kinds)
            code = "must" if place.required else "may"
            yield self.say(f"slot_{code}", number=place.position, kinds=kinds)
            for suite, local in place.kinds_at.items():
                there = ", ".join(self._kind(kind, place) for kind in local)
                name = self.scheme.suite(suite).name
                yield self.say("slot_at", suite=name, number=place.position, kinds=there)
        needed = [str(place.position) for place in self.scheme.slots if place.required]
        if needed:
            yield self.say("smallest", numbers=", ".join(needed))

    def _kind(self, kind: str, place: Slot) -> str:
        return self.say(f"kind_{kind}", number=place.need or "")

    def conditions(self) -> Iterator[str]:
        """Each condition of the library: code, title, what it says, and what shows it done."""
        for one in self.scheme.conditions:
            yield f"{one.code}: {self.word(one.title)}. {BLANK.sub(DOTS, self.word(one.text))}"
            yield self.say("evidence", code=one.code, evidence=one.evidence)

    def standings(self) -> Iterator[str]:
        """Each line of the table of standings: of which kinds, how it stands, and when."""
        for line in self.scheme.standings:
            kinds = ", ".join(self.texts(f"scheme_told.of_{kind}") for kind in line.kinds)
            says = self.texts(f"compliance.{line.says}", n=line.when.get("missed", 1))
            yes = [self.say(f"fact_{fact}", n=number) for fact, number in line.when.items()]
            no = [self.say("fact_not", fact=self.say(f"fact_{one}", n=1)) for one in line.unless]
            values = {"kinds": kinds, "says": says, "facts": "; ".join([*yes, *no])}
            code = "line_when" if values["facts"] else "line_always"
            yield self.say(code, **values)

    def ladder(self) -> Iterator[str]:
        """What follows each unexcused miss, and a new offence."""
        for rung in self.scheme.ladder:
            yield self.say("rung", n=rung.after_misses, name=rung.name)
        if self.scheme.new_offence:
            yield self.say("new_offence", name=self.scheme.new_offence.name)

    def outcomes(self) -> Iterator[str]:
        """How the end may be recorded, the usual way first said to be so."""
        for one in self.scheme.outcomes:
            yield self.say("usual", name=one.name) if one.by_default else self.word(one.name)
