"""The papers of an assessment: filed as every paper is, in the language they read."""

import html
import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.services.verbs_assessment import JUDGED, assessed, begun
from tests.services.verbs_occasions import finished, living
from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.services import assessment_file, audit, changes, paperwork
from triage_app.services.assessment_papers import PAGE_MADE, issue_own_page, preview_own_page
from triage_app.services.assessments import start
from triage_app.storage.models import AuditEntry, Case, Paper


def text_of(desk, actor, paper_id):
    return words_in(paperwork.pdf(desk, actor, paper_id))


def words_in(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_their_own_page_is_filed_in_the_language_they_read(desk, assessor, rows):
    view = assessed(desk, assessor, AC1="outside")
    with desk.sessions.begin() as session:
        session.get_one(Case, view.case_id).person.reads = "cy"
        audit.record(session, desk, assessor, PAGE_MADE, view.case_id)

    paper = issue_own_page(desk, assessor, view.case_id)

    (filed,) = rows(Paper)
    assert (filed.id, filed.kind, filed.language) == (paper, "OWN_PAGE", "cy")
    said = text_of(desk, assessor, paper)
    assert "Beth sy’n bwysig i chi" in said
    assert JUDGED.own_view in said
    assert JUDGED.strength in said
    assert "change.page_made" in [one.action for one in rows(AuditEntry)]


def test_no_score_no_risk_and_no_flag_stands_on_it(desk, assessor):
    view = assessed(desk, assessor, AC1="outside", MH2="thoughts", DA1="yes")

    said = text_of(desk, assessor, issue_own_page(desk, assessor, view.case_id)).casefold()

    risk = view.findings.risk
    words = (
        risk.rationale,
        risk.action,
        "risk",
        "self-harm",
        "critical",
        "score",
        "offend",
        "flag",
    )
    assert [one for one in words if one.casefold() in said] == []


def test_what_could_harm_them_in_other_hands_is_left_out(desk, assessor):
    view = assessed(desk, assessor, DA1="yes", DA3="more")
    assert "domestic_abuse" in view.needs.ranking

    said = text_of(desk, assessor, issue_own_page(desk, assessor, view.case_id)).casefold()

    assert "relationships" not in said
    assert "abuse" not in said
    assert "sex" not in said


def test_what_is_private_is_for_the_instrument_to_say(desk, assessor):
    view = assessed(desk, assessor, AC1="outside", FI2="a_lot")
    instrument = desk.instruments[view.instrument.code]
    assert {one.pathway for one in instrument.sections if one.private} == {
        "domestic_abuse",
        "sex_working",
    }
    sections = (replace(one, private=one.pathway == "finance") for one in instrument.sections)
    desk.instruments[instrument.code] = replace(instrument, sections=tuple(sections))

    said = text_of(desk, assessor, issue_own_page(desk, assessor, view.case_id))

    assert "Accommodation" in said
    assert "Money" not in said


def test_with_two_assessments_it_has_the_picture(desk, assessor, supervisor):
    case_id = living(desk, assessor, supervisor, AC1="outside", DA1="yes")
    view = start(desk, assessor, case_id, Language.ENGLISH, Occasion.MIDWAY)
    finished(desk, assessor, view, AC1="own_home", FI2="a_lot")

    said = text_of(desk, assessor, issue_own_page(desk, assessor, case_id))

    assert "What has changed" in said
    assert "Accommodation Nothing left" in said
    assert "Money, benefits, debt More need" in said
    assert "Relationships" not in said
    assert "Physical health" not in said  # there was no need, and there is none


@pytest.mark.parametrize("language", Language)
def test_the_screen_and_both_papers_draw_the_same_picture(desk, assessor, supervisor, language):
    case_id = living(desk, assessor, supervisor, AC1="outside")
    view = start(desk, assessor, case_id, Language.ENGLISH, Occasion.EXIT)
    finished(desk, assessor, view, AC1="own_home", FI2="a_lot")
    found, texts = changes.change_of(desk, assessor, case_id), desk.texts(language)
    svg = changes.picture(found, texts, (720, 16), ("#000000", "#ffffff")).decode()
    shown = [
        " ".join(html.unescape(one).split()) for one in re.findall(r"<text[^>]*>([^<]+)<", svg)
    ]

    file = assessment_file.issue_assessment_file(desk, assessor, case_id, language)
    own = words_in(preview_own_page(desk, assessor, case_id, language))

    assert len(shown) >= 6  # two assessments, and a name and a word for each of two pathways
    for said in (own, text_of(desk, assessor, file)):
        assert [one for one in shown if one not in said] == []
    for pathway in found.pathways:
        assert (pathway in found.drawn) is (pathway.brief[language] in " ".join(shown))
        assert (pathway.brief[language] in changes.in_words(found, texts)) is (
            pathway in found.drawn
        )


def test_before_it_is_completed_there_is_no_page(desk, assessor, rows):
    view = begun(desk, assessor)

    with pytest.raises(Refused, match=r"assessment\.not_completed_yet"):
        issue_own_page(desk, assessor, view.case_id)
    assert rows(Paper) == []
