"""A completed assessment: critical pathways and why, other needs, strengths, risk and notes."""

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.needs import Risk
from triage_app.domain.occasion import Occasion
from triage_app.services.assessment_record import AssessmentView, NoteIs
from triage_app.services.changes import Course
from ui.assessment.said import why
from ui.parts import heading, words
from ui.room import Room
from ui.theme import BODY, SMALL, UNIT, Tone

MARGIN = UNIT * 3
WIDEST = 760


class SummaryPage(QWidget):
    """What came of an assessment, to be read; nothing here can be changed."""

    def __init__(self, room: Room, view: AssessmentView, course: Course | None = None) -> None:
        super().__init__()
        self._room, self._view = room, view
        stages = course.stages if course else ()
        self._stage = next((one for one in stages if one.number == view.id), None)
        self._texts, self._theme = room.texts, room.theme
        self.setProperty("place", "page")
        content = QWidget()
        content.setMaximumWidth(room.theme.look.px(WIDEST))
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(MARGIN, UNIT * 2, MARGIN, MARGIN)
        self._column.setSpacing(4)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(content, 1)
        across.addStretch(0)
        self._say_when()
        self._say_needs()
        self._say_strengths()
        self._say_risk()
        self._say_notes()
        self._column.addStretch(1)

    def _say_when(self) -> None:
        view, texts = self._view, self._texts
        self._column.addWidget(heading(self._theme, texts("assessment.title")))
        if view.completed_at is None:
            said = texts("assessment.stopped")
        else:
            said = texts(
                "assessment.completed", by=view.completed_by, moment=texts.moment(view.completed_at)
            )
        later = view.occasion is not Occasion.ENTRY
        name = f"{texts(f'change.occasion_{view.occasion.value}')}. " if later else ""
        self._line(f"{name}{said}", tone=Tone.MUTED)
        for reason in self._stage.corrections if self._stage else ():
            self._line(texts("change.corrected", reason=reason), tone=Tone.MUTED)

    def _say_needs(self) -> None:
        needs = self._view.needs
        self._title("assessment.critical_title")
        if not needs.critical:
            self._line(self._texts("assessment.no_critical"))
        if needs.re_ordered:
            self._line(self._texts("assessment.re_ordered", reason=needs.reason), tone=Tone.MUTED)
        for number, pathway in enumerate(needs.critical, 1):
            self._column.addWidget(self._need(pathway, f"{number}. "))
        others = needs.ranking[len(needs.critical) :]
        if others:
            self._title("assessment.other_title")
        for pathway in others:
            self._column.addWidget(self._need(pathway))

    def _say_strengths(self) -> None:
        found = [
            (one, self._view.findings.view(one).strength)
            for one in self._view.instrument.pathways
            if self._view.findings.view(one).strength
        ]
        if found:
            self._title("assessment.strengths_title")
        for pathway, strength in found:
            self._line(f"{self._name(pathway)}: {strength}")

    def _say_risk(self) -> None:
        """Say the risk as it was judged last; what was thought before stands below it."""
        view, texts = self._view, self._texts
        self._title("assessment.risk")
        for line in self._risk_lines(view.risk):
            self._line(line)
        judged = [one.risk for one in reversed(view.reviews)][1:]
        for one in reversed(view.reviews):
            said = texts("assessment.risk_reviewed", by=one.by, moment=one.at)
            self._line(said, tone=Tone.MUTED)
            before = judged.pop(0) if judged else view.findings.risk
            said = " ".join(map(_stopped, self._risk_lines(before)))
            self._line(texts("assessment.risk_before", said=said), tone=Tone.MUTED)

    def _risk_lines(self, risk: Risk) -> Iterator[str]:
        texts = self._texts
        for name, level in (("reoffending", risk.reoffending), ("harm", risk.harm)):
            if level is not None:
                yield texts(f"assessment.risk_{name}", level=texts(f"needs.level_{level.value}"))
        if risk.to_whom:
            yield texts("assessment.risk_to_whom", words=risk.to_whom)
        if risk.rationale:
            yield risk.rationale
        if risk.action:
            yield texts("assessment.risk_action", words=risk.action)
        if risk.review:
            yield texts("assessment.risk_review", day=texts.date(risk.review))

    def _say_notes(self) -> None:
        """What was noted, in the order of the questions: facts and opinions apart."""
        view, titles = self._view, {NoteIs.FACT: "facts_title", NoteIs.OPINION: "opinions_title"}
        every = [(each, one) for each in view.instrument.sections for one in each.questions]
        for kind, title in titles.items():
            found = [
                (section, question, view.notes[question.code].text)
                for section, question in every
                if question.code in view.notes and view.notes[question.code].is_a is kind
            ]
            if found:
                self._title(f"assessment.{title}")
            for section, question, note in found:
                names = {"pathway": section.brief, "brief": question.brief}
                self._line(self._texts("assessment.noted", **names, note=note))

    def _need(self, pathway: str, number: str = "") -> QWidget:
        frame = QFrame()
        frame.setProperty("place", "rule_row")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, UNIT, 0, UNIT)
        column.setSpacing(2)
        column.addWidget(words(self._theme, f"{number}{self._name(pathway)}", bold=True))
        for line in self._lines_of(pathway):
            column.addWidget(words(self._theme, line, SMALL, Tone.MUTED))
        return frame

    def _lines_of(self, pathway: str) -> Iterator[str]:
        texts, view = self._texts, self._view
        need = view.needs.of(pathway)
        yield " · ".join(why(texts, view, need))
        if need.view.own_view:
            yield texts("assessment.said_of_it", words=need.view.own_view)
        if need.view.motivation is not None:
            motivation = texts(f"needs.motivation_{need.view.motivation.value}")
            yield texts("assessment.wants", motivation=motivation)

    def _name(self, pathway: str) -> str:
        return self._view.instrument.section(pathway).name[self._texts.language]

    def _title(self, code: str) -> None:
        label = heading(self._theme, self._texts(code))
        label.setContentsMargins(0, UNIT * 2, 0, 0)
        self._column.addWidget(label)

    def _line(self, text: str, tone: Tone = Tone.INK) -> None:
        self._column.addWidget(words(self._theme, text, BODY, tone))


def _stopped(line: str) -> str:
    return line if line.endswith((".", "!", "?")) else f"{line}."
