"""What is wrong with a data file of ours, in words for whoever is to mend it."""

from pathlib import Path

from triage_app.domain.problems import BadFile
from triage_app.texts import Texts
from triage_app.toml_lines import last_line_of_code, line_of


def mended(mistake: BadFile, texts: Texts) -> str:
    """Say what is wrong, and how such a value is written."""
    said = texts(mistake.code, **mistake.values)
    wants = mistake.values.get("wants")
    return f"{said} {texts(f'reference.{wants}', **mistake.values)}" if wants else said


def located(mistake: BadFile, path: Path, texts: Texts) -> str:
    """Say what is wrong, after the line of the file where it stands."""
    said = mended(mistake, texts)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return said  # which is what the mistake is
    line = line_of(text, mistake.key)
    if mistake.reason == "repeated_code":
        line = last_line_of_code(text, mistake.key, str(mistake.values["code"])) or line
    return texts("reference.at_line", line=line, said=said) if line else said
