"""Just enough of the Internet Printing Protocol to ask a spooler how a job and its queue stand.

RFC 8010 gives the encoding, RFC 8011 the operations and states. CUPS's own programs tell of a
finished job no more than that it is no longer there.
"""

import getpass
import http.client
import socket
import struct
from collections.abc import Mapping, Sequence
from typing import Final

GET_JOB: Final = 0x0009
GET_PRINTER: Final = 0x000B
OK: Final = 0x0100  # a status below it is a success
VERSION: Final = b"\x02\x00"
OPERATION, END, LOWEST_VALUE = 0x01, 0x03, 0x10
INTEGER, ENUM = 0x21, 0x23
NAME, KEYWORD, URI, CHARSET, LANGUAGE = 0x42, 0x44, 0x45, 0x47, 0x48
PATIENCE: Final = 3  # seconds for an answer
MOST: Final = 1 << 20  # bytes of one
Found = Mapping[str, list[int | str]]


class NoAnswerError(Exception):
    """The spooler did not answer, or not in a way that can be read."""


class _Local(http.client.HTTPConnection):
    """A connection to the spooler's own socket on this machine."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=PATIENCE)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket's file."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(self._path)


def ask(server: str, operation: int, about: tuple[str, str], wanted: Sequence[str]) -> Found:
    """Ask a spooler (`host:port`, or a socket's path) for attributes of one job or printer."""
    name, uri = about
    body = _request(operation, name, uri, wanted)
    connection = _Local(server) if server.startswith("/") else _over_the_net(server)
    try:
        path = uri.removeprefix("ipp://localhost")
        connection.request("POST", path, body, {"Content-Type": "application/ipp"})
        answer = connection.getresponse()
        content = answer.read(MOST)
        if answer.status != http.client.OK:
            raise NoAnswerError(str(answer.status))
        return _read(content)
    except (OSError, http.client.HTTPException, struct.error, UnicodeDecodeError) as failure:
        raise NoAnswerError(server) from failure
    finally:
        connection.close()


def _over_the_net(server: str) -> http.client.HTTPConnection:
    host, _, port = server.rpartition(":")
    return http.client.HTTPConnection(host.strip("[]"), int(port), timeout=PATIENCE)


def _request(operation: int, name: str, uri: str, wanted: Sequence[str]) -> bytes:
    head = VERSION + struct.pack(">HI", operation, 1) + bytes([OPERATION])
    parts = [
        _value(CHARSET, "attributes-charset", "utf-8"),
        _value(LANGUAGE, "attributes-natural-language", "en"),
        _value(URI, name, uri),
        _value(NAME, "requesting-user-name", getpass.getuser()),
    ]
    names = ["requested-attributes", *("" for _ in wanted[1:])]
    parts += [_value(KEYWORD, one, word) for one, word in zip(names, wanted, strict=True)]
    return head + b"".join(parts) + bytes([END])


def _value(tag: int, name: str, value: str) -> bytes:
    said, worth = name.encode(), value.encode()
    sizes = struct.pack(">H", len(said)), struct.pack(">H", len(worth))
    return bytes([tag]) + sizes[0] + said + sizes[1] + worth


def _read(content: bytes) -> Found:
    """Read the attributes of an answer; those of several values have several."""
    (status,) = struct.unpack_from(">H", content, 2)
    if status >= OK:
        raise NoAnswerError(hex(status))
    found: dict[str, list[int | str]] = {}
    place, name = 8, ""
    while place < len(content) and content[place] != END:
        tag, place = content[place], place + 1
        if tag < LOWEST_VALUE:
            continue  # another group begins
        said, place = _piece(content, place)
        worth, place = _piece(content, place)
        name = said.decode() or name
        found.setdefault(name, []).append(_worth(tag, worth))
    return found


def _piece(content: bytes, place: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">H", content, place)
    return content[place + 2 : place + 2 + size], place + 2 + size


def _worth(tag: int, worth: bytes) -> int | str:
    if tag in (INTEGER, ENUM):
        return int(struct.unpack(">i", worth)[0])
    return worth.decode(errors="replace")
