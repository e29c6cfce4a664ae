"""Kegiatan, and Tindak lanjut saya: what is listed for whom, and how it is narrowed."""

from tests.support.clock import FixedClock
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, send, words
from tracker.domain.role import Role

KASI = "position:kasi_pemerintahan"


def test_an_empty_office_is_invited_to_begin(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    for path in ("/", "/kegiatan"):
        assert "Catat kegiatan pertama" in words(client.get(path))


def test_my_follow_ups_stand_by_urgency(signed_in: SignIn, clock: FixedClock) -> None:
    notulis = signed_in(Role.NOTULIS)
    due = {
        "kemarin dulu": "2026-03-17",
        "hari itu": "2026-03-18",
        "minggu itu": "2026-03-20",
        "lain kali": "2026-04-20",
    }
    log(notulis, *({"text": text, "in_charge": KASI, "due_on": day} for text, day in due.items()))
    clock.advance(days=2)
    seen = words(signed_in(Role.KASI).get("/tindak-lanjut"))
    counts = "Lewat batas waktu 1 Hari ini 1 Dalam 7 hari 1 Nanti 1"
    assert counts in seen
    seen = seen.partition(counts)[2]
    places = [
        seen.index(one)
        for one in (
            "Lewat batas waktu 1",
            "kemarin dulu",
            "Hari ini 1",
            "hari itu",
            "Dalam 7 hari 1",
            "minggu itu",
            "Nanti 1",
            "lain kali",
        )
    ]
    assert places == sorted(places)


def test_others_work_is_not_among_mine_but_in_my_section_s(signed_in: SignIn) -> None:
    notulis, kasi = signed_in(Role.NOTULIS), signed_in(Role.KASI)
    log(
        notulis, {"text": "Pekerjaan staf", "in_charge": "position:staf_pemerintahan", "due_on": "2026-03-20"}
    )
    assert "Pekerjaan staf" not in words(kasi.get("/tindak-lanjut"))
    assert "Pekerjaan staf" in words(kasi.get("/tindak-lanjut?lingkup=bidang"))


def test_the_counts_of_the_dashboard_lead_to_the_very_list(signed_in: SignIn, clock: FixedClock) -> None:
    notulis = signed_in(Role.NOTULIS)
    log(
        notulis,
        {"text": "Sudah lewat", "in_charge": KASI, "due_on": "2026-03-16"},
        {"text": "Segera tiba", "in_charge": KASI, "due_on": "2026-03-19"},
        {"text": "Tanpa nama", "due_on": "2026-04-30"},
    )
    clock.advance(days=1)
    notulis = signed_in(Role.NOTULIS)
    dashboard = words(notulis.get("/"))
    assert "Lewat batas waktu 1" in dashboard
    assert "Jatuh tempo dalam 3 hari 1" in dashboard
    assert "Belum ada penanggung jawab 1" in dashboard
    for view, text in (("lewat", "Sudah lewat"), ("segera", "Segera tiba"), ("tanpa-pj", "Tanpa nama")):
        listed = words(notulis.get(f"/tindak-lanjut?lingkup=semua&saring={view}"))
        for other in ("Sudah lewat", "Segera tiba", "Tanpa nama"):
            assert (other in listed) == (other == text)


def test_one_tap_starts_a_follow_up_from_the_list(signed_in: SignIn) -> None:
    notulis, kasi = signed_in(Role.NOTULIS), signed_in(Role.KASI)
    address = follow_ups(notulis, log(notulis, {"text": "Satu ketukan", "in_charge": KASI}))[0]
    assert send(kasi, "/tindak-lanjut", f"{address}/mulai").status_code == 303
    assert "Dalam proses" in words(kasi.get(address))


def test_the_register_is_narrowed_by_word_and_state(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    log(client, title="Rapat banjir")
    log(client, title="Musyawarah desa", held_on="2026-04-01")
    by_word = words(client.get("/kegiatan?kata=BANJIR"))
    assert "Rapat banjir" in by_word
    assert "Musyawarah desa" not in by_word
    by_state = words(client.get("/kegiatan?status=direncanakan"))
    assert "Musyawarah desa" in by_state
    assert "Rapat banjir" not in by_state
    assert "Tidak ada yang cocok" in words(client.get("/kegiatan?kata=tsunami"))


def test_a_long_register_goes_on_where_the_page_before_ended(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    for number in range(27):
        log(client, title=f"Rapat ke-{number:02}")
    first = client.get("/kegiatan?kata=rapat")
    following = (
        first.text.partition('rel="next"')[0].rpartition('href="')[2].rstrip('" ').replace("&amp;", "&")
    )
    second = client.get(following)
    shown = [sum(f"Rapat ke-{number:02}" in page.text for number in range(27)) for page in (first, second)]
    assert shown == [25, 2]
    assert 'rel="next"' not in second.text


def test_filters_that_make_no_sense_are_no_error(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    for query in ("tahun=x", "tahun=9999", "bidang=apa", "status=?", "kata=%00", "tahun=-1"):
        assert client.get(f"/kegiatan?{query}").status_code == 200
    for query in ("lingkup=x", "saring=x", "status=x", "pj=x", "pj=position:x", "kata=%25"):
        assert client.get(f"/tindak-lanjut?{query}").status_code == 200
    assert client.get("/kegiatan?sesudah=bukan").status_code == 422
    assert client.get("/?tahun=9999").status_code == 200
