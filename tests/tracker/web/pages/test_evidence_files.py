"""Files of evidence through the pages: attached in a form, shown beside what they prove, handed to nobody else."""

import hashlib
import re
import resource
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.support import evidence_files as scans
from tests.support.office import OTHER, PASSWORD, set_up_office, username
from tests.tracker.web.browsing import Client, post_sign_in
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import Uploads, follow_ups, form_of, log, send_with, words
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.tracker import Tracker
from tracker.domain.evidence_file import MAX_FILE
from tracker.domain.role import Role
from tracker.store import kept
from tracker.store.files import FOLDER

DONE = {"evidence__0__type": "berita_acara", "evidence__0__number": "BA-7", "evidence__0__today": "ya"}
BIG = b"\n" * MAX_FILE


@pytest.fixture
def staff(signed_in: SignIn) -> Client:
    return signed_in(Role.STAF)


@pytest.fixture
def pages(staff: Client) -> list[str]:
    """Two follow-ups of one coordination."""
    who = "position:staf_pemerintahan"
    return follow_ups(
        staff,
        log(staff, {"text": "Surat dikirim", "in_charge": who}, {"text": "Warga didata", "in_charge": who}),
    )


def file(content: bytes, name: str = "Berita acara.pdf", field: str = "evidence.0.file") -> Uploads:
    return [(field, (name, content))]


def report(client: Client, page: str, files: Uploads, **typed: str) -> httpx.Response:
    return send_with(client, page, f"{page}/lapor-selesai", files, **(DONE | typed))


def address(content: bytes) -> str:
    return f"/bukti/{hashlib.sha256(content).hexdigest()}"


def on_disk(home: Path) -> list[str]:
    return sorted(path.name for path in (home / FOLDER).rglob("*") if path.is_file())


def test_a_scan_is_attached_shown_and_given_back_as_it_was(
    staff: Client, pages: list[str], signed_in: SignIn
) -> None:
    page = pages[0]
    assert report(staff, page, file(scans.PDF)).status_code == 303
    for reader in (staff, signed_in(Role.KASI), signed_in(Role.AUDITOR)):
        seen = reader.get(page)
        assert "Berita acara nomor BA-7, Senin, 16 Maret 2026 Berita acara.pdf 1 KB" in words(seen)
        assert f'href="{address(scans.PDF)}"' in seen.text
        got = reader.get(address(scans.PDF))
        assert (got.status_code, got.content) == (200, scans.PDF)
    assert "(berkas Berita acara.pdf)" in words(staff.get(page))
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-disposition"] == (
        "attachment; filename=\"Berita acara.pdf\"; filename*=UTF-8''Berita%20acara.pdf"
    )
    assert got.headers["content-security-policy"].startswith("default-src 'none'")
    assert "sandbox" in got.headers["content-security-policy"]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"


def test_a_photo_taken_now_needs_no_kind_and_no_date(staff: Client, pages: list[str]) -> None:
    photo = file(scans.PNG, "foto.png", "evidence.0.photo")
    bare = {"evidence__0__type": "", "evidence__0__today": "", "evidence__0__number": ""}
    refused = report(staff, pages[0], photo, **bare, done_on="")
    assert refused.status_code == 422
    form = form_of(refused, f"{pages[0]}/lapor-selesai")
    assert (form["evidence.0.type"], form["evidence.0.dated_on"]) == ("dokumen_laporan", "2026-03-16")
    assert report(staff, pages[0], photo, **bare).status_code == 303
    assert "Dokumen/laporan, Senin, 16 Maret 2026 foto.png" in words(staff.get(pages[0]))


def test_of_another_file_kind_and_date_are_asked_for_at_once(staff: Client, pages: list[str]) -> None:
    bare = {"evidence__0__type": "", "evidence__0__today": ""}
    seen = words(report(staff, pages[0], file(scans.PDF), **bare))
    assert "Pilih jenis bukti" in seen
    assert "Isi tanggal dokumen bukti." in seen


def test_several_files_of_a_row_and_several_rows_are_each_a_piece(staff: Client, pages: list[str]) -> None:
    files = [
        *file(scans.pdf("satu"), "satu.pdf"),
        *file(scans.PNG, "papan.png"),
        *file(scans.DOCX, "SK.docx", "evidence.2.file"),
    ]
    more = {
        "evidence__2__type": "sk_camat",
        "evidence__2__number": "188/1",
        "evidence__1__type": "rekomendasi",
        "evidence__1__today": "ya",
        "evidence__2__today": "ya",
    }
    assert report(staff, pages[0], files, **more).status_code == 303
    seen = words(staff.get(pages[0]))
    assert seen.count("Berita acara nomor BA-7, Senin, 16 Maret 2026 satu.pdf") == 1
    assert "Berita acara nomor BA-7, Senin, 16 Maret 2026 papan.png" in seen
    assert "Rekomendasi, Senin, 16 Maret 2026 Tanpa berkas." in seen
    assert "SK Camat nomor 188/1, Senin, 16 Maret 2026 SK.docx" in seen


