"""Pengingat saya, Kontak, and the way out of mail: what is typed there is heeded."""

import msgspec
import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE, OTHER
from tests.support.smtp_server import SmtpServer
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, words
from tracker.application import contacts, preferences, unsubscribing
from tracker.application.channels import EMAIL
from tracker.application.preferences import Kind
from tracker.application.tracker import Tracker
from tracker.application.unsubscribing import Leaving
from tracker.domain.identity import body_id, person_id
from tracker.domain.role import Role
from tracker.settings import Settings

PAGE = "/pengaturan/pengingat-saya"
KONTAK = "/pengaturan/kontak"
KASI = person_id(CODE, "kasi_pemerintahan")


@pytest.fixture
def settings(settings: Settings, smtp_server: SmtpServer) -> Settings:
    return msgspec.structs.replace(settings, smtp=smtp_server.url)


def test_everybody_sets_their_own_address_and_what_it_is_used_for(
    tracker: Tracker, signed_in: SignIn
) -> None:
    kasi = signed_in(Role.KASI)
    form = form_of(kasi.get(PAGE), f"{PAGE}/alamat")
    kasi.post(f"{PAGE}/alamat", data=form | {"email": "kasi@contoh.example", "phone": "0812-3456-7890"})
    assert contacts.contact_of(tracker, KASI).email == "kasi@contoh.example"
    chosen = form_of(kasi.get(PAGE), f"{PAGE}/pilihan")
    assert {name for name in chosen if name.startswith(EMAIL)} == {f"{EMAIL}.{kind}" for kind in Kind}
    del chosen[f"{EMAIL}.escalation"]
    kasi.post(f"{PAGE}/pilihan", data=chosen)
    assert preferences.switched_off(tracker, KASI) == {(Kind.ESCALATION, EMAIL)}
    assert f"{EMAIL}.escalation" not in form_of(kasi.get(PAGE), f"{PAGE}/pilihan")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("email", "bukan alamat", "Alamat surel tidak dikenali"),
        ("email", "kasi@kantor", "Alamat surel tidak dikenali"),
        ("phone", "12345", "Nomor telepon tidak dikenali"),
        ("phone", "delapan satu dua", "Nomor telepon tidak dikenali"),
    ],
)
def test_what_is_no_address_or_number_is_refused_and_kept_as_typed(
    tracker: Tracker, signed_in: SignIn, field: str, typed: str, told: str
) -> None:
    kasi = signed_in(Role.KASI)
    form = form_of(kasi.get(PAGE), f"{PAGE}/alamat")
    answer = kasi.post(f"{PAGE}/alamat", data=form | {field: typed})
    assert answer.status_code == 422
    assert told in words(answer)
    assert form_of(answer, f"{PAGE}/alamat")[field] == typed
    assert contacts.contact_of(tracker, KASI) == contacts.Contact()


def test_a_trial_goes_out_at_once_and_says_what_happened(
    tracker: Tracker, signed_in: SignIn, smtp_server: SmtpServer
) -> None:
    kasi = signed_in(Role.KASI)
    form = form_of(kasi.get(PAGE), f"{PAGE}/uji")
    assert "Surel tidak dikirim: alamatnya belum diisi." in words(kasi.post(f"{PAGE}/uji", data=form))
    contacts.set_contact(tracker, KASI, email="kasi@contoh.example", phone=None)
    told = words(kasi.post(f"{PAGE}/uji", data=form))
    assert "Surel diterima server surat untuk k…@contoh.example" in told
    assert "Pesan uji ada di kotak masuk" in told
    assert [mail["To"] for mail in smtp_server.messages] == ["kasi@contoh.example"]
    smtp_server.refuse(550)
    assert "Surel tidak terkirim: alamat penerima ditolak oleh server surat (kode 550)." in words(
        kasi.post(f"{PAGE}/uji", data=form)
    )


