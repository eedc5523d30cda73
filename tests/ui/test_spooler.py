"""A real CUPS on a port of its own: what is printed comes out, or it is known why it did not."""

import time

import pytest

from tests import cups
from triage_app.domain.problems import Refused
from ui import printing, spooler
from ui.spooler import Standing, Told

CODE = "K3V8T6W2N5R9C4XH"
PDF = b"%PDF-1.4\n% the very bytes that are on file\n%%EOF\n"
LONG_ENOUGH = 10  # seconds for a spooler to come round to a job


@pytest.fixture(scope="module")
def daemon():
    with cups.running() as running:
        yield running


@pytest.fixture
def office(daemon, monkeypatch):
    """The spooler, its queue printing, as the workstation's own."""
    monkeypatch.setenv("CUPS_SERVER", daemon.server)
    daemon.be_as_new()
    return daemon


def until(job, *standings):
    """Ask again and again until a job stands as expected, and return what is told."""
    given_up = time.monotonic() + LONG_ENOUGH
    while (told := spooler.ask(job, CODE)).standing not in standings:
        assert time.monotonic() < given_up, told
    return told


def test_the_queue_is_offered(office):  # noqa: ARG001
    assert printing.printers() == [cups.QUEUE]


def test_the_very_bytes_come_out_and_yet_the_spooler_is_not_believed(office):
    job = printing.send(PDF, cups.QUEUE, CODE)
    told = until(job, Standing.GONE_TO_PRINTER)
    assert office.came_out() == {CODE: PDF}
    assert told.standing not in (Standing.ABORTED, Standing.CANCELLED)


def test_a_printer_that_swallows_a_paper_looks_to_the_spooler_as_one_that_printed(office):
    office.swallow()
    job = spooler.hand_over(PDF, cups.QUEUE, CODE)
    until(job, Standing.GONE_TO_PRINTER)
    assert office.came_out() == {}


def test_a_queue_that_stops_keeps_the_paper_and_prints_it_once_it_is_started(office):
    office.fail()
    job = spooler.hand_over(PDF, cups.QUEUE, CODE)
    until(job, Standing.QUEUE_STOPPED)
    assert office.came_out() == {}
    office.work()
    until(job, Standing.GONE_TO_PRINTER)
    assert office.came_out() == {CODE: PDF}


def test_a_queue_that_somebody_stopped_says_why(office):
    office.stop("Out of paper")
    job = spooler.hand_over(PDF, cups.QUEUE, CODE)
    assert until(job, Standing.QUEUE_STOPPED) == Told(Standing.QUEUE_STOPPED, "Out of paper")


def test_a_job_taken_out_of_the_queue_never_comes_out(office):
    office.stop("Out of paper")
    job = spooler.hand_over(PDF, cups.QUEUE, CODE)
    assert spooler.cancel(job, CODE)
    assert spooler.ask(job, CODE).standing is Standing.CANCELLED
    office.work()
    after = spooler.hand_over(b"%PDF after", cups.QUEUE, "AFTERAFTERAFTER0")
    given_up = time.monotonic() + LONG_ENOUGH
    while not office.came_out():
        assert time.monotonic() < given_up, spooler.ask(after, "AFTERAFTERAFTER0")
    assert list(office.came_out()) == ["AFTERAFTERAFTER0"]


def test_a_job_of_that_number_under_another_name_is_somebody_elses(office):  # noqa: ARG001
    job = spooler.hand_over(PDF, cups.QUEUE, CODE)
    assert spooler.ask(job, "ANOTHERPAPERCODE").standing is Standing.UNKNOWN
    assert not spooler.cancel(job, "ANOTHERPAPERCODE")


def test_a_job_that_the_spooler_does_not_know_is_left_to_people(office):  # noqa: ARG001
    assert spooler.ask(f"{cups.QUEUE}-9999", CODE) == Told(Standing.UNKNOWN)
    assert spooler.ask("", CODE) == Told(Standing.UNKNOWN)


def test_a_queue_that_is_not_there_refuses(office):  # noqa: ARG001
    with pytest.raises(Refused) as told:
        spooler.hand_over(PDF, "Nowhere", CODE)
    assert told.value.code == "paperwork.printer_failed"


def test_a_spooler_that_gives_a_job_up_says_so(monkeypatch):
    with cups.running(policy="abort-job") as daemon:
        monkeypatch.setenv("CUPS_SERVER", daemon.server)
        daemon.fail(1)
        job = spooler.hand_over(PDF, cups.QUEUE, CODE)
        assert until(job, Standing.ABORTED).standing is Standing.ABORTED
        assert daemon.came_out() == {}


def test_a_spooler_that_is_down_is_told_and_knows_nothing(monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{cups.free_port()}")
    assert spooler.printers() == []
    assert spooler.ask(f"{cups.QUEUE}-1", CODE) == Told(Standing.UNKNOWN)
    with pytest.raises(Refused):
        spooler.hand_over(PDF, cups.QUEUE, CODE)
