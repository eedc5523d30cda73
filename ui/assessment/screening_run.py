"""A questionnaire being put: a run of one screening instrument, kept by its number."""

from triage_app.services import screenings, unfinished
from ui.assessment.run import Run
from ui.feedback import Answering


class ScreeningRun(Run):
    """The same as the run of an assessment, beside which it stands."""

    def complete(self) -> bool:
        """Complete it: from then on its total stands."""
        done = self._save(None, screenings.complete, self.view.version, self.view.id)
        if done:
            self.ended.emit()
        return done

    def end_unfinished(self, page: Answering, reason: str) -> bool:
        """Close it without a total, as it is."""
        return self._save(page, unfinished.close, self.view.version, self.view.id, reason)

    @property
    def _number(self) -> int | None:
        return self.view.id

    def _look_again(self) -> None:
        room, view = self.room, self.view
        with room.feedback.answering(unasked=True):
            newest = screenings.screening(room.desk, room.actor, view.case_id, view.id)
            if not newest.open:
                self.ended.emit()
            elif newest.version != view.version:
                self.view = newest
                self.saved.emit()
