"""Verbs that bring a signed paper back as a scan."""

import hashlib

from sqlalchemy import select

from tests.exchange import scanners as made
from triage_app.domain.scanned import Leaf
from triage_app.exchange.scan_codes import blank, codes, filed
from triage_app.services import scans
from triage_app.services.scans import File, Stack
from triage_app.storage.models import Paper


def pdf_of(desk, paper_id):
    """The bytes of an issued paper."""
    with desk.sessions() as session:
        return session.scalar(select(Paper.pdf).where(Paper.id == paper_id))


def signed_pages(desk, paper_id, dpi=100):
    """An issued paper, printed, signed by hand and scanned: a picture a page."""
    return [made.signed(page) for page in made.rasters(pdf_of(desk, paper_id), dpi)]


def written(folder, pages, name="scan.pdf", dpi=100):
    """A scan of some pages as a file."""
    path = folder / name
    path.write_bytes(made.as_pdf(pages, dpi))
    return path


def stacked(pages, name="scan.pdf"):
    """Some pages as they were read: here, and not by a reader beside, which takes its time."""
    content = made.as_pdf(pages)
    digest = hashlib.sha256(content).hexdigest()
    read = [(*codes(page), page) for page in pages]
    leaves = [
        Leaf(place, texts, turn, not texts and blank(page))
        for place, (texts, turn, page) in enumerate(read, 1)
    ]
    pictures = tuple(filed(page) for page in pages)
    return Stack((File(name, "pdf", len(pages), digest, content),), tuple(leaves), pictures)


def judged(desk, actor, case_id, stack, words=None):
    """What a scan was found to be."""
    return scans.judged(desk, actor, case_id, stack, words or {}).verdict


def filed_copy(desk, actor, case_id, paper_id):
    """The number of a signed copy that is on file."""
    return scans.file(desk, actor, case_id, stacked(signed_pages(desk, paper_id)), {})
