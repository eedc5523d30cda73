"""Run with `make bench`, or `python -m tests.benchmarks Q1 custody_log` for some of them."""

import argparse
import sys

from tests.benchmarks import (
    assessing,
    custody_log,
    eligibility,
    engine,
    finding,
    opening,
    papers,
    postcodes,
    rows,
    scans,
    scoring,
    start,
    today,
)
from triage_app.starting import prepare

BENCHMARKS = {
    "Q1": start.measure,
    "Q2": finding.measure,
    "Q3": opening.measure,
    "Q4": papers.measure,
    "Q5": rows.measure,
    "Q7": postcodes.measure,
    "assessing": assessing.measure,
    "custody_log": custody_log.measure,
    "eligibility": eligibility.measure,
    "engine": engine.measure,
    "scans": scans.measure,
    "scoring": scoring.measure,
    "today": today.measure,
}


def main():
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], metavar=" ".join(BENCHMARKS))
    parser.add_argument(
        "--cases", type=int, default=100_000, help="cases in the caseload: fewer for a trial"
    )
    parser.add_argument("--million", action="store_true", help="a million people in Q2 as well")
    asked = parser.parse_args()
    prepare()  # as the program itself begins
    return 0 if run(BENCHMARKS, asked) else 1


def run(benchmarks, asked):
    """Take the measurements asked for, all where none is named; say whether every one is kept."""
    kept = True
    for name in asked.names or benchmarks:
        print(name, flush=True)
        for one in benchmarks[name](asked):
            print(f"   {one}", flush=True)
            kept &= one.kept
    return kept


if __name__ == "__main__":
    sys.exit(main())
