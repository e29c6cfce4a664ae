"""What an office keeps of its files, on both stores: once each, under one name, and for its own readers alone."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import evidence_files as scans
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application import coordinations, evidence_files
from tracker.application.accounts import actor_of
from tracker.application.actor import Actor, operator
from tracker.application.command import Asked
from tracker.application.evidence_files import Upload, damaged, fetch, keep, kept_file
from tracker.application.tracker import Tracker
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.role import Role
from tracker.store.files import FOLDER
from tracker.store.kept import attachment

SCAN = Upload(name="BA 7.pdf", content=scans.PDF)
SHA256 = hashlib.sha256(scans.PDF).hexdigest()


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, FixedClock(), tmp_path) as office:
        yield office


@pytest.fixture
def tracker(office: OfficeAtWork) -> Tracker:
    return office.tracker


def actor(tracker: Tracker, role: Role, code: str = CODE) -> Actor:
    return actor_of(tracker, username(role, code), "web")


def prove(office: OfficeAtWork, sha256: str) -> None:
    """An activity of the office with that file as its evidence."""
    tracker, staff = office.tracker, actor(office.tracker, Role.STAF)
    today = tracker.today(tracker.office(CODE))
    meeting = coordinations.LogCoordination(office=CODE, kind="fasilitasi", title="Rapat", held_on=today)
    logged = coordinations.log(tracker, staff, Asked(request_id=f"rapat {sha256}"), meeting)
    attach = coordinations.AttachEvidence(
        coordination_id=logged.id, type=EvidenceType.BERITA_ACARA, dated_on=today, file=sha256
    )
    coordinations.attach_evidence(tracker, staff, Asked(request_id=f"bukti {sha256}"), attach)
    office.catch_up()


def test_the_same_content_has_one_name_in_an_office_and_its_own_in_another(tracker: Tracker) -> None:
    set_up_office(tracker, OTHER)
    staff, others = actor(tracker, Role.STAF), actor(tracker, Role.STAF, OTHER)
    first = keep(tracker, staff, CODE, SCAN)
    assert (first.sha256, first.name) == (SHA256, "BA 7.pdf")
    again = Upload(name="salinan.pdf", content=scans.PDF)
    assert keep(tracker, staff, CODE, again) == first
    assert keep(tracker, others, OTHER, again).name == "salinan.pdf"
    assert kept_file(tracker, CODE, SHA256) == first


def test_who_may_not_record_may_not_upload_and_nobody_for_another_office(
    tracker: Tracker, tmp_path: Path
) -> None:
    set_up_office(tracker, OTHER)
    with pytest.raises(Forbidden):
        keep(tracker, actor(tracker, Role.AUDITOR), CODE, SCAN)
    with pytest.raises(NotFound):
        keep(tracker, actor(tracker, Role.CAMAT), OTHER, SCAN)
    assert not (tmp_path / FOLDER).exists()


@pytest.mark.parametrize("sha256", ["ab" * 32, "", "AB" * 32, "../../secret", SHA256.upper()])
def test_what_was_never_uploaded_is_refused_at_its_field(tracker: Tracker, sha256: str) -> None:
    keep(tracker, actor(tracker, Role.STAF), CODE, SCAN)
    with pytest.raises(Refused, match="belum diunggah") as refused:
        kept_file(tracker, CODE, sha256, "evidence.3.file")
    assert refused.value.field == "evidence.3.file"


def test_a_file_is_given_out_once_the_log_names_it_and_to_its_own_office_alone(office: OfficeAtWork) -> None:
    tracker = office.tracker
    set_up_office(tracker, OTHER)
    keep(tracker, actor(tracker, Role.STAF), CODE, SCAN)
    keep(tracker, actor(tracker, Role.STAF, OTHER), OTHER, SCAN)
    office.catch_up()
    with pytest.raises(NotFound):
        fetch(tracker, actor(tracker, Role.CAMAT), SHA256)
    prove(office, SHA256)
    for role in (Role.CAMAT, Role.STAF, Role.AUDITOR):
        file, content = fetch(tracker, actor(tracker, role), SHA256)
        assert (file.name, content) == ("BA 7.pdf", scans.PDF)
    for stranger in (actor(tracker, Role.CAMAT, OTHER), actor(tracker, Role.AUDITOR, OTHER), operator()):
        with pytest.raises(NotFound):
            fetch(tracker, stranger, SHA256)


def test_a_file_that_is_gone_altered_or_unknown_is_named(office: OfficeAtWork, tmp_path: Path) -> None:
    tracker, staff = office.tracker, actor(office.tracker, Role.STAF)
    names = ("utuh.pdf", "hilang.pdf", "berubah.pdf", "tak terdaftar.pdf")
    files = {name: keep(tracker, staff, CODE, Upload(name=name, content=scans.pdf(name))) for name in names}
    for file in files.values():
        prove(office, file.sha256)
    assert list(damaged(tracker, every=True)) == []

    def path(name: str) -> Path:
        sha256 = files[name].sha256
        return tmp_path / FOLDER / sha256[:2] / sha256

    path("hilang.pdf").unlink()
    path("berubah.pdf").write_bytes(b"%PDF- lain")
    with tracker.kept.begin() as connection:
        connection.execute(attachment.delete().where(attachment.c.name == "tak terdaftar.pdf"))
    said = sorted(damaged(tracker, every=True))
    assert len(said) == 3
    assert "“berubah.pdf”" in said[0]
    assert "tidak sama dengan sidik jarinya" in said[0]
    assert "“hilang.pdf”" in said[1]
    assert said[1].endswith("tidak ada. Pulihkan dari cadangan.")
    assert files["tak terdaftar.pdf"].sha256[:12] in said[2]


def test_a_sample_is_another_one_each_day(
    office: OfficeAtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker = office.tracker
    office.catch_up()
    staff = actor(tracker, Role.STAF)
    for number in range(8):
        content = scans.pdf(str(number))
        keep(tracker, staff, CODE, Upload(name=f"{number}.pdf", content=content))
    for path in (tmp_path / FOLDER).rglob("*"):
        if path.is_file():
            path.write_bytes(b"lain")
    monkeypatch.setattr(evidence_files, "SAMPLE", 2)
    clock = tracker.clock
    assert isinstance(clock, FixedClock)
    seen: set[str] = set()
    for _ in range(20):
        said = list(damaged(tracker, every=False))
        assert len(said) == 2
        seen |= set(said)
        clock.advance(days=1)
    assert len(seen) == 8
