"""Somebody is found among a million people within one frame of the screen."""

import statistics

import pytest

from tests.benchmarks.finding import FRAME, MILLION, timed


@pytest.mark.slow
def test_whoever_is_typed_is_found_among_a_million_before_the_next_frame(tmp_path):
    slow = {}
    for way, ours, _ in timed(tmp_path, MILLION):
        slowest = statistics.quantiles(ours, n=20)[-1]
        if slowest > FRAME:
            slow[way] = round(slowest * 1000, 1)

    assert slow == {}