def test_nobodys_mailbox_is_filled_with_trials(
    tracker: Tracker, signed_in: SignIn, clock: FixedClock
) -> None:
    kasi = signed_in(Role.KASI)
    form = form_of(kasi.get(PAGE), f"{PAGE}/uji")
    answers = [kasi.post(f"{PAGE}/uji", data=form).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    clock.advance(minutes=16)
    assert kasi.post(f"{PAGE}/uji", data=form).status_code == 200


def test_contacts_are_shown_in_part_and_a_body_is_written_to_only_where_somebody_says_so(
    tracker: Tracker, signed_in: SignIn
) -> None:
    contacts.set_contact(tracker, KASI, email="kasi@contoh.example", phone="0812-3456-7890")
    kasi = signed_in(Role.SEKCAM)
    seen = kasi.get(KONTAK)
    assert "k…@contoh.example" in words(seen)
    assert "kasi@contoh.example" not in seen.text
    assert "3456" not in seen.text
    form = form_of(kasi.get(f"{KONTAK}?siapa=body:kades_uji"), KONTAK)
    answer = kasi.post(KONTAK, data=form | {"written_to": "ya"})
    assert answer.status_code == 422
    assert "Isi alamat surelnya dahulu" in words(answer)
    kasi.post(KONTAK, data=form | {"email": "kades@desa.example", "written_to": "ya"})
    assert contacts.contact_of(tracker, body_id(CODE, "kades_uji")).can_be_written_to
    assert "k…@desa.example" in words(kasi.get(KONTAK))


def test_whoever_does_not_lead_changes_nobodys_contact(tracker: Tracker, signed_in: SignIn) -> None:
    assert signed_in(Role.STAF).get(KONTAK).status_code == 403
    sekcam = signed_in(Role.SEKCAM)
    assert sekcam.get(f"{KONTAK}?siapa=person:{KASI}").status_code == 404
    form = form_of(sekcam.get(f"{KONTAK}?siapa=body:kades_uji"), KONTAK)
    answer = sekcam.post(KONTAK, data=form | {"who": f"person:{KASI}", "email": "x@contoh.example"})
    assert answer.status_code == 422
    assert "orangnya sendiri atau admin" in words(answer)
    elsewhere = sekcam.post(KONTAK, data=form | {"who": f"person:{person_id(OTHER, 'kasi')}"})
    assert elsewhere.status_code == 404
    admin = signed_in(Role.ADMIN)
    form = form_of(admin.get(f"{KONTAK}?siapa=person:{KASI}"), KONTAK)
    admin.post(KONTAK, data=form | {"email": "baru@contoh.example"})
    assert contacts.contact_of(tracker, KASI).email == "baru@contoh.example"


def test_one_post_to_the_link_of_a_letter_switches_its_kinds_off_and_looking_at_it_does_not(
    tracker: Tracker, signed_in: SignIn
) -> None:
    path = unsubscribing.PATH + unsubscribing.token(
        tracker.secret, Leaving(KASI, (Kind.OWN, Kind.RECAP), False)
    )
    stranger = signed_in(Role.NOTULIS)
    stranger.cookies.clear()
    page = stranger.get(path)
    assert "Tugas saya, Rekap mingguan" in words(page)
    assert page.headers["referrer-policy"] == "no-referrer"
    stranger.head(path)
    assert preferences.switched_off(tracker, KASI) == frozenset()
    answer = stranger.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert preferences.switched_off(tracker, KASI) == {(Kind.OWN, EMAIL), (Kind.RECAP, EMAIL)}
    assert stranger.post(path).status_code == 200, "once more does no harm"


def test_a_body_that_wants_no_letters_gets_none_any_more(tracker: Tracker, signed_in: SignIn) -> None:
    who = body_id(CODE, "kades_uji")
    contacts.set_contact(tracker, who, email="kades@desa.example", phone=None)
    contacts.switch(tracker, who, on=True)
    path = unsubscribing.PATH + unsubscribing.token(tracker.secret, Leaving(who, (Kind.OWN,), True))
    signed_in(Role.NOTULIS).post(path)
    assert not contacts.contact_of(tracker, who).can_be_written_to


@pytest.mark.parametrize("altered", ["x", "A" * 47, "…"])
def test_a_forged_way_out_changes_nothing_and_says_so(signed_in: SignIn, altered: str) -> None:
    answer = signed_in(Role.NOTULIS).post(unsubscribing.PATH + altered)
    assert answer.status_code == 403
    assert "Tautan ini tidak sah atau tidak lengkap." in words(answer)
    assert 'href="/pengaturan/pengingat-saya"' in answer.text, "a way on"
