"""The floor of Q1: a bare window, SQLAlchemy, and the file opened. Nothing of ours is drawn."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from triage_app.storage import sqlcipher

application = QApplication([])
connection = sqlcipher.connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
engine = create_engine("sqlite://", creator=lambda: connection, module=sqlcipher.dbapi2)
with Session(engine) as session:
    session.scalar(text('SELECT number FROM "case" ORDER BY id DESC LIMIT 1'))
window = QMainWindow()
window.resize(1366, 768)
window.show()
application.processEvents()
os._exit(0)
