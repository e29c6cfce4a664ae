"""Pemberitahuan on its page, with the badge that every page bears."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, words
from tracker.application import inbox
from tracker.application.channels import INBOX
from tracker.application.contacts import set_contact
from tracker.application.message import Item, Message
from tracker.application.messages import ReminderNotice
from tracker.application.preferences import Kind
from tracker.application.tracker import Tracker
from tracker.domain.identity import body_id, person_id
from tracker.domain.matter import Task
from tracker.domain.role import Role

PAGE = "/pemberitahuan"
Put = Callable[..., UUID]


@pytest.fixture
def put(tracker: Tracker, clock: FixedClock) -> Put:
    """A message in somebody's inbox, each a minute later than the one before."""

    def one(*texts: str, to: str = "kasi_pemerintahan", forward_to: str | None = None) -> UUID:
        clock.advance(minutes=1)
        items = tuple(
            Item(
                subject=UUID(int=number),
                version=1,
                kind=Kind.OWN,
                notice=ReminderNotice(
                    addressee="Ibu Kasi",
                    office="Uji",
                    task=Task.CARRY_OUT,
                    text=text,
                    coordination="Rapat",
                    agreed_on=date(2026, 3, 2),
                    in_charge="Kasi",
                    due_on=date(2026, 3, 20),
                    today=date(2026, 3, 16),
                    link=f"{tracker.base_url}/tindak-lanjut/{UUID(int=number)}",
                    forward_to=forward_to,
                ),
            )
            for number, text in enumerate(texts, start=1)
        )
        message = Message(
            id=tracker.new_id(),
            channel=INBOX,
            office=CODE,
            office_name="Uji",
            person_id=person_id(CODE, to),
            addressee="Ibu Kasi",
            today=date(2026, 3, 16),
            items=items,
            most_items=50,
            base_url=tracker.base_url,
        )
        inbox.put(tracker, message)
        inbox.put(tracker, message)
        return message.id

    return one


def test_each_page_tells_how_much_is_new_until_it_is_read(put: Put, signed_in: SignIn) -> None:
    kasi = signed_in(Role.KASI)
    assert "belum dibaca" not in words(kasi.get("/kegiatan"))
    first = put("Memperbarui data")
    put("Membersihkan saluran", "Memperbaiki jalan")
    assert "Pemberitahuan 2 belum dibaca" in words(kasi.get("/kegiatan"))
    page = kasi.get(PAGE)
    assert words(page).index("Memperbaiki jalan") < words(page).index("Memperbarui data")
    assert f'href="/tindak-lanjut/{UUID(int=1)}"' in page.text, "on this very site"
    kasi.post(f"{PAGE}/{first}/baca", data=form_of(page, f"{PAGE}/{first}/baca"), follow_redirects=False)
    again = kasi.get(PAGE)
    assert "Pemberitahuan 1 belum dibaca" in words(again)
    assert f"{PAGE}/{first}/baca" not in again.text
    kasi.post(f"{PAGE}/baca-semua", data=form_of(again, f"{PAGE}/baca-semua"), follow_redirects=False)
    assert "belum dibaca" not in words(kasi.get("/kegiatan"))


def test_it_is_read_page_by_page_the_new_ones_first_and_none_twice(put: Put, signed_in: SignIn) -> None:
    kasi = signed_in(Role.KASI)
    ids = [put(f"Pekerjaan {number}") for number in range(25)]
    page = kasi.get(PAGE)
    for id_ in ids[20:]:
        kasi.post(f"{PAGE}/{id_}/baca", data=form_of(page, f"{PAGE}/{id_}/baca"))
    first = kasi.get(PAGE)
    following = first.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = kasi.get(following.replace("&amp;", "&"))
    seen = [id_ for page in (first, second) for id_ in ids if f'id="n{id_}"' in page.text]
    assert sorted(seen) == sorted(ids)
    assert f'id="n{ids[19]}"' in first.text
    assert f'id="n{ids[24]}"' in second.text


def test_what_somebody_has_to_pass_on_is_there_to_be_copied(put: Put, signed_in: SignIn) -> None:
    put("Memperbaiki jalan", forward_to="Kepala Desa Uji")
    page = signed_in(Role.KASI).get(PAGE)
    assert "Teruskan kepada Kepala Desa Uji" in words(page)
    assert "https://wa.me/?text=Yth." in page.text


def test_nobody_reads_or_ticks_off_somebody_elses(put: Put, signed_in: SignIn) -> None:
    id_ = put("Memperbarui data")
    staf = signed_in(Role.STAF)
    page = staf.get(PAGE)
    assert "Memperbarui data" not in words(page)
    token = form_of(staf.get("/pengaturan/pengingat-saya"), "/pengaturan/pengingat-saya/uji")
    assert staf.post(f"{PAGE}/{id_}/baca", data=token).status_code == 404
    assert "1 belum dibaca" in words(signed_in(Role.KASI).get(PAGE))


def test_an_account_that_is_nobodys_has_no_inbox_and_says_so(signed_in: SignIn) -> None:
    assert "Akun ini tidak memiliki kotak masuk" in words(signed_in(Role.AUDITOR).get(PAGE))


def test_an_address_that_no_page_gave_is_answered_in_one_line(signed_in: SignIn) -> None:
    far = f"{'9' * 30}.20260316T000000000000.{UUID(int=1)}"
    assert signed_in(Role.KASI).get(f"{PAGE}?sesudah={far}").status_code in {400, 422}
    answer = signed_in(Role.KASI).get(f"{PAGE}?sesudah=x")
    assert answer.status_code == 422
    assert "Penanda halaman tidak dikenal" in words(answer)


def test_a_text_for_each_in_charge_stands_ready_and_only_who_leads_has_the_number(
    tracker: Tracker, signed_in: SignIn
) -> None:
    set_contact(tracker, body_id(CODE, "kades_uji"), email=None, phone="0812-3456-7890")
    kasi = signed_in(Role.KASI)
    for text in ("Memperbaiki jalan", "Membersihkan saluran"):
        log(kasi, {"text": text, "in_charge": "body:kades_uji", "due_on": "2026-03-18"})
    page = kasi.get("/tindak-lanjut?lingkup=bidang")
    assert "2 tindak lanjut dari koordinasi Kecamatan" in page.text
    assert "https://wa.me/6281234567890?text=Yth." in page.text
    staf = signed_in(Role.STAF).get("/tindak-lanjut?lingkup=bidang").text
    assert "https://wa.me/?text=Yth." in staf
    assert "6281234567890" not in staf
    (address, *_) = follow_ups(kasi, log(kasi, {"text": "Mendata warga", "in_charge": "body:kades_uji"}))
    assert "https://wa.me/6281234567890?text=" in kasi.get(address).text
