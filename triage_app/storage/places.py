"""Where a caseload may lie, and that only one program has it open."""

import errno
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from triage_app.domain.problems import Refused

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MOUNTS: Final = Path("/proc/self/mounts")
NETWORK_FILE_SYSTEMS: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs", "ceph", "glusterfs"}
    | {"fuse.sshfs", "fuse.davfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs"}
)
# Folders by these names, alone or with more words behind, are copied elsewhere.
SYNCHRONISED: Final = re.compile(
    r"(onedrive|dropbox|google ?drive|icloud|icloud ?drive|nextcloud|owncloud|pcloud ?drive|"
    r"syncthing|box|box sync|megasync)([ _\-(].*)?",
    re.IGNORECASE,
)
DRIVE_REMOTE: Final = 4  # what Windows calls a drive of another machine
READ_ONLY: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Hold:
    """The lock on a caseload's file: the system lets go of it when the program ends, however."""

    file: IO[bytes]

    def release(self) -> None:
        """Let another program open the caseload."""
        self.file.close()


def prepare_folder(folder: Path) -> None:
    """Make the folder for our eyes only; refuse one where a database would not be safe."""
    os.umask(0o077)
    refuse_unsafe(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise told(error, folder) from error


def refuse_unsafe(folder: Path) -> None:
    """Refuse a folder of a network, or one that a program copies elsewhere behind our back."""
    place = folder.expanduser().absolute()
    for part in place.parts:
        if SYNCHRONISED.fullmatch(part):
            raise Refused("storage.synchronised_folder", folder=str(folder), part=part)
    if on_network(place):
        raise Refused("storage.network_folder", folder=str(folder))


def on_network(place: Path) -> bool:
    """Say whether a folder lies on another machine, as far as the system tells."""
    if str(place).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(place)
    if not MOUNTS.exists():
        return False
    kinds = {}
    for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        _, where, kind, *_ = line.split(" ")
        kinds[where.replace("\\040", " ")] = kind
    mounted = next((str(one) for one in (place, *place.parents) if str(one) in kinds), "")
    return kinds.get(mounted) in NETWORK_FILE_SYSTEMS


def hold(path: Path) -> Hold:
    """Hold a caseload's file for this program alone."""
    lock = path.with_suffix(".lock")
    try:
        file = lock.open("ab")
    except OSError as error:
        raise told(error, path.parent) from error
    try:
        _lock(file)
    except OSError as error:
        file.close()
        raise Refused("storage.open_already", file=path.name) from error
    return Hold(file)


def told(error: OSError, folder: Path) -> Refused:
    """Return what to tell somebody whose disk will not have it."""
    if error.errno in READ_ONLY:
        return Refused("storage.read_only", folder=str(folder))
    if error.errno in FULL:
        return Refused("storage.no_space", folder=str(folder))
    return Refused("storage.disk_fails", folder=str(folder), reason=error.strerror or "")


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _is_remote_drive(place: Path) -> bool:
        import ctypes  # noqa: PLC0415 - only Windows has what is asked for here

        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == DRIVE_REMOTE)
else:

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
