import pytest

from tests.services.verbs_referral import refer, someone
from triage_app.domain.problems import Refused
from triage_app.services import casefile, safe_contact
from triage_app.storage.models import AuditEntry


def test_how_somebody_is_reached_safely_is_read_and_the_look_logged(desk, assessor, rows):
    said = {
        "message_may_be_left": False,
        "who_answers": "Her husband",
        "safe_times": "Mornings",
        "emergency_name": "Siân Wren",
        "emergency_relation": "sister",
        "emergency_telephone": "01632 960333",
    }
    case_id = refer(desk, assessor, person=someone(**said))

    found = safe_contact.read(desk, assessor, case_id)

    assert found == safe_contact.SafeContact(telephone="01632 960111", **said)
    assert found.emergency == "Siân Wren, sister, 01632 960333"
    entry = rows(AuditEntry)[-1]
    assert (entry.action, "who_answers" in entry.fields) == ("safe_contact.seen", True)


@pytest.mark.parametrize(
    ("said", "warns"),
    [
        ({"message_may_be_left": True}, False),
        ({"message_may_be_left": False}, True),
        ({"message_may_be_left": None}, True),
        ({"message_may_be_left": True, "safe_times": "Mornings"}, True),
        ({"message_may_be_left": True, "who_answers": "A flatmate"}, True),
        ({"message_may_be_left": True, "emergency_name": "Siân"}, False),
    ],
)
def test_a_call_that_may_do_harm_or_of_which_nobody_knows_is_warned_of(said, warns):
    assert safe_contact.SafeContact(**said).warns is warns


@pytest.mark.parametrize(
    ("said", "tags"),
    [
        ({"message_may_be_left": True}, []),
        ({"message_may_be_left": False}, ["casefile.tag_no_message"]),
        ({"safe_times": "Mornings"}, ["casefile.tag_call_safely"]),
        ({"who_answers": "A flatmate"}, ["casefile.tag_call_safely"]),
    ],
)
def test_the_head_of_the_case_shows_it_on_every_step(desk, assessor, said, tags):
    head = casefile.head(desk, assessor, refer(desk, assessor, person=someone(**said)))

    assert [(one.code, one.flag) for one in head.tags] == [(code, True) for code in tags]


def test_whoever_sees_no_cases_sees_no_number(desk, assessor, administrator):
    case_id = refer(desk, assessor)

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        safe_contact.read(desk, administrator, case_id)
