"""On which line of a data file a key stands, so that an author need not look for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

HEADER: Final = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}\s*(#.*)?$")
SETTING: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*(?:\.[\w.-]+\s*)?=\s*(.*)$""")
NAMING: Final = ("code", "position")  # what an entry of a list is told apart by


@dataclass
class _Block:
    """A table of the file, or an entry of a list: where it begins, and where its keys stand."""

    name: str  # empty: the keys before the first header
    line: int
    called: set[str]
    keys: dict[str, int] = field(default_factory=dict)


def line_of(text: str, key: str) -> int | None:
    """Return the line of a key, or of the nearest thing around it; none where there is nothing.

    A key is told as it stands in a mistake: `conditions.AC1.text.cy`, an entry by its code.
    """
    first, *rest = key.split(".")
    blocks = list(_blocks(text))
    if first in blocks[0].keys:
        return blocks[0].keys[first]
    if (nested := _within(blocks, [first, *rest])) is not None:
        return nested
    own = [block for block in blocks if block.name == first]
    if rest and (named := [block for block in own if rest[0] in block.called]):
        return named[0].keys.get(rest[1] if rest[1:] else "", named[0].line)
    within = [block.keys[rest[0]] for block in own if rest and rest[0] in block.keys]
    return next(iter([*within, *(block.line for block in own)]), None)


def last_line_of_code(text: str, name: str, code: str) -> int | None:
    """Return where the last entry of a list with a code begins: of two, the one too many."""
    blocks = [one for one in _blocks(text) if code in one.called]
    own = [one for one in blocks if one.name == name or one.name.endswith(f".{name}")]
    return own[-1].line if own else None


def _within(blocks: list[_Block], parts: list[str]) -> int | None:
    """Return where a key of an entry inside another stands, as of a question in its section."""
    for number, part in enumerate(parts):
        for block in blocks:
            if "." in block.name and part in block.called and not part.isdigit():
                return block.keys.get("".join(parts[number + 1 : number + 2]), block.line)
    return None


def _blocks(text: str) -> Iterator[_Block]:
    block, counted = _Block("", 1, set()), dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            yield block
            name = header[1]
            counted[name] = counted.get(name, 0) + 1
            block = _Block(name, number, {str(counted[name])})
        elif (setting := SETTING.match(line)) and setting[1] not in block.keys:
            block.keys[setting[1]] = number
            if setting[1] in NAMING:
                value = setting[2].partition("#")[0].strip().strip("\"'")
                block.called = {value}
    yield block
