"""Seri rapat: kept by the office, its meetings, the review that opens each, and the papers to print."""

import pytest

from projections import series as lists
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, offers, send, words
from tests.tracker.web.pages.test_minutes import post, present, ratified
from tracker.domain.role import Role


def keep(signed_in: SignIn) -> Client:
    client = signed_in(Role.SEKCAM)
    added = send(client, "/seri", "/seri", title="Rakor bulanan", code="bulanan")
    assert added.status_code == 303, words(added)
    assert added.headers["location"] == "/seri/bulanan"
    return client


def answerable(client: Client, page: str) -> list[str]:
    """The follow-ups that the form of the review asks of."""
    fields = form_of(client.get(page), f"{page}/tinjau")
    return [name.split(".")[1] for name in fields if name.startswith("review.") and name.endswith(".note")]


def test_a_series_is_added_by_who_may_and_once(signed_in: SignIn) -> None:
    sekcam = keep(signed_in)
    again = send(sekcam, "/seri", "/seri", title="Lagi", code="bulanan")
    assert again.status_code == 409
    assert 'href="#code"' in again.text
    staf = signed_in(Role.STAF).get("/seri")
    assert "Rakor bulanan" in words(staf)
    assert 'action="/seri"' not in staf.text
    assert sekcam.get("/seri/tidak_ada").status_code == 404


