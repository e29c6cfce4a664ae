"""Catat kegiatan: one page, and nothing typed is ever lost."""

import pytest

from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, send, words
from tracker.domain.role import Role

PAGE = "/kegiatan/baru"
WHO = "position:kasi_pemerintahan"


def test_a_coordination_is_logged_with_its_outcomes_and_the_text_to_pass_on(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    address = log(
        client,
        {"text": "Data desa dimutakhirkan", "in_charge": WHO, "due_on": "2026-03-20"},
        {"text": "Jadwal disampaikan", "informs": "ya"},
    )
    page = client.get(address)
    seen = words(page)
    assert "Tersimpan." in seen
    assert "Data desa dimutakhirkan" in seen
    assert "Informasi, tidak perlu tindak lanjut" in seen
    assert "Batas waktu: Jumat, 20 Maret 2026" in seen
    assert "https://wa.me/?text=Yth." in page.text
    assert "Tersimpan." not in words(client.get(address))


def test_empty_rows_are_left_out(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    address = log(client, {"text": ""}, {"text": ""}, {"text": "Satu-satunya hasil"})
    assert len(follow_ups(client, address)) == 1


def test_several_lines_in_a_row_are_as_many_outcomes_with_the_same_person_and_day(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    address = log(
        client, {"text": "1. Satu\r\n2. Dua", "in_charge": WHO, "due_on": "2026-04-20"}, {"text": "Tiga"}
    )
    assert len(follow_ups(client, address)) == 3
    assert words(client.get(address)).count("Batas waktu: Senin, 20 April 2026") == 2


def test_more_lines_than_rows_are_refused_and_stay_as_typed(signed_in: SignIn) -> None:
    text = "\n".join(f"Hasil ke-{n}" for n in range(61))
    answer = send(signed_in(Role.NOTULIS), PAGE, PAGE, title="Rapat", outcomes__0__text=text)
    assert answer.status_code == 422
    assert "Paling banyak 60 hasil sekaligus; ini 61." in words(answer)
    assert form_of(answer, PAGE)["outcomes.0.text"].split() == text.split()


def test_without_a_due_date_thirty_days_are_proposed_and_marked(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    seen = words(client.get(log(client, {"text": "Tanpa batas waktu"})))
    assert "15 Apr 2026 (30 hari lagi) usulan" in seen


def test_the_same_form_sent_twice_is_logged_once(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    data = form_of(client.get(PAGE), PAGE) | {"title": "Sekali saja", "outcomes.0.text": "Hasil"}
    first = client.post(PAGE, data=data, follow_redirects=False)
    second = client.post(PAGE, data=data, follow_redirects=False)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert f'data-saved="{data["request_id"]}"' in client.get(first.headers["location"]).text


def test_every_mistake_is_named_at_once_and_what_was_typed_is_kept(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    answer = send(
        client,
        PAGE,
        PAGE,
        title="",
        held_on="kemarin sore",
        outcomes__0__text="Hasil yang sudah ditulis",
        outcomes__1__due_on="2026-04-01",
    )
    assert answer.status_code == 422
    seen = words(answer)
    for message in (
        "Isi judul kegiatan.",
        "“kemarin sore” bukan tanggal",
        "Isi uraian hasil.",
    ):
        assert message in seen
    assert 'href="#outcomes.1.text"' in answer.text
    kept = form_of(answer, PAGE)
    assert kept["held_on"] == "kemarin sore"
    assert kept["outcomes.0.text"] == "Hasil yang sudah ditulis"
    assert kept["outcomes.1.due_on"] == "2026-04-01"


def test_a_refusal_of_the_domain_names_its_row(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    answer = send(
        client, PAGE, PAGE, title="Rapat", outcomes__0__text="Hasil", outcomes__0__due_on="2020-01-01"
    )
    assert answer.status_code == 422
    assert "Hasil 1: Batas waktu tidak boleh sebelum tanggal kegiatan." in words(answer)
    assert ">Batas waktu tidak boleh sebelum tanggal kegiatan.</span>" in answer.text
    assert 'href="#outcomes.0.due_on"' in answer.text


def test_a_row_can_be_added_without_javascript_and_everything_is_kept(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    answer = send(client, PAGE, PAGE, do="tambah", title="Setengah jalan", outcomes__2__text="Hasil ketiga")
    assert answer.status_code == 200
    kept = form_of(answer, PAGE)
    assert (kept["title"], kept["outcomes.0.text"]) == ("Setengah jalan", "Hasil ketiga")
    assert "outcomes.3.text" in kept
    assert "Belum tersimpan" not in words(answer)


def test_a_day_to_come_is_a_plan(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    seen = words(client.get(log(client, held_on="2026-03-30")))
    assert "Direncanakan" in seen
    assert "Senin, 30 Maret 2026 (rencana)" in seen


def test_a_number_already_used_is_refused_at_its_field(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    log(client, number="005/1")
    answer = send(client, PAGE, PAGE, title="Lain", number="005/1")
    assert answer.status_code == 409
    assert 'href="#number"' in answer.text


def test_an_inspector_is_told_who_may_log(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR)
    answer = client.get(PAGE)
    assert answer.status_code == 403
    assert "Yang berwenang: Camat" in words(answer)
    assert PAGE not in client.get("/").text


def test_words_are_read_as_days_and_names_and_said_back(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    typed = {"text": "Data dimutakhirkan", "in_charge": "kepala seksi pem", "due_on": "Jumat depan"}
    seen = words(client.get(log(client, typed)))
    assert "Penanggung jawab: Kepala Seksi Pemerintahan" in seen
    assert "Batas waktu: Jumat, 20 Maret 2026" in seen


def test_words_that_cannot_be_read_name_their_row_and_the_others_say_what_they_mean(
    signed_in: SignIn,
) -> None:
    client = signed_in(Role.NOTULIS)
    answer = send(
        client,
        PAGE,
        PAGE,
        title="Rapat",
        outcomes__0__text="Satu",
        outcomes__0__due_on="akhir bulan",
        outcomes__0__in_charge="kades uji",
        outcomes__1__text="Dua",
        outcomes__1__due_on="minggu depan",
        outcomes__1__in_charge="lurah",
    )
    assert answer.status_code == 422
    seen = words(answer)
    assert "Hasil 2: “minggu depan”: hari apa?" in seen
    assert "Hasil 2: “lurah” bukan jabatan, pejabat, atau pihak yang dikenal" in seen
    assert "= Selasa, 31 Maret 2026" in seen
    assert "= Kepala Desa Uji" in seen
    assert form_of(answer, PAGE)["outcomes.0.due_on"] == "akhir bulan"


@pytest.mark.parametrize(
    ("asked", "text", "ok"),
    [
        ("hari=3 hari kerja", "= Kamis, 26 Maret 2026", True),
        (
            "hari=kapan-kapan",
            "“kapan-kapan” bukan tanggal; tulis misalnya 16/03/2026, besok, atau Jumat depan.",
            False,
        ),
        ("hari=kemarin&sejak=hari ini", "Batas waktu tidak boleh sebelum tanggal kegiatan.", False),
        ("hari=kemarin&sejak=minggu depan", "= ", True),
        ("hari=28 Maret", "= Sabtu, 28 Maret 2026 (hari libur)", True),
        ("hari=besok&ditulis=2026-03-10", "= Rabu, 11 Maret 2026", True),
        ("siapa=sekcam", "= Sekretaris Kecamatan", True),
        ("siapa=kepala", "“kepala” bisa berarti", False),
        ("", "", True),
    ],
)
def test_what_words_mean_is_said_while_they_are_typed(
    signed_in: SignIn, asked: str, text: str, ok: bool
) -> None:
    answer = signed_in(Role.NOTULIS).get(f"/kegiatan/arti?{asked}").json()
    assert answer["text"].startswith(text)
    assert answer["ok"] is ok


def test_a_facilitation_is_logged_with_its_output(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    assert form_of(client.get(f"{PAGE}?jenis=fasilitasi"), PAGE)["kind"] == "fasilitasi"
    address = log(
        client, kind="fasilitasi", title="Fasilitasi APBDes", place="Desa Uji", output__type="berita_acara"
    )
    seen = words(client.get(address))
    assert "Keluaran" in seen
    assert "Berita acara" in seen
    refused = send(client, PAGE, PAGE, title="Fasilitasi", output__number="140/1")
    assert "Pilih jenis keluaran yang bernomor itu." in words(refused)
    assert form_of(refused, PAGE)["output.number"] == "140/1"
