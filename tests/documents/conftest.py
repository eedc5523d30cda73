"""Papers made once, the fonts they need, and the accepted texts they are compared with."""

from functools import cache
from pathlib import Path

import pytest

from tests.documents import samples
from tests.documents.promises import PAPERS
from triage_app.documents.faces import prepare
from triage_app.documents.making import make

ACCEPTED = Path(__file__).parents[1] / "accepted"


@pytest.fixture(scope="session", autouse=True)
def _fonts():
    prepare()


@cache
def made(name, language):
    contents, mark, _ = PAPERS[name]
    return make(contents, language, mark, samples.texts)


@pytest.fixture
def accepted(request):
    """Return a function that compares a text with the accepted one, or rewrites it on request."""

    def compare(name, text):
        path = ACCEPTED / f"{name}.txt"
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
