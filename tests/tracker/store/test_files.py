"""Files of evidence on the disk: each content once, whole or not at all, and never another than was accepted."""

import hashlib
import os
import resource
import threading
from pathlib import Path

import pytest

from tests.support import evidence_files
from tracker.store.errors import StoreFull, StoreUnavailable
from tracker.store.files import FOLDER, FileAltered, FileMissing, Files

CONTENT = evidence_files.PDF
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def stored(home: Path) -> list[Path]:
    return sorted(path for path in (home / FOLDER).rglob("*") if path.is_file())


def test_a_content_lies_under_its_fingerprint_for_its_owner_alone(files: Files, tmp_path: Path) -> None:
    assert files.put(CONTENT) == SHA256
    (path,) = stored(tmp_path)
    assert path == tmp_path / FOLDER / SHA256[:2] / SHA256
    assert path.stat().st_mode & 0o777 == 0o600
    assert files.read(SHA256) == CONTENT


def test_the_same_content_is_kept_once(files: Files, tmp_path: Path) -> None:
    files.put(CONTENT)
    (path,) = stored(tmp_path)
    before = path.stat().st_mtime_ns
    assert files.put(CONTENT) == SHA256
    assert stored(tmp_path) == [path]
    assert path.stat().st_mtime_ns == before


def test_eight_who_bring_the_same_file_at_once_leave_one(files: Files, tmp_path: Path) -> None:
    threads = [threading.Thread(target=files.put, args=(CONTENT,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.name for path in stored(tmp_path)] == [SHA256]
    assert files.read(SHA256) == CONTENT


def test_what_was_altered_or_is_gone_is_said_and_brought_back_by_the_true_file(
    files: Files, tmp_path: Path
) -> None:
    files.put(CONTENT)
    (path,) = stored(tmp_path)
    path.write_bytes(CONTENT + b"!")
    with pytest.raises(FileAltered):
        files.read(SHA256)
    files.put(CONTENT)
    assert files.read(SHA256) == CONTENT
    path.unlink()
    with pytest.raises(FileMissing):
        files.read(SHA256)


@pytest.mark.parametrize("name", ["", "..", "../store.sqlite", "AB" * 32, "ab" * 31, f"{'ab' * 31}/x"])
def test_a_name_that_is_no_fingerprint_never_reaches_the_disk(files: Files, name: str) -> None:
    with pytest.raises(ValueError, match="not a fingerprint"):
        files.read(name)


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    """The kernel itself refuses: no file of this process may grow past 4 KB while it is tried."""
    files = Files(tmp_path)
    files.put(b"kecil")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StoreFull):
            files.put(b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in stored(tmp_path)] == [hashlib.sha256(b"kecil").hexdigest()]


def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    files, user = Files(tmp_path), os.geteuid()
    if user == 0:  # who may write everywhere becomes somebody who may not
        os.seteuid(65534)
    try:
        with pytest.raises(StoreUnavailable, match="Permission denied"):
            files.put(CONTENT)
    finally:
        os.seteuid(user)


def test_a_home_that_is_no_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "rumah").write_text("bukan folder")
    with pytest.raises(StoreUnavailable, match="berkas"):
        Files(tmp_path / "rumah").put(CONTENT)