def test_only_an_image_is_shown_in_the_browser(staff: Client, pages: list[str]) -> None:
    assert report(staff, pages[0], [*file(scans.PNG, "a.png"), *file(scans.PDF)]).status_code == 303
    assert f"{address(scans.PNG)}?lihat=1" in staff.get(pages[0]).text
    shown = staff.get(f"{address(scans.PNG)}?lihat=1").headers
    assert (shown["content-disposition"][:6], shown["content-type"]) == ("inline", "image/png")
    assert staff.get(f"{address(scans.PDF)}?lihat=1").headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("laporan.pdf", b"MZ\x90 program", "bukan PDF"),
        ("halaman.html", b"<script>alert(1)</script>", "tidak diterima"),
        ("gambar.svg", b"<svg onload='alert(1)'/>", "tidak diterima"),
        ("../../../etc/cron.d/x.pdf", scans.PDF, "folder"),
        ("..\\x.pdf", scans.PDF, "folder"),
        ("besar.pdf", scans.PDF + BIG, "lebih dari 10 MB"),
        ("kosong.pdf", b"", "kosong"),
    ],
)
def test_what_is_no_evidence_is_refused_at_its_field_and_nothing_is_kept(
    staff: Client, pages: list[str], tracker: Tracker, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    head = tracker.store.head()
    answer = report(staff, pages[0], file(content, name), note="Sudah dikirim")
    assert answer.status_code == 422
    assert said in words(answer)
    assert 'href="#lapor-selesai.evidence.0.file"' in answer.text
    form = form_of(answer, f"{pages[0]}/lapor-selesai")
    assert (form["note"], form["evidence.0.number"]) == ("Sudah dikirim", "BA-7")
    assert tracker.store.head() == head
    assert on_disk(tmp_path) == []


def test_a_file_need_not_be_uploaded_again_when_something_else_was_wrong(
    staff: Client, pages: list[str], tmp_path: Path
) -> None:
    action = f"{pages[0]}/lapor-selesai"
    answer = report(staff, pages[0], file(scans.PDF), done_on="2027-01-01")
    assert answer.status_code == 422
    assert "Berita acara.pdf (1 KB, sudah terunggah)" in words(answer)
    again = form_of(answer, action) | {"done_on": "2026-03-16"}
    assert staff.post(action, data=again, follow_redirects=False).status_code == 303
    assert staff.get(address(scans.PDF)).content == scans.PDF
    assert on_disk(tmp_path) == [hashlib.sha256(scans.PDF).hexdigest()]


def test_a_fingerprint_that_the_office_never_uploaded_is_refused(staff: Client, pages: list[str]) -> None:
    action = f"{pages[0]}/lapor-selesai"
    data = form_of(staff.get(pages[0]), action) | {"evidence.0.type": "sk_camat"}
    answer = staff.post(action, data=data | {f"evidence.0.kept.{'ab' * 32}": "ya"})
    assert answer.status_code == 422
    assert "belum diunggah kecamatan ini" in words(answer)


def test_a_file_that_proves_two_follow_ups_and_one_that_is_too_old_are_marked(
    staff: Client, pages: list[str]
) -> None:
    first, second = pages
    report(staff, first, file(scans.PDF))
    assert "juga membuktikan" not in words(staff.get(first))
    old = {"evidence__0__dated_on": "2026-03-10", "evidence__0__today": ""}
    report(staff, second, file(scans.PDF, "nama lain.pdf"), **old)
    assert "berkas ini juga membuktikan Warga didata" in words(staff.get(first))
    seen = words(staff.get(second))
    assert "berkas ini juga membuktikan Surat dikirim" in seen
    assert "lebih tua dari kegiatannya" in seen
    assert "lebih tua" not in words(staff.get(first))
    assert "nama lain.pdf" not in seen


def test_a_coordination_takes_a_file_as_evidence_and_as_output(staff: Client) -> None:
    page = log(staff)
    for step, content in (("bukti", scans.JPEG), ("keluaran", scans.XLSX)):
        name = "hadir.jpg" if step == "bukti" else "daftar.xlsx"
        sent = send_with(
            staff,
            page,
            f"{page}/{step}",
            file(content, name, "evidence.file"),
            evidence__type="dokumen_laporan",
            evidence__today="ya",
        )
        assert sent.status_code == 303, words(sent)
        assert staff.get(address(content)).content == content
    seen = words(staff.get(page))
    assert re.search(
        r"Bukti Dokumen/laporan, .* hadir\.jpg .* Keluaran Dokumen/laporan, .* daftar\.xlsx", seen
    )


def test_what_is_uploaded_but_proves_nothing_is_given_to_nobody(staff: Client, pages: list[str]) -> None:
    assert report(staff, pages[0], file(scans.PDF), done_on="2027-01-01").status_code == 422
    assert staff.get(address(scans.PDF)).status_code == 404


def test_another_office_does_not_find_the_file_even_where_it_knows_the_fingerprint(
    staff: Client, pages: list[str], tracker: Tracker, open_client: Callable[[], Client]
) -> None:
    report(staff, pages[0], file(scans.PDF))
    set_up_office(tracker, OTHER)
    accounts.set_password(tracker, operator(), username(Role.CAMAT, OTHER), PASSWORD)
    stranger = open_client()
    assert post_sign_in(stranger, username(Role.CAMAT, OTHER), PASSWORD).status_code == 303
    unknown = stranger.get(f"/bukti/{'ab' * 32}")
    theirs = stranger.get(address(scans.PDF))
    assert theirs.status_code == unknown.status_code == 404
    assert words(theirs) == words(unknown)
    for name in ("%2e%2e%2fsecret", "secret", "AB" * 32):
        assert stranger.get(f"/bukti/{name}").status_code == 404
    signed_out = open_client().get(address(scans.PDF), follow_redirects=False)
    assert (signed_out.status_code, signed_out.headers["location"].partition("?")[0]) == (303, "/masuk")


def test_what_was_altered_on_the_disk_is_not_handed_out(
    staff: Client, pages: list[str], tmp_path: Path
) -> None:
    report(staff, pages[0], file(scans.PDF))
    (path,) = (one for one in (tmp_path / FOLDER).rglob("*") if one.is_file())
    path.write_bytes(scans.pdf("diubah"))
    altered = staff.get(address(scans.PDF))
    assert altered.status_code == 500
    assert "Isi berkas tidak sama dengan sidik jarinya. Hubungi admin" in words(altered)
    path.unlink()
    missing = staff.get(address(scans.PDF))
    assert missing.status_code == 500
    assert "Berkas ini tidak ada lagi di penyimpanan." in words(missing)


def test_larger_sendings_are_taken_only_where_files_are_expected(staff: Client, pages: list[str]) -> None:
    page = pages[0]
    note = "x" * 300_000
    small = staff.post(
        f"{page}/lapor-kemajuan", data=form_of(staff.get(page), f"{page}/lapor-kemajuan") | {"note": note}
    )
    assert small.status_code == 413
    assert "paling besar 256 KB" in words(small)
    three = [
        *file(scans.PDF + BIG, "a.pdf"),
        *file(scans.PDF + BIG, "b.pdf"),
        *file(scans.PDF + BIG, "c.pdf"),
    ]
    large = report(staff, page, three)
    assert large.status_code == 413
    assert "paling besar 30 MB" in words(large)


def test_one_content_has_one_place_and_one_name_in_an_office(
    staff: Client, pages: list[str], tracker: Tracker, tmp_path: Path
) -> None:
    for page, name in zip(pages, ("a.pdf", "b.pdf"), strict=True):
        assert report(staff, page, file(scans.PDF, name)).status_code == 303
    assert len(on_disk(tmp_path)) == 1
    with tracker.kept.connect() as connection:
        (row,) = connection.execute(kept.attachment.select()).mappings()
    assert (row["name"], row["uploaded_by"], row["size"]) == ("a.pdf", username(Role.STAF), len(scans.PDF))


def test_a_full_disk_is_said_and_nothing_is_kept(
    staff: Client, pages: list[str], tracker: Tracker, tmp_path: Path
) -> None:
    """The kernel itself refuses: no file of this process may grow past 640 KB while the form is sent."""
    head = tracker.store.head()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (640 * 1024, hard))
    try:
        answer = report(staff, pages[0], file(scans.PDF + BIG[: 900 * 1024]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert answer.status_code == 503
    assert "Penyimpanan di server penuh: belum tersimpan." in words(answer)
    assert (tracker.store.head(), on_disk(tmp_path)) == (head, [])
