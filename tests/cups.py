"""A print spooler for the tests alone, with one queue whose backend is ours: it keeps or fails."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = Path("/usr/lib/cups")
SPOOLER = Path("/usr/sbin/cupsd")
WORDS = "no CUPS here: install the Debian packages cups and cups-client"
QUEUE = "Office"
SIGNS = ("fails", "swallows")  # files that tell the backend what to do
# Six arguments, the last a file; without any it is asked what it is.
BACKEND = """#!/bin/sh
[ $# = 0 ] && {{ echo 'direct ours "Unknown" "Ours"'; exit 0; }}
[ -e "{out}/fails" ] && exit "$(cat "{out}/fails")"
[ -e "{out}/swallows" ] && exit 0
if [ -n "$6" ]; then cat "$6"; else cat; fi > "{out}/$3.part"
mv "{out}/$3.part" "{out}/$3"
"""
SETTINGS = """Listen 127.0.0.1:{port}
WebInterface No
Browsing No
LogLevel error
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
FILES = """ServerRoot {folder}/etc
ServerBin {folder}/bin
DataDir /usr/share/cups
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/run
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup root
User {user}
Group {group}
Sandboxing relaxed
"""
QUEUES = """<DefaultPrinter {name}>
Info {name}
MakeModel Local Raw Printer
DeviceURI ours:/here
State Idle
Type 4
Accepting Yes
Shared No
JobSheets none none
OpPolicy default
ErrorPolicy {policy}
</DefaultPrinter>
"""


@dataclass(frozen=True)
class Spooler:
    """Where it listens, and the folder that is its printer's tray."""

    server: str
    tray: Path

    def came_out(self):
        """What lies in the tray, by the title it was sent under."""
        whole = [one for one in self.tray.iterdir() if one.name not in SIGNS and not one.suffix]
        return {one.name: one.read_bytes() for one in whole}

    def fail(self, status=4):
        """Let the backend fail: 4 stops the queue, 1 follows the queue's policy."""
        said = self.tray / "fails"
        said.write_text(str(status))
        said.chmod(0o644)  # the backend is somebody else, and must read it

    def swallow(self):
        """Let the backend say that all is well, and print nothing."""
        (self.tray / "swallows").touch()

    def work(self):
        """Let it print again what it is sent, and what waits."""
        for name in SIGNS:
            (self.tray / name).unlink(missing_ok=True)
        self._do("cupsenable", QUEUE)

    def be_as_new(self):
        """Forget every job, and print."""
        self._do("cancel", "-a", "-x")
        self.work()
        for one in self.tray.iterdir():
            one.unlink(missing_ok=True)

    def stop(self, why):
        """Stop the queue, and say why."""
        self._do("cupsdisable", "-r", why, QUEUE)

    def _do(self, *command):
        subprocess.run(command, env={**os.environ, "CUPS_SERVER": self.server}, check=True)  # noqa: S603


@contextmanager
def running(policy="stop-printer"):
    """Give a spooler on a free port that ends with the tests; skip where there is no CUPS."""
    if not SPOOLER.exists() or shutil.which("lp") is None or shutil.which("cupsenable") is None:
        pytest.skip(WORDS)
    folder = Path(tempfile.mkdtemp(prefix="triage-cups-"))
    port = free_port()
    tray = lay_out(folder, port, policy)
    flags = ["-f", "-c", folder / "etc/cupsd.conf", "-s", folder / "etc/cups-files.conf"]
    server = start([SPOOLER, *flags])
    try:
        answers(f"127.0.0.1:{port}", server)
        yield Spooler(f"127.0.0.1:{port}", tray)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def lay_out(folder, port, policy):
    """Write its settings, and a folder of programs in which the one backend is ours."""
    folders = ("etc/ppd", "bin/backend", "spool/tmp", "cache", "run", "log", "tray")
    for name in folders:
        (folder / name).mkdir(parents=True)
    for one in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
        one.chmod(0o755)  # whatever this process lets others see: the backend is somebody else
    for one in PROGRAMS.iterdir():
        if one.name != "backend":
            (folder / "bin" / one.name).symlink_to(one)
    user = pwd.getpwnam("lp") if os.geteuid() == 0 else pwd.getpwuid(os.getuid())
    tray = folder / "tray"
    if os.geteuid() == 0:
        shutil.chown(tray, user.pw_uid, user.pw_gid)
    backend = folder / "bin/backend/ours"
    backend.write_text(BACKEND.format(out=tray))
    backend.chmod(0o755)  # CUPS runs none that others may write to
    who = {"user": user.pw_name, "group": user.pw_gid}
    (folder / "etc/cupsd.conf").write_text(SETTINGS.format(port=port))
    (folder / "etc/cups-files.conf").write_text(FILES.format(folder=folder, **who))
    queues = folder / "etc/printers.conf"
    queues.write_text(QUEUES.format(name=QUEUE, policy=policy))
    queues.chmod(0o600)
    return tray


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(command):
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(list(map(str, command)), cwd="/", **silent)  # noqa: S603


def answers(address, server):
    """Wait until it lists its queue; each try is a program of its own, which takes its time."""
    command = ["lpstat", "-e"]
    known = b""
    while QUEUE.encode() not in known:
        assert server.poll() is None, "the spooler ended at once"
        said = subprocess.run(  # noqa: S603
            command, env={**os.environ, "CUPS_SERVER": address}, capture_output=True, check=False
        )
        known = said.stdout
