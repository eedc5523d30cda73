"""A program that answers an assessment and says of each answer that it is kept, until killed.

Run with a file and the number of a case; it goes on where the assessment stopped.
"""

import datetime as dt
import sys
from pathlib import Path

from tests.conftest import KEY, STAFF
from triage_app.config import Config
from triage_app.domain.sitting import AFTERWARDS, VIEW, after
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer, assessment, keep_place
from triage_app.services.opening import assemble, read_reference
from triage_app.storage.database import open_embedded


def main(file: Path, case_id: int) -> None:
    """Answer question after question, round and round."""
    config = Config(data=file.parent)
    database = open_embedded(file, KEY)
    desk = assemble(config, database, lambda: dt.datetime.now(dt.UTC), read_reference(config))
    view = assessment(desk, STAFF[0], case_id)
    turn = 0
    while True:
        place = view.place
        question = view.instrument.question(place)
        if question is not None:
            turn += 1
            value = question.options[turn % len(question.options)].code if question.options else "3"
            words = f"{turn} ŵ"
            view = answer(desk, STAFF[0], case_id, view.version, {place: Given(value, words)})
            say(place, value, words)
        following = after(view.instrument, view.answers, place)
        if following.startswith(VIEW) or following in AFTERWARDS:
            following = after(view.instrument, view.answers, following)
        if following in AFTERWARDS:
            following = view.instrument.sections[0].questions[0].code
        keep_place(desk, STAFF[0], case_id, following)
        view = assessment(desk, STAFF[0], case_id)


def say(*parts: str) -> None:
    """Acknowledge: from here on it may not be lost."""
    sys.stdout.write("\t".join(parts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
