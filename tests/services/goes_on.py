"""What is still written once a case has ended, and why: names of use cases."""

# What of a case goes on after its end, and why.
GOES_ON = {
    "whoever must be told of an end is told of it, however late": (
        "endings.tell",
        "withdrawal_telling.tell",
    ),
    "a victim is told of the end, and of what they say of that (Victims' Code, Right 6)": (
        "victim_notices.record",
        "victim_papers.make_letter",
        "victim_papers.send",
        "victims.add",
        "victims.amend",
        "victims.record_wish",
        "victims.remove",
    ),
    "help under the person's own consent may outlast the contract": (
        "partner_files.take_in",
        "partner_replies.record",
        "support.end",
        "support.take_back",
    ),
    "it is asked after 6, 12 and 24 months whether there was another offence": (
        "reoffending.add_offence",
        "reoffending.record",
    ),
    "a record is reviewed, kept or disposed of only once it is closed": (
        "disposals.again",
        "retention.confirm",
        "retention.decide",
        "retention.refuse",
    ),
    "a supervisor reopens what did not hold": ("reopening.reopen",),
    "what was wrong is put right openly, with a reason (Data Protection Act 2018, s46)": (
        "referrals.amend",
    ),
    "a person in danger is in danger whatever became of their case": (
        "safety.act",
        "safety.end",
        "safety.raise_flag",
        "safety.record_report",
    ),
    "whoever looks after a case after its end may leave": ("giving.give", "handovers.read"),
    "what calls after the end can be put off, with a reason": (
        "putting_off.put_off",
        "putting_off.take_back",
    ),
    "the officer may ask for the file again": ("prosecution.make", "prosecution.send"),
    "papers of what is on record are made, printed, copied and filed; nothing in it changes": (
        "assessment_file.issue_assessment_file",
        "assessment_papers.issue_own_page",
        "calendar_files.save_meeting",
        "copies.save_copy",
        "larger.issue",
        "printings.answer",
        "printings.begin",
        "printings.let_go",
        "printings.taken",
        "scans.file",
        "timeline_paper.issue",
    ),
}

# What is written in no case at all, or begins one.
OF_NO_CASE = {
    "a look is logged, or what leaves the office": (
        "audit.look",
        "calendar_files.save_agenda",
        "caseload.export",
        "custody_preview.keep_bad",
        "custody_preview.preview",
        "directory_files.export",
        "morning_sheet.sheet",
        "reoffending_figures.export",
    ),
    "a draft is its writer's own until it is committed": (
        "drafts.abandon",
        "drafts.keep",
        "drafts.settle",
    ),
    "it begins a case": ("referrals.commit",),
    "it is of the caseload's copies": (
        "aside.delete",
        "aside.let_expire",
        "scheduled_copies.choose_place",
    ),
    "the custody log is nobody's case yet": (
        "custody_import.take_in",
        "custody_log.put_back",
        "custody_log.set_aside",
    ),
    "it is of people, whatever cases they have": (
        "linking.link",
        "linking.unlink",
        "merging.merge",
    ),
    "it is of services, staff, and what the office works with": (
        "cover.call_off",
        "cover.record",
        "directory.add",
        "directory.amend",
        "directory.bring_back",
        "directory.retire",
        "directory_files.take_in",
        "loaded_words.load",
        "members.add",
        "members.change",
        "members.change_own_password",
        "members.let_go",
        "members.set_password",
        "members.take_back",
        "members.unlock",
        "pins.check",
        "pins.confirm",
        "pins.remove",
        "pins.set_pin",
        "staging.put_in_force",
    ),
}
