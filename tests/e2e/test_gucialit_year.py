"""Kecamatan Gucialit's first quarter of 2026: activities, what proves them, what came of them, and the frozen table.

| Activity | Evidence | Output | Counted | Fulfilled |
|---|---|---|---|---|
| Rapat koordinasi | minutes ratified, with attendance | – | yes | no: a meeting proves, and is never an output |
| Fasilitasi APBDes | dokumen/laporan | rekomendasi | yes | yes |
| Fasilitasi produk hukum | – | SK Camat | yes: an output also proves | yes |
| Fasilitasi pemilihan BPD | rekomendasi | – | yes | no |
| Fasilitasi batas desa | – | berita acara | yes | yes |
| Fasilitasi sengketa tanah | – | – | no: without evidence | |
| Fasilitasi izin usaha | – | SK Camat | no: outside the authority | |

Dilaksanakan 7 = dihitung 5 + tanpa bukti 1 + di luar kewenangan 1; realisasi 3 ÷ 5 = 60,00; target 80, capaian 75,00,
Sedang. The kabupaten's own survey gave IKM 84,75, typed in with its report; target 82,5, capaian 84,75 ÷ 82,5 = 102,73,
Sangat Tinggi. Mean (75,00 + 102,73) ÷ 2 = 88,87 (88,865 half-up).
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.officials import (
    PDF,
    Expected,
    Fields,
    Official,
    SignIn,
    adopt,
    at,
    empty_demo,
    expect_quarter,
    freeze,
    keep_minutes,
    log_meeting,
    office_open,
    set_targets,
)
from tests.support.product import Product

pytestmark = pytest.mark.browser

IN_MARCH = datetime(2026, 3, 30, 2, tzinfo=UTC)
IN_APRIL = datetime(2026, 4, 8, 2, tzinfo=UTC)
CAMAT, NOTE_TAKER, PLANNING, SERVICES, INSPECTOR = (
    f"{who}.gucialit" for who in ("camat", "notulis", "kasubbag.perencanaan", "kasi.pelayanan", "auditor")
)

MEETING = "Rapat koordinasi lintas sektor"
OUTSIDE = "Fasilitasi izin usaha pertambangan"
ACTIVITIES: dict[str, tuple[str | None, str | None]] = {
    MEETING: (None, None),
    "Fasilitasi penyusunan APBDes": ("dokumen_laporan", "rekomendasi"),
    "Fasilitasi produk hukum desa": (None, "sk_camat"),
    "Fasilitasi pemilihan BPD": ("rekomendasi", None),
    "Fasilitasi penegasan batas desa": (None, "berita_acara"),
    "Fasilitasi sengketa tanah": (None, None),
    OUTSIDE: (None, "sk_camat"),
}
"""Evidence and output of each."""

FASILITASI, IKM = (
    "Persentase hasil Fasilitas dan Koordinasi yang ditindaklanjuti",
    "Indeks Kepuasan Masyarakat",
)
TABLE = {
    FASILITASI: Expected("60,00 %", "3 dari 5", "80,00", "75,00 %", "Sedang"),
    IKM: Expected("84,75", "SKM Triwulan I 2026", "82,50", "102,73 %", "Sangat Tinggi"),
}

TARGETS = {"fasilitasi_koordinasi": "80", "ikm": "82,5"}


def test_the_first_quarter_is_frozen_as_it_was_worked_out_by_hand(
    product: Product, browser: Browser, tmp_path: Path
) -> None:
    empty_demo(product, IN_MARCH)
    with at(product, IN_MARCH) as url, office_open(browser, url) as sign_in:
        for code, target in TARGETS.items():
            set_targets(sign_in(PLANNING), code, 2026, {"Setahun": target, "Triwulan I": target})
            adopt(sign_in(CAMAT), code, "188.4/7/2026", date(2026, 1, 5))
        log_the_quarter(sign_in, tmp_path)
        state_the_survey(sign_in(SERVICES), tmp_path)
    with at(product, IN_APRIL) as url, office_open(browser, url) as sign_in:
        freeze(sign_in(PLANNING), sign_in(CAMAT), "2026/TW1", "900/4/2026")
        inspector = sign_in(INSPECTOR)
        expect_quarter(inspector, TABLE, "Rata-rata capaian 88,87 %")
        inspector.open("/penetapan/2026/TW1")
        told = inspector.table("Angka yang ditetapkan")[FASILITASI][4]
        assert "dilaksanakan 7 = dihitung 5 + informatif 0 + tanpa bukti 1 + di luar kewenangan 1" in told


def state_the_survey(services: Official, folder: Path) -> None:
    """The kabupaten's own application computed it; its report is the evidence."""
    report = folder / "laporan SKM.pdf"
    report.write_bytes(PDF)
    services.open("/survei")
    typed: Fields = {
        "Nama survei": "SKM Triwulan I 2026, aplikasi kabupaten",
        "Tahun": "2026",
        "Periode": "TW1",
        "Nilai IKM": "84,75",
        "Jumlah responden": "150",
        "Jenis": "dokumen_laporan",
        "Nomor laporan": "060/3/2026",
        "Tanggal laporan": date(2026, 3, 27),
        "Berkas": report,
    }
    assert services.step("nilai-jadi", typed, "Catat nilai jadi") == "Nilai jadi dicatat."


def log_the_quarter(sign_in: SignIn, folder: Path) -> None:
    note_taker = sign_in(NOTE_TAKER)
    for number, (title, (evidence, output)) in enumerate(ACTIVITIES.items()):
        held_on = date(2026, 3, 17 + number)
        kind = "rapat_koordinasi" if title == MEETING else "fasilitasi"
        activity = log_meeting(
            note_taker, title, held_on, "pemerintahan", (), kind=kind, outside_authority=title == OUTSIDE
        )
        if title == MEETING:
            note = "Jadwal fasilitasi triwulan ini disepakati"
            keep_minutes(note_taker, sign_in(CAMAT), activity.address, note, "Camat", "Kasi Pemerintahan")
        for step, document, said, button in (
            ("bukti", evidence, "Bukti dukung dilampirkan.", "Lampirkan bukti dukung"),
            ("keluaran", output, "Keluaran dicatat.", "Catat keluaran"),
        ):
            if document is None:
                continue
            file = folder / f"{step} {number}.pdf"
            file.write_bytes(PDF + f"% {title}\n".encode())
            typed: Fields = {
                "Jenis": document,
                "Nomor dokumen": f"400/{number}/2026",
                "Tanggal dokumen": held_on,
                "Berkas": file,
            }
            assert note_taker.step(step, typed, button) == said
