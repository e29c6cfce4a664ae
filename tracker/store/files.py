"""Files of evidence, beside the log and never in it: each content once, under the fingerprint that the log names.

`<home>/berkas/ab/abcdef…`. What is read is compared with its name, so that nobody is handed another content than the
one that was accepted; the log itself proves which one that was.
"""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from tracker.domain.evidence_file import is_sha256
from tracker.store.errors import StoreError, StoreFull, StoreUnavailable

FOLDER = "berkas"

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FileMissing(StoreError):
    """The index knows the file, the disk has it no longer."""


class FileAltered(StoreError):
    """What stands on the disk is not what was accepted."""


class Files:
    """Safe to share between threads and processes. The folder is made with the first file."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def put(self, content: bytes) -> str:
        """The content's SHA-256. Whole and on disk when it returns, or not there at all; one that is there is left
        as it is, unless it is damaged.

        Raises StoreFull, StoreUnavailable.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        with _plainly():
            if not _is_whole(path, sha256):
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write(path, content)
                for folder in (path.parent, self._folder, self._folder.parent):
                    _sync_folder(folder)
        return sha256

    def read(self, sha256: str) -> bytes:
        """Raises FileMissing, FileAltered, StoreUnavailable."""
        with _plainly():
            try:
                content = self._path(sha256).read_bytes()
            except FileNotFoundError as error:
                raise FileMissing(sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileAltered(sha256)
        return content

    def _path(self, sha256: str) -> Path:
        if not is_sha256(sha256):
            raise ValueError(f"not a fingerprint: {sha256!r}")
        return self._folder / sha256[:2] / sha256


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreFull("the disk is full") from error
        raise StoreUnavailable(f"berkas: {error.strerror or error}") from error


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Under another name first: a reader sees the whole file or none."""
    beside = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """A renamed file is lasting when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
