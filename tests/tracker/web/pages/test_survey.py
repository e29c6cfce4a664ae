"""Survei: opened, filled in form by form or from a file, read, closed; and its low elements become follow-ups."""

from hashlib import sha256

import pytest
from httpx import Response
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.office import CODE
from tests.support.workbook import packed, workbook
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import Uploads, follow_ups, form_of, send, send_with, words
from tracker.application import indicators
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain.indicator import IndicatorDefined
from tracker.domain.role import Role
from tracker.domain.survey.elements import Element

LIST = "/survei"
PDF = b"%PDF-1.4\n%%EOF\n"
HEADER = ",".join(Element)
GOOD = {element.value: "4" for element in Element}


def opened(client: Client, **typed: str) -> str:
    """The address of the survey's page."""
    answer = send(client, LIST, "/survei/buka", **({"name": "SKM 2026"} | typed))
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["location"])


def filled(client: Client, survey: str, **answers: str) -> None:
    answer = send(client, f"{survey}/isi", f"{survey}/isi", **(GOOD | answers))
    assert answer.status_code == 303, words(answer)


def uploaded(client: Client, survey: str, *rows: str, header: str = HEADER) -> object:
    content = "\n".join((header, *rows)).encode()
    return send_with(client, survey, f"{survey}/berkas", [("file", ("skm.csv", content))])


