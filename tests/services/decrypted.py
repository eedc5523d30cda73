"""An encrypted file as it reads with its key, page by page: what is freed, and what is written."""

from contextlib import closing

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.conftest import KEY
from triage_app.storage.sqlcipher import unguarded

PAGE, RESERVED = 4096, 80  # of SQLCipher 4: sixteen bytes of a page's own, and its seal


def pages(path, key=KEY):
    """Every page of an encrypted file as it reads with its key, free ones among them."""
    with closing(unguarded(path, key)) as bare:
        bare.execute("SELECT count(*) FROM setting").fetchone()
        data = path.read_bytes()
    return b"".join(opened(data[at : at + PAGE], at == 0, key) for at in range(0, len(data), PAGE))


def written(path, key=KEY):
    """Every page in the log of writes: a head of 32 bytes, and one of 24 before each page."""
    wal = path.with_name(path.name + "-wal")
    data = wal.read_bytes() if wal.exists() else b""
    step = PAGE + 24
    return b"".join(
        opened(data[at + 24 : at + step], data[at : at + 4] == b"\0\0\0\1", key)
        for at in range(32, len(data), step)
    )


def opened(page, first, key):
    salt = 16 if first else 0  # the first page begins with the file's salt
    end = PAGE - RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[salt:end]) + cipher.finalize()
