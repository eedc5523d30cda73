"""What stands in the middle at each place, and the words that go with it."""

from triage_app.domain.instrument import Kind, Question
from triage_app.domain.occasion import Occasion
from triage_app.domain.sitting import FINISH, RANKING, RISK, VIEW, pathway_of, progress
from triage_app.texts import Texts
from ui.assessment.choices import nine_answers
from ui.assessment.finish import FinishPage
from ui.assessment.judging import RiskPage, ViewPage
from ui.assessment.keys import Key
from ui.assessment.question import QuestionPage
from ui.assessment.ranking import RankingPage
from ui.assessment.run import Run
from ui.assessment.section import SectionPage
from ui.assessment.typed import has_buttons, is_written, takes_figures_alone

Page = QuestionPage | SectionPage | ViewPage | RiskPage | RankingPage | FinishPage


def page_for(run: Run) -> Page:
    """Return the page of the place the run is at."""
    question = run.view.instrument.question(run.place)
    section = run.view.instrument.section_of(run.place)
    if question is not None and section is not None:
        return SectionPage(run, section) if run.by_section else QuestionPage(run, question)
    if run.place == RISK:
        return RiskPage(run)
    if run.place == RANKING:
        return RankingPage(run)
    return FinishPage(run) if run.place == FINISH else ViewPage(run, run.place.removeprefix(VIEW))


def title_of(run: Run) -> str:
    """Say what stands above the pathways: which assessment it is, where there are several."""
    texts, view = run.room.texts, run.view
    occasion = texts(f"change.occasion_{view.occasion.value}")
    if view.corrects:
        return texts("change.running_correction", occasion=occasion)
    return texts("assessment.pathways") if view.occasion is Occasion.ENTRY else occasion


def where(run: Run) -> str:
    """Say where one is: the pathway and the number of the question in it."""
    texts, pathway = run.room.texts, pathway_of(run.view.instrument, run.place)
    if pathway is None:
        return ""
    section = run.view.instrument.section(pathway)
    shown = [one.code for one in section.shown(run.view.answers)]
    if run.place in shown and not run.by_section:
        number = shown.index(run.place) + 1
        values = {"pathway": section.name, "number": number, "all": len(shown)}
        marked = "_marked" if run.place in run.view.later else ""
        return texts(f"assessment.nth_question{marked}", **values)
    done = progress(section, run.view.answers)
    return texts(
        "assessment.so_far", pathway=section.name, answered=done.answered, asked=done.asked
    )


def left_words(texts: Texts, left: int) -> str:
    """Say how many questions are left; that there is none is better news than a nought."""
    return texts("assessment.questions_left", n=left) if left else texts("assessment.none_left")


def next_words(place: str) -> str:
    """Return the code of what the button that goes on says."""
    if place == RANKING:
        return "assessment.keep_order"
    judged = place == RISK or place.startswith(VIEW)
    return "assessment.keep_and_next" if judged else "assessment.next_question"


def working_keys(run: Run) -> list[Key]:
    """Return the keys that work at this place, and what each does."""
    say, question = run.room.texts, run.view.instrument.question(run.place)
    back, leave = ("Backspace", say("assessment.key_back")), ("Esc", say("assessment.key_leave"))
    keep = ("Enter", say("assessment.key_keep"))
    if question is not None:
        answers = [(_figures(question), say("assessment.key_answer"))] if _figures(question) else []
        does = {"W": "words", "N": "note", "L": "later", "H": "hand_over"}
        letters = [(key, say(f"assessment.key_{what}")) for key, what in does.items()]
        if is_written(question) and not takes_figures_alone(question):
            key = "Enter" if question.kind is Kind.DATE else "Ctrl+Enter"
            return [(key, say("assessment.key_next")), leave]
        silence = [] if nine_answers(question) else [("9", say("assessment.key_will_not_say"))]
        return [
            *answers,
            *silence,
            ("Enter", say("assessment.key_next")),
            back,
            *letters,
            leave,
        ]
    if run.place == RANKING:
        return [("Ctrl+↑↓", say("assessment.key_move")), keep, back, leave]
    return [back, leave] if run.place == FINISH else [keep, back, leave]


def _figures(question: Question) -> str:
    """Say which figures answer a question by themselves; none, where it is typed."""
    if question.scale is not None and has_buttons(question.scale):
        return f"{question.scale.least}\N{EN DASH}{question.scale.most}"
    return f"0\N{EN DASH}{len(question.options) - 1}" if question.options else ""