def test_staff_fill_in_one_form_after_the_other_and_the_index_follows(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    survey = opened(client, population="50")
    answer = send(
        client, f"{survey}/isi", f"{survey}/isi", do="lagi", layanan="KTP-el", tanggal="2026-03-10",
        umur="20-29", suggestion="Tambah kursi tunggu", **GOOD,
    )  # fmt: skip
    assert answer.headers["location"].startswith(f"{survey}/isi?")
    again = form_of(client.get(answer.headers["location"]), f"{survey}/isi")
    assert (again["layanan"], again["tanggal"], again["waktu"]) == ("KTP-el", "2026-03-10", "")
    filled(client, survey, waktu="2", biaya="")
    news = words(client.get("/"))
    assert "Survei SKM 2026" in news
    assert "mencatat satu isian" not in news
    seen = words(client.get(survey))
    for part in (
        "97,22",
        "mutu A – Sangat Baik",
        "2 kurang dari sampel minimum 44",
        "Isian tidak lengkap 1",
        "Waktu penyelesaian perlu perbaikan",
        "1/9 (tepat)",
        "KTP-el",
        "Tambah kursi tunggu",
    ):
        assert part in seen, part


def test_a_file_is_uploaded_and_its_faults_are_all_named(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    survey = opened(client)
    refused = uploaded(client, survey, "4,4,4,4,4,4,4,4,5", "x,4,4,4,4,4,4,4,4")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    seen = words(refused)  # type: ignore[arg-type]
    assert "Baris 2, sarana: “5” bukan jawaban" in seen
    assert "Baris 3, persyaratan: “x” bukan jawaban" in seen
    named = uploaded(client, survey, "Budi,4,4,4,4,4,4,4,4,4", header=f"Nama,{HEADER}")
    assert "data pribadi" in words(named)  # type: ignore[arg-type]
    assert uploaded(client, survey, "4,4,4,4,4,4,4,4,4").status_code == 303  # type: ignore[attr-defined]
    assert "100,00" in words(client.get(survey))
    again = uploaded(client, survey, "4,4,4,4,4,4,4,4,4")
    assert "sudah diimpor" in words(again)  # type: ignore[arg-type]


def test_low_elements_become_outcomes_and_the_lineage_is_seen_from_both_ends(signed_in: SignIn) -> None:
    client = signed_in(Role.KASI)
    survey = opened(client)
    filled(client, survey, waktu="2", sarana="1")
    chosen = form_of(client.get(survey), "/kegiatan/baru")
    assert {name for name in chosen if name.startswith("unsur.")} == {"unsur.waktu", "unsur.sarana"}
    page = client.get("/kegiatan/baru", params=chosen)
    data = form_of(page, "/kegiatan/baru")
    assert data["outcomes.0.text"].startswith("Perbaikan unsur Waktu penyelesaian (nilai 50,00, mutu D)")
    assert data["outcomes.1.origin"] == f"{survey.removeprefix('/survei/')}:sarana"
    answer = client.post("/kegiatan/baru", data=data, follow_redirects=False)
    assert answer.status_code == 303, words(answer)
    coordination = answer.headers["location"].partition("#")[0]
    assert "unsur Sarana dan prasarana" in words(client.get(coordination))
    (first, _) = follow_ups(client, coordination)
    assert f'href="{survey}"' in client.get(first).text
    assert "unsur Waktu penyelesaian" in words(client.get(first))
    seen = client.get(survey)
    assert "Tindak lanjut dari survei ini" in words(seen)
    assert first in seen.text


def test_an_origin_that_is_none_is_refused(signed_in: SignIn) -> None:
    client = signed_in(Role.KASI)
    for wrong, status in (("00000000-0000-0000-0000-000000000001:waktu", 422), ("x:waktu", 422)):
        answer = send(
            client, "/kegiatan/baru", "/kegiatan/baru", title="Rapat",
            outcomes__0__text="Hasil", outcomes__0__origin=wrong,
        )  # fmt: skip
        assert answer.status_code == status


def test_leaders_change_the_weight_close_and_open_again_with_reasons(signed_in: SignIn) -> None:
    client = signed_in(Role.KASI)
    survey = opened(client)
    filled(client, survey)
    assert send(client, survey, f"{survey}/bobot", weight="0.11").status_code == 422
    assert send(client, survey, f"{survey}/bobot", weight="0.11", reason="SK Bupati").status_code == 303
    assert "99,00" in words(client.get(survey))
    assert send(client, survey, f"{survey}/tutup").status_code == 303
    closed = client.get(survey)
    assert f"{survey}/berkas" not in closed.text
    assert "tidak menerima jawaban lagi" in words(client.get(f"{survey}/isi"))
    assert send(client, survey, f"{survey}/buka-kembali", reason="Ada formulir susulan").status_code == 303
    assert "membuka kembali survei ini" in words(client.get(survey))


def test_a_workbook_is_read_whole_or_its_cells_are_named(signed_in: SignIn) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    client = signed_in(Role.STAF)
    survey = opened(client)

    def sent(content: bytes) -> Response:
        return send_with(client, survey, f"{survey}/berkas", [("file", ("skm.xlsx", content))])

    computing = sent(workbook(list(Element), ["=1+1"] + ["4"] * 8))
    assert computing.status_code == 422
    assert "Baris 2, persyaratan: sel A2 berisi rumus yang belum dihitung" in words(computing)
    whole = workbook(list(Element), [4] * 9, then=hide)
    for content, told in (
        (whole[: len(whole) // 2], "rusak atau tidak lengkap"),
        (packed(whole, {"xl/media/1.png": bytes(33 << 20)}), "lebih besar dari 32 MB"),
    ):
        answer = sent(content)
        assert (answer.status_code, told in words(answer)) == (422, True)
    assert sent(whole).status_code == 303
    assert "Jawaban diimpor. Baris tersembunyi ikut dibaca: 2." in words(client.get(survey))


def test_a_form_typed_wrong_is_taken_back_with_a_reason(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    survey = opened(client)
    filled(client, survey)
    filled(client, survey, waktu="1")
    text = client.get(survey).text
    choice = next(part.partition('"')[0] for part in text.split('value="')[1:] if part.startswith("isian:"))
    assert send(client, survey, f"{survey}/tarik-jawaban", what=choice).status_code == 422
    answer = send(client, survey, f"{survey}/tarik-jawaban", what=choice, reason="Salah ketik")
    assert answer.status_code == 303, words(answer)
    assert "100,00" in words(client.get(survey))


def test_words_of_a_respondent_are_erased_by_a_leader(signed_in: SignIn) -> None:
    client = signed_in(Role.KASI)
    survey = opened(client)
    filled(client, survey, suggestion="Pak Budi ramah")
    assert "Pak Budi ramah" in words(client.get(survey))
    refused = send(client, survey, f"{survey}/hapus-saran")
    assert refused.status_code == 422
    assert "Isi alasannya" in words(refused)
    assert "Pak Budi ramah" in words(client.get(survey))
    assert send(client, survey, f"{survey}/hapus-saran", reason="Menyebut nama").status_code == 303
    assert "Pak Budi ramah" not in words(client.get(survey))


def test_a_finished_value_is_stated_with_its_report(signed_in: SignIn, tracker: Tracker) -> None:
    definition = IndicatorDefined(
        office=CODE, code="ikm", number=2, official_name="IKM", label="Indeks Kepuasan", document="Uji", rule=None
    )  # fmt: skip
    indicators.define(tracker, operator(), Asked(request_id="ikm"), definition)
    client = signed_in(Role.KASI)
    typed = {
        "name": "SKM kabupaten",
        "ikm": "88,95",
        "respondents": "1.783",
        "evidence__dated_on": "2026-03-01",
    }
    wrong = send(client, LIST, "/survei/nilai-jadi", **(typed | {"ikm": "101"}))
    assert wrong.status_code == 422
    assert "IKM harus antara 25 dan 100" in words(wrong)
    assert form_of(wrong, "/survei/nilai-jadi")["respondents"] == "1.783"
    report: Uploads = [("evidence.file", ("laporan.pdf", PDF))]
    answer = send_with(client, LIST, "/survei/nilai-jadi", report, **typed)
    assert answer.status_code == 303, words(answer)
    page = client.get(answer.headers["location"])
    assert "Nilai jadi menurut Dokumen/laporan" in words(page)
    assert client.get(f"/bukti/{sha256(PDF).hexdigest()}").content == PDF
    assert f"/bukti/{sha256(PDF).hexdigest()}" in page.text
    dashboard = words(client.get("/"))
    assert "88,95 mutu A – Sangat Baik" in dashboard
    explained = words(client.get("/indikator/ikm"))
    assert "survei untuk periode ini sendiri" in explained
    assert "n/a" in words(client.get("/indikator/ikm?periode=TW1"))
    assert client.get("/indikator/ikm?tahun=1900").status_code == 422


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_who_only_reads_is_offered_no_step(signed_in: SignIn, role: Role) -> None:
    survey = opened(signed_in(Role.STAF))
    reader = signed_in(role)
    page = reader.get(survey)
    assert page.status_code == 200
    assert "<details" not in page.text.partition("<main")[2]
    assert reader.get(f"{survey}/isi").status_code == 403
    assert "/survei/buka" not in reader.get(LIST).text


def test_what_does_not_exist_is_not_found(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    survey = opened(client)
    assert client.get("/survei/00000000-0000-0000-0000-000000000001").status_code == 404
    assert client.get("/kegiatan/baru?survei=x").status_code == 404
    assert client.get(f"{survey}/pesta").status_code == 404
    assert client.get(f"{survey}/tutup", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("step", ["buka", "nilai-jadi"])
def test_the_address_of_a_refused_form_leads_back_to_the_form(signed_in: SignIn, step: str) -> None:
    answer = signed_in(Role.CAMAT).get(f"/survei/{step}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/survei#{step}.isian")
