"""The directory saved as a file, and the sorts of file that are taken in from its screen."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.services import directory_files, partner_files
from triage_app.texts import Texts
from ui.directory.taking_in import Kind
from ui.room import Room


def export(room: Room, parent: QWidget) -> None:
    """Ask where the directory is saved, and save it."""
    texts = room.texts
    title, kinds = texts("directory.export"), texts("directory.export_types")
    name = f"{texts('directory.export_name')}.csv"
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    if chosen:
        save(room, Path(chosen))


def save(room: Room, path: Path) -> None:
    """Save the directory, and say where it is."""
    with room.feedback.answering():
        content = directory_files.export(room.desk, room.actor, room.texts)
        write(room, path, content)


def write(room: Room, path: Path, content: bytes) -> None:
    """Write a file; where it cannot be written it is said, and nothing else is lost."""
    try:
        path.write_bytes(content)
    except OSError:
        room.feedback.tell("directory.not_saved", path=path)
        return
    room.feedback.tell("directory.exported", path=path)


def files_of(room: Room) -> Iterator[tuple[Kind, str]]:
    """Yield the sorts of file that whoever sits here may take in, and what the button says."""
    if may(room.actor.role, Permission.MANAGE_SERVICES):
        look, take_in = directory_files.look, directory_files.take_in
        yield Kind("services", look, take_in, _of_service), "directory.import"
    if may(room.actor.role, Permission.TRACK):
        look, take_in = partner_files.look, partner_files.take_in
        yield Kind("replies", look, take_in, _of_reply), "partner_file.import"


def _of_service(texts: Texts, field: str) -> str:
    return texts(f"directory.{field}")


def _of_reply(texts: Texts, field: str) -> str:
    return texts(f"partner_file.heading_{field}")
