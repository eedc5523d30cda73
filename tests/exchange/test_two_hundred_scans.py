"""Two hundred scans of the program's own papers: how many match, none of them wrongly."""

import random
from dataclasses import replace

import pytest

from tests.documents.samples import CONTRACT, INFORMATION, REAL, texts
from tests.exchange import scanners as made
from triage_app.documents.making import make
from triage_app.domain.scanned import Finding, Known, Leaf, Standing, judge
from triage_app.exchange import scans

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
QUICK, ALL = 6, 200
READ_AT_LEAST = 0.97  # of the pages whose code is not covered
WAYS = (
    lambda page, _: page,
    lambda page, _: made.greyed(page),
    lambda page, _: made.greyed(page, 225, 160),
    lambda page, chance: made.noisy(page, chance.randint(1, 4), 0.02),
    lambda page, chance: made.grainy(page, chance.randint(1, 4), 80),
    lambda page, chance: made.one_bit(page, chance.choice((90, 128, 190))).convert("L"),
    lambda page, _: made.blurred(page),
    lambda page, chance: made.one_bit(made.noisy(page, chance.randint(1, 4)), 100).convert("L"),
)
FAX = 100  # dots an inch: coarser than what is asked of a scanner


@pytest.fixture(scope="module")
def papers():
    """Three papers, each of a code of its own: ours, an older version, another person's."""
    chance = random.Random(7)  # noqa: S311
    codes = ["".join(chance.choices(LETTERS, k=16)) for _ in range(3)]
    kinds = (("both", CONTRACT), ("en", CONTRACT), ("cy", INFORMATION))
    return {
        code: make(contents, language, replace(REAL, code=code), texts)
        for code, (language, contents) in zip(codes, kinds, strict=True)
    }


def one_scan(chance, papers):
    """The scan of a paper, and what each of its pages really is."""
    code = chance.choice(list(papers))
    dpi, way = chance.choice((FAX, 150, 150, 200, 200)), chance.choice(WAYS)
    pages, truth = list(made.rasters(papers[code].pdf, dpi)), []
    order = chance.sample(range(len(pages)), len(pages))
    came = []
    for number in order:
        page = way(made.signed(pages[number], chance.randint(1, 9)), chance)
        covered = chance.random() < 0.05
        page = made.covered(page) if covered else page
        page = made.turned(
            made.skewed(page, chance.uniform(-2, 2)), chance.choice((0, 90, 180, 270))
        )
        came.append(page)
        truth.append("" if covered else f"{code}/{number + 1}")
    return made.as_pdf(came, dpi, quality=chance.choice((40, 75))), truth


def counted(papers, seeds):
    """Count pages that matched, were read wrongly, were not read, and were rightly not read."""
    ours, old, other = papers
    standing = {ours: Standing.ANSWERS, old: Standing.STALE, other: Standing.ELSEWHERE}
    known = {
        code: Known(number, code, papers[code].pages, standing[code])
        for number, code in enumerate(papers)
    }
    right = {ours: Finding.FITS, old: Finding.STALE, other: Finding.ELSEWHERE}
    tally = dict.fromkeys(("scans", "matched", "refused", "wrong", "unread", "covered"), 0)
    for seed in seeds:
        content, truth = one_scan(random.Random(seed), papers)  # noqa: S311
        read = list(scans.read(content, "scan.pdf", lambda _: None))
        leaves = [Leaf(place, page.texts, page.turn) for place, page in enumerate(read, 1)]
        verdict = judge(leaves, known, {})
        tally["scans"] += 1
        tally["matched" if verdict.complete else "refused"] += 1
        for one, true in zip(verdict.leaves, truth, strict=True):
            if not one.leaf.texts:
                tally["unread" if true else "covered"] += 1
            elif one.leaf.texts != (true,) or one.finding is not right[true.partition("/")[0]]:
                tally["wrong"] += 1
        if verdict.complete:
            assert {text.partition("/")[0] for text in truth} == {ours}
    return tally


def hold(tally):
    pages = tally["scans"] * 2
    assert tally["wrong"] == 0, tally
    assert tally["unread"] <= (1 - READ_AT_LEAST) * pages, tally
    assert tally["matched"], tally
    assert tally["refused"], tally


def test_some_scans_match_and_none_wrongly(papers):
    hold(counted(papers, range(QUICK)))


@pytest.mark.slow
def test_two_hundred_scans_match_and_none_wrongly(papers, capsys):
    tally = counted(papers, range(1_000, 1_000 + ALL))
    with capsys.disabled():
        print("", *(f"{name} {count}" for name, count in tally.items()), sep="  ")  # noqa: T201
    hold(tally)
