"""Beranda: what greets an office that has not begun, and what each figure says of itself."""

import gzip
import re

import pytest

from tests.support.clock import FixedClock
from tests.support.reporting import adopt, set_target
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, send, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

WHO = "position:staf_pemerintahan"


@pytest.mark.parametrize(
    ("role", "greeting", "offered"),
    [
        (Role.STAF, "Mulai dari rapat pertama Catat satu rapat, cukup tiga menit.", True),
        (Role.KASI, "Mulai dari rapat pertama Catat satu rapat, cukup tiga menit.", True),
        (Role.CAMAT, "Mulai dari rapat pertama Notulis, kepala seksi, atau Bapak/Ibu sendiri", True),
        (Role.AUDITOR, "Belum ada yang dapat diperiksa", False),
        (Role.ADMIN, "Kecamatan siap mulai", False),
    ],
)
def test_who_comes_first_is_greeted_with_what_they_can_do(
    signed_in: SignIn, role: Role, greeting: str, offered: bool
) -> None:
    page = signed_in(role).get("/")
    assert greeting in words(page)
    assert ('href="/kegiatan/baru">Catat kegiatan pertama' in page.text) is offered
    assert "Perlu perhatian" not in words(page)


def test_after_the_first_meeting_the_greeting_gives_way_to_what_waits(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    log(client)
    seen = words(client.get("/"))
    assert "Mulai dari rapat pertama" not in seen
    assert "Perlu perhatian" in seen
    waiting = re.findall(r'<li data-concern="(\w+)"[^>]*?( hidden)?>', client.get("/").text)
    assert len(waiting) == 7
    assert [name for name, hidden in waiting if not hidden] == []
    assert "Tidak ada yang menunggu saat ini." in seen


def test_a_card_tells_count_target_distance_course_and_what_is_counted(
    signed_in: SignIn, tracker: Tracker
) -> None:
    adopt(tracker)
    set_target(tracker, "80")
    staff, head = signed_in(Role.STAF), signed_in(Role.KASI)
    for title, month in (("Rapat satu", "02"), ("Rapat dua", "03")):
        page = log(staff, {"text": "Hasil", "in_charge": WHO}, title=title, held_on=f"2026-{month}-10")
    (address,) = follow_ups(staff, page)
    done = {"evidence__0__type": "sk_camat", "evidence__0__dated_on": "2026-03-16", "note": "Terlampir"}
    assert send(staff, address, f"{address}/lapor-selesai", **done).status_code == 303
    assert send(head, address, f"{address}/verifikasi").status_code == 303
    page_ = head.get("/")
    seen = words(page_)
    for said in (
        "50,00 % terverifikasi",
        "1 dari 2 koordinasi",
        "Dilaporkan selesai: 50,00 %",
        "kurang 30,00 poin dari target",
        "Naik 50,00 poin sejak akhir Februari",
        "Dihitung: koordinasi yang semua hasilnya sudah selesai dan diperiksa.",
        "Definisi operasional ditetapkan Camat.",
    ):
        assert said in seen, said
    assert 'aria-label="Perjalanan angka: Februari 0,00 %, Maret 50,00 %"' in page_.text
    assert 'data-reached="belum"' in page_.text


def test_its_words_and_numbers_are_those_of_the_readers_language(signed_in: SignIn, tracker: Tracker) -> None:
    set_target(tracker, "80")
    client = signed_in(Role.STAF)
    log(client, {"text": "Hasil", "in_charge": WHO})
    client.cookies.set("bahasa", "en")
    seen = words(client.get("/"))
    for said in ("SIMULATION: 80.00 points short of the target", "0 of 1 coordinations", "Needs attention"):
        assert said in seen, said


def test_the_page_does_not_grow_with_the_work(signed_in: SignIn, clock: FixedClock) -> None:
    client = signed_in(Role.STAF)
    log(
        client,
        *({"text": f"Hasil {number}", "in_charge": WHO, "due_on": "2026-03-16"} for number in range(5)),
    )
    few = len(client.get("/").text)
    log(
        client,
        *({"text": f"Hasil {number}", "in_charge": WHO, "due_on": "2026-03-16"} for number in range(30)),
    )
    page = client.get("/")
    assert len(page.text) < few * 1.1
    assert len(gzip.compress(page.content)) < 10 * 1024
