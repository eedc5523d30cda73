"""The same contents make the same bytes, wherever and in whatever order they are made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MAKE = """
import hashlib, locale, sys, time
from tests.documents import samples
from tests.documents.promises import PAPERS
from triage_app.documents.making import make

locale.setlocale(locale.LC_ALL, "")
asked = [(name, one) for name, (_, _, some) in PAPERS.items() for one in some]
made = {}
for name, one in reversed(asked) if "backwards" in sys.argv else asked:
    contents, mark, _ = PAPERS[name]
    made[name, one] = hashlib.sha256(make(contents, one, mark, samples.texts).pdf).hexdigest()
print(time.tzname[0], *(made[each] for each in asked))
"""


def made_elsewhere(seed, zone, order, language="C.UTF-8"):
    """Return the zone that a new process stands in, and the digest of every paper it makes."""
    here = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
    run = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", MAKE, order],
        cwd=ROOT,
        env={**os.environ, **here},
        capture_output=True,
        text=True,
        check=True,
    )
    zone, *digests = run.stdout.split()
    return zone, digests


@pytest.fixture(scope="module")
def first():
    return made_elsewhere("0", "UTC", "forwards")


@pytest.mark.parametrize(
    ("seed", "zone", "order", "language"),
    [
        ("1", "UTC", "backwards", "C.UTF-8"),
        ("2", "Asia/Tokyo", "forwards", "C"),
        ("3", "America/St_Johns", "backwards", "POSIX"),
    ],
)
def test_hash_seed_order_zone_and_locale_change_no_byte(first, seed, zone, order, language):
    elsewhere, digests = made_elsewhere(seed, zone, order, language)
    assert digests == first[1]
    assert len(set(digests)) == len(digests) > 50
    assert (elsewhere == first[0]) is (zone == "UTC")
