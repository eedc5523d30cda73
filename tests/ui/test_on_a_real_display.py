"""One smoke test on a real X server: offscreen, Qt forgives what a window system does not."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.roles import Role
from triage_app.domain.workflow import State
from triage_app.texts import Texts
from ui.display import obstacle

SERVER = shutil.which("Xvfb")


@contextmanager
def x_server():
    """Give the name of a display on a server that ends with the test."""
    reading, writing = os.pipe()
    command = [
        SERVER,
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1366x768x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(  # noqa: S603 - the system's own
        command, pass_fds=(writing,), stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.xvfb
def test_every_screen_opens_in_a_real_window(tmp_path):
    if SERVER is None:
        pytest.skip("no X server here: install the Debian package xvfb")
    with x_server() as display:
        environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        if found := obstacle(environment):
            pytest.skip(found.words(Texts(RESOURCES / "wording", "en")))
        ended = subprocess.run(  # noqa: S603 - this very Python
            [sys.executable, "-m", "tests.ui.every_screen", str(tmp_path)],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr
    opened = ended.stdout.splitlines()
    words = {one.split()[0] for one in opened}
    assert words >= {"entrance", *Role, *State}
