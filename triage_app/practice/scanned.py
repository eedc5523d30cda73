"""A signed contract that came back: scanned in grey, and filed beside the paper it answers."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from triage_app.practice.scene import Scene
from triage_app.services import contracts, paperwork, scans

DOTS: Final = 200  # to an inch, as the scanners of most suites are set
A4: Final = (1654, 2339)  # in such dots


def scan_signed(scene: Scene) -> None:
    """File a scan of the contract that was signed."""
    who = scene.desk, scene.assessor, scene.case_id
    sheet = contracts.sheet(*who)
    if sheet is None or sheet.paper_id is None:
        raise LookupError(scene.player.name)
    issued = paperwork.pdf(scene.desk, scene.assessor, sheet.paper_id)
    with TemporaryDirectory(prefix="practice-scan-") as folder:
        path = Path(folder) / "scan.pdf"
        _scan(issued, path)
        stack = scans.bring(*who, [path])
    scans.file(*who, stack, {})


def _scan(issued: bytes, path: Path) -> None:
    # What draws pages takes a tenth of a second to load, which no start should wait for.
    from triage_app.exchange.scan_pdf import ScannedPdf  # noqa: PLC0415

    paper = ScannedPdf(issued)
    drawn = [paper.draw(number + 1) for number in range(paper.pages)]
    first, *others = [one.convert("L").resize(A4) for one in drawn]
    first.save(path, "PDF", resolution=DOTS, save_all=True, append_images=others)
