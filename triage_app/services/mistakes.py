"""What is wrong with a data file of ours, in words for whoever is to mend it."""

from triage_app.domain.problems import BadFile
from triage_app.texts import Texts


def mended(mistake: BadFile, texts: Texts) -> str:
    """Say what is wrong, and how such a value is written."""
    said = texts(mistake.code, **mistake.values)
    wants = mistake.values.get("wants")
    return f"{said} {texts(f'reference.{wants}', **mistake.values)}" if wants else said
