"""The program's own start: signed in, with the work on the screen. Key derivation is left out."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from triage_app.starting import prepare


def clock():
    return datetime.now(UTC)


def main(folder, key, username, screen):
    prepare()
    # As in the program: nothing is read in before the process is ready for it.
    from triage_app.config import Config  # noqa: PLC0415
    from triage_app.services.opening import assemble, files_of  # noqa: PLC0415
    from triage_app.services.signin import member_named  # noqa: PLC0415
    from triage_app.storage.database import open_embedded  # noqa: PLC0415
    from ui.app import application_of, open_window  # noqa: PLC0415
    from ui.room import Place  # noqa: PLC0415

    config = Config(data=Path(folder))
    application = application_of([])
    window = open_window(application, config, clock)
    desk = assemble(config, open_embedded(files_of(config).database, bytes.fromhex(key)), clock)
    window.let_in(desk, member_named(desk, username, "signin.wrong"))
    if window.shell.here.screen != screen:
        window.shell.go(Place(screen))
    window.show()
    application.processEvents()
    os._exit(0)


main(*sys.argv[1:])
