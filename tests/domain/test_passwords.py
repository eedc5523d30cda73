import pytest

from triage_app.config import RESOURCES
from triage_app.domain.passwords import fault_in

LINES = (RESOURCES / "commonest_passwords.txt").read_text(encoding="utf-8").splitlines()
COMMONEST = frozenset(word for line in LINES if line[:1] != "#" for word in line.split())


def test_the_list_of_the_commonest_is_clean():
    assert len(COMMONEST) > 200
    assert all(word == word.casefold() and word.isalpha() for word in COMMONEST)


@pytest.mark.parametrize(
    "password",
    [
        "twelve-signs",
        "red owl gate",
        "mae'r afon yn llifo",
        "Llŷn ŵyn gŵydd",
        "пароль на дождь",
        "7#kQ!9z£mW&2",
        "correct horse battery staple",
        "a horse called password",
        " spaces count too ",
        "🌲🌊🌋🌍🌎🌏🌐🌑🌒🌓🌔🌕",
    ],
)
def test_long_or_of_three_words_it_is_taken(password):
    assert fault_in(password, "mared.hawthorn", COMMONEST) is None


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", "password_too_short"),
        ("eleven-sign", "password_too_short"),
        ("an ox at", "password_too_short"),
        ("owl owl owl", "password_too_short"),
        ("Password2026!", "password_too_common"),
        ("P4ssw0rd!!!!", "password_too_common"),
        ("passwordpassword", "password_too_common"),
        ("Cyfrinair-2026", "password_too_common"),
        ("welcome dragon rugby", "password_too_common"),
        ("aaaaaaaaaaaa", "password_too_common"),
        ("abababababab", "password_too_common"),
        ("123456789012", "password_too_common"),
        ("210987654321", "password_too_common"),
        ("121212121212", "password_too_common"),
        ("qwertyuiop12", "password_too_common"),
        ("mared.hawthorn1", "password_is_name"),
        ("MaredHawthorn!", "password_is_name"),
        ("x" * 1001, "password_too_long"),
    ],
)
def test_what_anybody_would_try_first_is_not(password, fault):
    assert fault_in(password, "mared.hawthorn", COMMONEST) == fault
