"""How far each signed contract in the practice caseload has come, and how some of them ended."""

from triage_app.domain.compliance import Attendance
from triage_app.domain.ending import Result
from triage_app.domain.occasion import Occasion
from triage_app.practice.again import assess_again, midway
from triage_app.practice.asked import not_answered_whole
from triage_app.practice.evidence import book_group, fit_tag, restore
from triage_app.practice.left_over import leave_at_printer
from triage_app.practice.partners import ask_partners, refuse
from triage_app.practice.scanned import scan_signed
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story, beside
from triage_app.practice.stories import fresh
from triage_app.practice.tracked import OUTCOME, UNEXCUSED, Run

# ── Under contract ───────────────────────────────────────────────────────────────────────────


def on_course(scene: Scene) -> Story:
    """Every meeting attended so far, the next ones booked; one questionnaire has no total."""
    scene.last_held = 1 + scene.number % 6
    yield from fresh(scene)
    yield from beside(_on_course(scene), *midway(scene), not_answered_whole(scene))


def _on_course(scene: Scene) -> Story:
    run = Run(scene)
    run.book_review(scene.number % 3)
    book_group(scene)
    yield from run.meet({1: Attendance.LATE})
    yield from run.keep_in_touch()


def first_miss(scene: Scene) -> Story:
    """One meeting missed that nothing excuses; the letter is due."""
    scene.last_held = 1
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({run.held_by(0) - 1: UNEXCUSED}, letters=False)


def waiting(scene: Scene) -> Story:
    """A reason given for a miss, and the evidence for it late."""
    scene.last_held = 5
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({run.held_by(0) - 1: Attendance.WAITING_FOR_EVIDENCE})


def silent(scene: Scene) -> Story:
    """Not heard of for more than a fortnight; one service refuses, and one never answered."""
    scene.last_held = 4
    yield from fresh(scene)
    ask_partners(scene)
    run = Run(scene)
    held = run.held_by(0)
    yield from run.meet({held - 1: Attendance.SERVICE_FAULT}, held)
    yield scene.ago(2, 15, scene.number)
    run.call(None)
    refuse(scene)


def ending(scene: Scene) -> Story:
    """Within a fortnight of the end, assessed again; one excused meeting never made good."""
    scene.due_at_end = True
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({2: Attendance.LATE, 5: Attendance.MISSED_ACCEPTABLE})
    yield from run.keep_in_touch()
    yield scene.ago(1, 16, scene.number)
    assess_again(scene, Occasion.EXIT)


def hours_behind(scene: Scene) -> Story:
    """Comes to every meeting, has met the victim, and has done few of the hours agreed."""
    scene.last_held = 3
    yield from fresh(scene)
    scan_signed(scene)
    book_group(scene)
    yield from restore(scene)
    run = Run(scene)
    run.works_until = 2
    yield from beside(run.meet({}), *midway(scene))
    yield from run.keep_in_touch()


def two_misses(scene: Scene) -> Story:
    """Wears a tag; two meetings missed, a letter after the first; a review is due."""
    scene.last_held = 1
    yield from fresh(scene)
    run = Run(scene)
    fit_tag(scene)
    held = run.held_by(0)
    yield from run.meet({held - 2: UNEXCUSED, held - 1: UNEXCUSED})


# ── Breach ───────────────────────────────────────────────────────────────────────────────────


def breach_proposed(scene: Scene) -> Story:
    """Two meetings missed, and a breach proposed."""
    yield from _proposed(scene, 1)


def breach_by_offence(scene: Scene) -> Story:
    """A new offence within the term, and a breach proposed on the strength of it."""
    scene.last_held = 6
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({}, run.held_by(4))
    yield scene.ago(3, 9, scene.number)
    run.offend()
    yield scene.ago(2, 10, scene.number)
    run.propose_breach(by_offence=True)


def sent_back(scene: Scene) -> Story:
    """A breach proposed, and sent back by the supervisor for more."""
    yield from _proposed(scene, 3)
    yield scene.ago(1, 10, scene.number)
    Run(scene).send_back()


def returned(scene: Scene) -> Story:
    """A breach found, the officer not told yet: the letter may lie in the printer still."""
    yield from _found(scene, 1)
    leave_at_printer(scene, scene.notice)


def returned_told(scene: Scene) -> Story:
    """A breach found and the officer told, who has not said so yet."""
    yield from _found(scene, 5)
    yield scene.ago(5, 15, scene.number)
    Run(scene).tell()


def acknowledged(scene: Scene) -> Story:
    """A breach found, the officer told; the last day to charge is near."""
    yield from _acknowledged(scene, 24)


def not_prosecuted(scene: Scene) -> Story:
    """A breach found, and no proceedings: so the officer decided."""
    yield from _acknowledged(scene, 40)
    yield scene.ago(20, 10, scene.number)
    Run(scene).report(Result.PROCEEDINGS_DECLINED)


def out_of_time(scene: Scene) -> Story:
    """A breach found, the officer told again and again, and the last day to charge gone by."""
    yield from _acknowledged(scene, 30)
    yield scene.ago(1, 10, scene.number)
    Run(scene).report(Result.OUT_OF_TIME)


def closed_prosecuted(scene: Scene) -> Story:
    """A breach found, and proceedings begun."""
    yield from _acknowledged(scene, 80)
    yield scene.ago(60, 10, scene.number)
    Run(scene).report(Result.PROCEEDINGS_BEGUN)


def _proposed(scene: Scene, ago: int) -> Story:
    scene.last_held = ago + 3
    yield from fresh(scene)
    run = Run(scene)
    held = run.held_by(ago + 1)
    yield from run.meet({held - 2: UNEXCUSED, held - 1: UNEXCUSED}, held)
    yield scene.ago(ago, 9, scene.number)
    run.propose_breach()


def _found(scene: Scene, ago: int) -> Story:
    yield from _proposed(scene, ago + 2)
    yield scene.ago(ago, 11, scene.number)
    run = Run(scene)
    run.find_breach()
    run.tell_services()


def _acknowledged(scene: Scene, ago: int) -> Story:
    yield from _found(scene, ago)
    yield scene.ago(ago, 15, scene.number)
    Run(scene).tell()
    yield scene.ago(ago - 3, 10, scene.number)
    Run(scene).acknowledge()


# ── Completion ───────────────────────────────────────────────────────────────────────────────


def done(scene: Scene) -> Story:
    """The term is over and everything done; nobody has confirmed it."""
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({3: Attendance.LATE})
    yield from run.keep_in_touch()
    yield run.after_term(0, 18)
    assess_again(scene, Occasion.EXIT)
    yield run.after_term(1, 8)
    run.look()


def told(scene: Scene) -> Story:
    """Complete and confirmed, the officer told."""
    yield from done(scene)
    run = Run(scene)
    yield run.after_term(1, 9)
    run.confirm()
    yield run.after_term(1, 10)
    run.tell()


def completed(scene: Scene) -> Story:
    """Complete and confirmed; the officer has acknowledged it, and recorded nothing yet."""
    yield from told(scene)
    run = Run(scene)
    yield run.after_term(4, 10)
    run.acknowledge()


def closed_kept(scene: Scene) -> Story:
    """Complete, and its outcome recorded."""
    yield from completed(scene)
    run = Run(scene)
    yield run.after_term(11, 10)
    run.report(OUTCOME)
