"""The easy-read page beside the contract's paper, and the edition a person's needs propose."""

import datetime as dt

import pytest

from tests.documents.page_checker import read, squeezed
from tests.services.verbs_contract import drafted, live, papered
from tests.services.verbs_referral import someone
from triage_app.domain.problems import Refused
from triage_app.services import contract_history, contract_papers, contracts, easy_papers, paperwork
from triage_app.storage.models import AuditEntry, Paper


def text_of(desk, actor, paper_id):
    (leaf,) = read(paperwork.pdf(desk, actor, paper_id))
    return leaf.text


def test_it_is_filed_with_the_contracts_number_and_its_own_code(desk, assessor, supervisor, rows):
    sheet = papered(desk, assessor, supervisor)
    made = easy_papers.issue(desk, assessor, sheet.case_id)
    contract, easy = rows(Paper)
    assert (easy.id, easy.kind, easy.language, easy.pages) == (made, "EASY_READ", "en", 1)
    assert easy.code != contract.code
    assert contracts.sheet(desk, assessor, sheet.case_id).paper_id == contract.id
    assert [one.action for one in rows(AuditEntry)].count("paperwork.issued") == 2
    text = text_of(desk, assessor, made)
    assert squeezed("Easy read of contract") in text
    assert squeezed("6 meetings in all.") in text


def test_no_page_is_made_before_the_contracts_paper(desk, assessor, supervisor, rows):
    sheet = drafted(desk, assessor, supervisor)
    with pytest.raises(Refused) as told:
        easy_papers.issue(desk, assessor, sheet.case_id)
    assert told.value.code == "contract.no_paper"
    assert rows(Paper) == []


def test_its_card_gives_an_address_and_no_name_of_a_service(desk, assessor, supervisor):
    sheet = papered(desk, assessor, supervisor)
    text = text_of(desk, assessor, easy_papers.issue(desk, assessor, sheet.case_id))
    names_of = [one.entry.name for one in sheet.services.values()]
    assert names_of
    assert not [name for name in names_of if squeezed(name) in text]
    first = sheet.services[sheet.draft.conditions[2].service].entry.address
    assert squeezed(first) in text


@pytest.mark.parametrize(
    ("edition", "reads", "language"),
    [("both", "cy", "cy"), ("both", "en", "en"), ("cy_large", "cy", "cy"), ("en", "cy", "en")],
)
def test_it_is_in_the_language_of_the_contract_or_the_one_they_read(
    desk, assessor, supervisor, rows, edition, reads, language
):
    sheet = papered(desk, assessor, supervisor, edition, person=someone(reads=reads))
    easy_papers.issue(desk, assessor, sheet.case_id)
    assert rows(Paper)[-1].language == language


def test_once_signed_the_card_tells_of_the_meetings_still_to_come(
    desk, assessor, supervisor, clock
):
    sheet = live(desk, assessor, supervisor)
    first = min(one.first_meeting for one in sheet.draft.conditions if one.first_meeting)
    clock.set(f"{first + dt.timedelta(hours=3):%Y-%m-%d %H:%M}")
    text = text_of(desk, assessor, easy_papers.issue(desk, assessor, sheet.case_id))
    said = desk.texts("en").plain_date(first.date())
    card = text[text.index(squeezed("Next appointment")) :]
    assert squeezed(said) not in card
    assert squeezed("After that") in card


@pytest.mark.parametrize(
    ("needs", "edition", "easy_read"),
    [
        ((), "cy", False),
        (("large_print",), "cy_large", False),
        (("easy_words",), "cy", True),
        (("easy_words", "large_print"), "cy_large", True),
    ],
)
def test_what_a_person_needs_proposes_the_edition(
    desk, assessor, supervisor, needs, edition, easy_read
):
    person = someone(reads="cy", access=needs)
    sheet = drafted(desk, assessor, supervisor, person=person)
    assert (sheet.edition, sheet.easy_read) == (edition, easy_read)


def test_somebody_of_another_language_is_offered_english(desk, assessor, supervisor):
    person = someone(speaks="other", reads=None)
    assert drafted(desk, assessor, supervisor, person=person).edition == "en"


def test_the_list_says_of_which_version_an_easy_read_page_is(desk, assessor, supervisor):
    case_id = papered(desk, assessor, supervisor).case_id
    easy_papers.issue(desk, assessor, case_id)
    first = contracts.sheet(desk, assessor, case_id).seen
    contract_papers.issue(desk, assessor, case_id, first, "cy")
    easy_papers.issue(desk, assessor, case_id)
    listed = paperwork.papers_of(desk, assessor, case_id, ("EASY_READ", "CONTRACT"))
    assert [(one.kind, one.version) for one in listed] == [
        ("EASY_READ", 2),
        ("CONTRACT", 2),
        ("EASY_READ", 1),
        ("CONTRACT", 1),
    ]


def test_the_chain_of_versions_names_the_easy_read_page_too(desk, assessor, supervisor, rows):
    case_id = live(desk, assessor, supervisor).case_id
    easy_papers.issue(desk, assessor, case_id)
    (link,) = contract_history.chain(desk, assessor, case_id)
    assert link.papers == tuple(one.code for one in rows(Paper))