def test_a_meeting_opens_with_the_review_and_ratifying_closes_it(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis, camat = signed_in(Role.NOTULIS), signed_in(Role.CAMAT)
    first = log(
        notulis,
        {"text": "Menyusun jadwal", "in_charge": "position:kasi_pemerintahan", "due_on": "2026-12-31"},
        {"text": "Mendata desa", "due_on": "2026-12-31"},
        {"text": "Menunda papan nama", "due_on": "2026-12-31"},
        held_on="2026-02-02",
        series="bulanan",
    )
    second = log(notulis, held_on="2026-03-02", series="bulanan", title="Rapat Maret")
    schedule, survey, sign = (address.rsplit("/", 1)[1] for address in follow_ups(notulis, first))
    assert {schedule, survey, sign} == set(answerable(notulis, second))
    assert post(notulis, second, "tinjau") == 422
    assert post(notulis, second, "tinjau", **{f"review.{survey}.note": "Separuh"}) == 422
    said = {
        f"review.{schedule}.answer": "selesai",
        f"review.{schedule}.note": "Sudah dipasang",
        f"review.{survey}.answer": "proses",
        f"review.{sign}.answer": "lewati",
    }
    assert post(notulis, second, "tinjau", **said) == 303
    seen = words(notulis.get(second))
    assert "rapat ini: selesai" in seen
    assert "Catatan: Sudah dipasang" in seen
    assert "Dilewati sampai dekat batas waktunya (1)" in seen
    post(notulis, second, "tambah-butir", text="Jadwal dibahas")
    ratified(notulis, camat, second)
    history = words(notulis.get(f"/tindak-lanjut/{schedule}"))
    assert "memverifikasi tindak lanjut ini sebagai Camat: selesai" in history
    waiting = words(notulis.get("/seri/bulanan"))
    assert "Mendata desa" in waiting
    assert "Menyusun jadwal" not in waiting


def test_a_meeting_without_a_series_has_nothing_to_review(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    log(notulis, {"text": "Menyusun jadwal"}, held_on="2026-02-02", series="bulanan")
    page = log(notulis, held_on="2026-03-02")
    assert "tinjau" not in offers(notulis.get(page))


def test_the_papers_of_a_planned_meeting_tell_what_is_open(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    log(notulis, {"text": "Menyusun jadwal"}, held_on="2026-02-02", series="bulanan")
    planned = log(notulis, held_on="2026-04-06", series="bulanan", title="Rapat April", agenda="Persiapan")
    assert "Masih terbuka dari rapat sebelumnya" in words(notulis.get(planned))
    papers = words(signed_in(Role.CAMAT).get(f"{planned}/bahan"))
    assert "Rapat April" in papers
    assert "1. Menyusun jadwal" in papers
    assert "Agenda: Persiapan" in papers
    assert f"{planned}/bahan" in notulis.get("/seri/bulanan").text


def test_the_next_meeting_starts_with_the_attendance_of_the_last(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    first = log(notulis, {"text": "Hasil"}, held_on="2026-02-02", series="bulanan")
    ratified(notulis, signed_in(Role.CAMAT), first)
    second = log(notulis, held_on="2026-03-02", series="bulanan")
    page = notulis.get(second)
    assert "Diawali daftar hadir rapat terakhir seri ini." in words(page)
    offered = form_of(page, f"{second}/daftar-hadir")
    row = next(name for name, value in offered.items() if value == "kasi_pemerintahan").removesuffix(".code")
    assert offered[f"{row}.presence"] == "hadir"


def test_a_coordination_is_put_into_a_series_later(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    page = log(notulis, held_on="2026-02-02")
    assert send(notulis, page, f"{page}/betulkan", series="bulanan", reason="Lupa").status_code == 303
    assert "Seri rapat menjadi: Rakor bulanan" in words(notulis.get(page))
    assert page in notulis.get("/seri/bulanan").text


def test_the_next_meeting_of_a_series_begins_with_what_the_series_and_its_last_meeting_have(
    signed_in: SignIn,
) -> None:
    sekcam = signed_in(Role.SEKCAM)
    send(sekcam, "/seri", "/seri", title="Rakor pemerintahan", code="rakor", section="pemerintahan")
    notulis = signed_in(Role.NOTULIS)
    fresh = form_of(notulis.get("/kegiatan/baru?seri=rakor"), "/kegiatan/baru")
    assert (fresh["series"], fresh["section"], fresh["title"]) == (
        "rakor",
        "pemerintahan",
        "Rakor pemerintahan",
    )
    log(
        notulis,
        held_on="2026-02-02",
        series="rakor",
        title="Rapat koordinasi pemerintahan",
        chair_position="sekcam",
        place="Aula",
    )
    following = form_of(notulis.get("/kegiatan/baru?seri=rakor"), "/kegiatan/baru")
    assert (following["title"], following["chair_position"], following["place"]) == (
        "Rapat koordinasi pemerintahan",
        "sekcam",
        "Aula",
    )
    assert form_of(notulis.get("/kegiatan/baru?seri=lain"), "/kegiatan/baru")["series"] == ""


def test_a_list_that_is_cut_says_so(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    agreed = [{"text": f"Hasil {n}", "due_on": "2026-12-31"} for n in range(3)]
    log(notulis, *agreed, held_on="2026-02-02", series="bulanan")
    later = log(notulis, held_on="2026-03-02", series="bulanan")
    pages = ("/seri/bulanan", later, f"{later}/bahan")
    assert not any("lagi, tidak ditampilkan" in words(notulis.get(page)) for page in pages)
    monkeypatch.setattr(lists, "_ITEMS", 2)
    assert all("Masih 1 lagi, tidak ditampilkan di sini." in words(notulis.get(page)) for page in pages)


def test_the_review_and_the_attendance_are_saved_together_with_the_meeting(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis, camat = signed_in(Role.NOTULIS), signed_in(Role.CAMAT)
    first = log(
        notulis,
        {"text": "Menyusun jadwal", "in_charge": "camat", "due_on": "2026-12-31"},
        {"text": "Mendata desa", "due_on": "2026-12-31"},
        held_on="2026-02-02",
        series="bulanan",
    )
    schedule, survey = (address.rsplit("/", 1)[1] for address in follow_ups(notulis, first))
    ratified(notulis, camat, first)
    page = "/kegiatan/baru?seri=bulanan"
    fresh = notulis.get(page)
    assert "Sama seperti rapat 2 Feb 2026 (1 hadir)" in words(fresh)
    assert form_of(fresh, "/kegiatan/baru")["present.position:kasi_pemerintahan"] == "ya"
    assert fresh.text.index('<option value="Camat"') < fresh.text.index('<option value="Kepala Seksi Pem')

    half = {f"review.{survey}.note": "Tinggal dua desa", "attendance": "ya", "title": "Rapat Maret"}
    refused = send(notulis, page, "/kegiatan/baru", **{k.replace(".", "__"): v for k, v in half.items()})
    assert refused.status_code == 422
    assert f'href="#review.{survey}.answer"' in refused.text
    kept = form_of(refused, "/kegiatan/baru")
    assert kept[f"review.{survey}.note"] == "Tinggal dua desa"

    answers = half | {f"review.{schedule}.answer": "selesai", f"review.{survey}.answer": "proses"}
    saved = send(notulis, page, "/kegiatan/baru", **{k.replace(".", "__"): v for k, v in answers.items()})
    assert saved.status_code == 303, words(saved)
    seen = words(notulis.get(saved.headers["location"]))
    assert "rapat ini: selesai" in seen
    assert "Catatan: Tinggal dua desa" in seen
    assert "Kepala Seksi Pemerintahan Hadir" in seen


def test_nobody_is_recorded_absent_whom_the_form_did_not_show(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis, page = signed_in(Role.NOTULIS), "/kegiatan/baru"

    def held(day: str, *there: str) -> None:
        meeting = log(notulis, held_on=day, series="bulanan")
        roll = form_of(notulis.get(meeting), f"{meeting}/daftar-hadir")
        assert post(notulis, meeting, "daftar-hadir", **present(roll, *there)) == 303

    held("2026-01-05", "kasi_pemerintahan")
    held("2026-02-02", "camat")
    drawn = form_of(notulis.get(f"{page}?seri=bulanan"), page) | {
        "section": "pemerintahan",
        "attendance": "ya",
    }
    assert drawn["present.position:camat"] == "ya"
    earlier = drawn | {"held_on": "2026-01-20", "place": "Aula"}
    refused = notulis.post(page, data=earlier, follow_redirects=False)
    assert refused.status_code == 422
    assert "bukan lagi yang tadi ditampilkan" in words(refused)
    assert 'href="#attendance"' in refused.text
    redrawn = form_of(refused, page)
    assert redrawn["place"] == "Aula"
    assert redrawn["present.position:kasi_pemerintahan"] == "ya"
    saved = notulis.post(page, data=redrawn, follow_redirects=False)
    assert saved.status_code == 303, words(saved)
    seen = words(notulis.get(saved.headers["location"]))
    assert "Kepala Seksi Pemerintahan Hadir" in seen
    assert "Camat Tidak hadir" not in seen

    elsewhere = drawn | {"series": "", "request_id": redrawn["request_id"] + "x"}
    assert notulis.post(page, data=elsewhere, follow_redirects=False).status_code == 422


def test_the_series_can_be_chosen_in_the_form_and_what_was_typed_stays(signed_in: SignIn) -> None:
    keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    log(notulis, {"text": "Menyusun jadwal"}, held_on="2026-02-02", series="bulanan")
    answer = send(
        notulis,
        "/kegiatan/baru",
        "/kegiatan/baru",
        do="seri",
        series="bulanan",
        title="Rapat",
        outcomes__0__text="Baru",
    )
    assert answer.status_code == 200
    assert "Menyusun jadwal" in words(answer)
    kept = form_of(answer, "/kegiatan/baru")
    assert (kept["title"], kept["outcomes.0.text"]) == ("Rapat", "Baru")


def test_the_papers_of_a_series_need_no_planned_meeting(signed_in: SignIn) -> None:
    sekcam = keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    first = log(notulis, {"text": "Menyusun jadwal"}, held_on="2026-02-02", series="bulanan")
    papers = words(notulis.get("/seri/bulanan/bahan"))
    assert "1. Menyusun jadwal" in papers
    assert "Selesai Proses Belum" in papers
    assert "Pemerintah Uji Kecamatan Uji" in papers
    (address,) = follow_ups(notulis, first)
    proof = {"evidence__0__type": "sk_camat", "evidence__0__today": "ya"}
    assert send(notulis, address, f"{address}/lapor-selesai", note="Ada", **proof).status_code == 303
    papers = words(notulis.get("/seri/bulanan/bahan"))
    assert "Selesai Proses Belum" not in papers
    assert "Sudah dilaporkan selesai; diverifikasi di halamannya." in papers
    assert sekcam.get("/seri/tidak_ada/bahan").status_code == 404


def test_a_planned_meeting_whose_day_has_come_is_held_instead_of_logged_anew(
    signed_in: SignIn,
) -> None:
    keep(signed_in)
    notulis = signed_in(Role.NOTULIS)
    planned = log(notulis, held_on="2026-03-30", series="bulanan", title="Rapat Maret")
    typed = {"do": "seri", "series": "bulanan", "title": "Rapat", "held_on": "2026-03-29"}
    before = send(notulis, "/kegiatan/baru", "/kegiatan/baru", **typed)
    assert "sudah direncanakan" not in words(before)
    after = send(notulis, "/kegiatan/baru", "/kegiatan/baru", **typed | {"held_on": "2026-03-30"})
    assert "Rapat seri ini sudah direncanakan untuk Senin, 30 Maret 2026." in words(after)
    assert f'href="{planned}#laksanakan"' in after.text
