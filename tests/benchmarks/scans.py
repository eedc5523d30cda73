"""A scan of four pages read and matched, against bare decoding of the same four pictures."""

import zxingcpp

from tests.benchmarks.ratio import Ratio, beside
from tests.documents.samples import CONTRACT, REAL, texts
from tests.exchange import scanners as made
from triage_app.documents.making import make
from triage_app.domain.scanned import Known, Leaf, Standing, judge
from triage_app.exchange import scans

AT_MOST = 8.0  # a process is begun, pages are drawn, and a copy of each is made to be filed
TIMES = 5


def measure(_asked):
    """Yield the ratio to bare decoding of pictures that are open already."""
    paper = make(CONTRACT, "both", REAL, texts)
    pages = list(made.rasters(paper.pdf, 200))
    four = [*pages, pages[0]]
    content = made.as_pdf(four, 200)
    known = {REAL.code: Known(1, REAL.code, paper.pages, Standing.ANSWERS)}

    def ours():
        read = scans.read(content, "scan.pdf", lambda _: None)
        leaves = [Leaf(place, page.texts, page.turn) for place, page in enumerate(read, 1)]
        judge(leaves, known, {})

    def floor():
        for page in four:
            zxingcpp.read_barcodes(page)

    seconds, bare = beside(ours, floor, TIMES)
    yield Ratio("four pages, against bare decoding", seconds, bare, AT_MOST)
