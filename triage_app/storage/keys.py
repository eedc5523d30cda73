"""The key of an encrypted file, and the slots that hold it wrapped under each user's password."""

import base64
import hmac
import json
import os
import secrets
import unicodedata
from dataclasses import asdict, astuple, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from triage_app.domain.problems import Refused
from triage_app.storage.places import told

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
FORMAT: Final = 1
RECOVERY: Final = ""  # no user has an empty name
# Base 32 without the letters that are read as another: 24 of them are 120 bits.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LETTERS: Final = 24
GROUP: Final = 4
READ_AS: Final = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a password costs: passes, kibibytes, lanes."""

    passes: int
    memory: int
    lanes: int


FULL_COST: Final = Cost(passes=3, memory=128 * 1024, lanes=4)  # a fifth of a second
MOST_COST: Final = Cost(passes=16, memory=1024 * 1024, lanes=16)


@dataclass(frozen=True, slots=True)
class Slot:
    """The key, wrapped for one holder: a user, or whoever holds the printed code."""

    label: str  # the holder's name, keyed: the file tells nobody who works here
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class Slots:
    """Every slot of one file."""

    caseload: str  # binds the slots to their file: they cannot be moved to another
    slots: tuple[Slot, ...] = field(default=())
    scheme: str = ""  # its family: another's caseload is told from this one by it, unopened

    def label(self, holder: str) -> str:
        """Return what a holder's slot is called."""
        name = unicodedata.normalize("NFC", holder).casefold()
        return hmac.digest(self.caseload.encode(), name.encode(), "sha256").hex()

    def of(self, holder: str) -> Slot | None:
        """Return a holder's slot."""
        label = self.label(holder)
        return next((one for one in self.slots if one.label == label), None)

    def without(self, holder: str) -> "Slots":
        """Return the slots but a holder's."""
        label = self.label(holder)
        return replace(self, slots=tuple(one for one in self.slots if one.label != label))

    def with_slot(self, holder: str, secret: str, key: bytes, cost: Cost) -> "Slots":
        """Return the slots with the key wrapped for a holder, in place of their slot till now."""
        return replace(
            self, slots=(*self.without(holder).slots, wrap(self, holder, secret, key, cost))
        )


def new_key() -> bytes:
    """Return a key nobody could guess."""
    return secrets.token_bytes(KEY_BYTES)


def new_code() -> str:
    """Return a recovery code to print: six groups of four letters and figures."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
    return "-".join(letters[at : at + GROUP] for at in range(0, CODE_LETTERS, GROUP))


def read_code(typed: str) -> str:
    """Return a recovery code as it was printed, whatever way it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(READ_AS)


def wrap(slots: Slots, holder: str, secret: str, key: bytes, cost: Cost) -> Slot:
    """Wrap the key under a password; what it cost and whose it is cannot be altered later."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    slot = Slot(slots.label(holder), cost, _text(salt), _text(nonce), "")
    sealed = AESGCM(_derived(secret, salt, cost)).encrypt(nonce, key, _bound(slots, slot))
    return replace(slot, wrapped=_text(sealed))


def unwrap(slots: Slots, holder: str, secret: str, least: Cost) -> bytes | None:
    """Return the key, or None for any wrong answer; each takes as long as the right one."""
    slot = slots.of(holder)
    if slot is None or not allowed(slot.cost, least):
        _derived(secret, bytes(SALT_BYTES), least)
        return None
    try:
        key = _derived(secret, _bytes(slot.salt), slot.cost)
        return AESGCM(key).decrypt(_bytes(slot.nonce), _bytes(slot.wrapped), _bound(slots, slot))
    except (InvalidTag, ValueError, HashingError):
        return None


def allowed(cost: Cost, least: Cost) -> bool:
    """Say whether a slot is neither cheaper to guess at than allowed, nor a trap for the memory."""
    return all(
        low <= found <= high
        for low, found, high in zip(astuple(least), astuple(cost), astuple(MOST_COST), strict=True)
    )


def read_slots(path: Path) -> Slots:
    """Read the slots beside a file."""
    try:
        return parsed(path.read_bytes())
    except OSError as error:
        raise Refused("storage.keys_missing", file=path.name) from error


def parsed(data: bytes) -> Slots:
    """Return the slots a file holds; refuse anything else in words."""
    try:
        held = json.loads(data)
        if held["format"] != FORMAT:
            raise Refused("storage.newer_version")
        slots = tuple(_slot(one) for one in held["slots"])
        return Slots(str(held["caseload"]), slots, str(held["scheme"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("storage.keys_damaged") from error


def serialised(slots: Slots) -> bytes:
    """Return the slots as they are kept."""
    held = {
        "format": FORMAT,
        "caseload": slots.caseload,
        "scheme": slots.scheme,
        "slots": [asdict(one) for one in slots.slots],
    }
    return json.dumps(held, indent=1).encode()


def write_slots(path: Path, slots: Slots) -> None:
    """Keep the slots beside a file, the old or the new ones whatever happens meanwhile."""
    write_whole(path, serialised(slots))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there as it was or as it will be, and nothing between."""
    draft = path.with_suffix(path.suffix + ".new")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise told(error, path.parent) from error


def sync_folder(folder: Path) -> None:
    """Have the disk remember a renamed file; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _slot(held: dict[str, Any]) -> Slot:
    cost = Cost(**{name: int(value) for name, value in held["cost"].items()})
    return Slot(**{**{name: str(value) for name, value in held.items()}, "cost": cost})  # type: ignore[arg-type]


def _derived(secret: str, salt: bytes, cost: Cost) -> bytes:
    password = unicodedata.normalize("NFC", secret).encode()
    return hash_secret_raw(password, salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


def _bound(slots: Slots, slot: Slot) -> bytes:
    whose = slots.caseload, slots.scheme, slot.label
    return json.dumps([FORMAT, *whose, asdict(slot.cost), slot.salt]).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
