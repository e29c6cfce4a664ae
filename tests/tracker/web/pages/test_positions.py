"""Jabatan: the admin records a Plt, a Plh and a mandate on the page; everybody reads who decides for whom."""

import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, send, words
from tracker.application.tracker import Tracker
from tracker.domain.acting import capacity
from tracker.domain.identity import person_id
from tracker.domain.role import Role

PAGE = "/jabatan"
SEKCAM = str(person_id(CODE, "sekcam"))
STAF = str(person_id(CODE, "staf_pemerintahan"))


def give(client: Client, step: str, **typed: str) -> int:
    return send(client, PAGE, f"{PAGE}/{step}", **typed).status_code


def test_a_plh_is_recorded_with_the_last_day_and_told(
    tracker: Tracker, clock: FixedClock, signed_in: SignIn
) -> None:
    admin = signed_in(Role.ADMIN)
    today = clock().date()
    sent = {"position": "camat", "person_id": SEKCAM, "standing": "plh", "until": "2026-03-20"}
    assert give(admin, "pegang", **sent, reason="Camat cuti") == 303
    seen = words(admin.get(PAGE))
    assert "Pemegang jabatan dicatat." in seen
    assert "Plh. Ibu Sekretaris Kecamatan sejak 16 Mar 2026 s.d. 20 Mar 2026" in seen
    told = words(signed_in(Role.AUDITOR).get(PAGE))
    assert "mencatat Ibu Sekretaris Kecamatan sebagai Plh. Camat" in told
    assert "Alasan: Camat cuti" in told
    acting = capacity(tracker.office(CODE), "camat", person_id(CODE, "sekcam"), today)
    assert acting is not None
    assert acting.on_behalf_of == "Plh. Camat"


def test_a_mandate_is_given_and_ended(tracker: Tracker, signed_in: SignIn) -> None:
    admin = signed_in(Role.ADMIN)
    assert f'action="{PAGE}/akhiri-mandat"' not in admin.get(PAGE).text
    assert give(admin, "mandat", position="sekcam", person_id=STAF, basis="800/12") == 303
    assert "Ibu Staf Seksi Pemerintahan, a.n. Sekretaris Kecamatan" in words(admin.get(PAGE))
    (mandate,) = tracker.office(CODE).mandates
    early = send(admin, PAGE, f"{PAGE}/akhiri-mandat", mandate=f"sekcam:{STAF}", since="2026-03-01")
    assert (early.status_code, 'href="#akhiri-mandat.mandate"' in early.text) == (422, True)
    assert give(admin, "akhiri-mandat", mandate=f"sekcam:{STAF}", since="2026-03-17") == 303
    seen = words(admin.get(PAGE))
    assert "Dasar: 800/12" in seen
    assert "mengakhiri mandat Ibu Staf Seksi Pemerintahan a.n. Sekretaris Kecamatan" in seen
    assert f'action="{PAGE}/akhiri-mandat"' not in admin.get(PAGE).text
    assert mandate.ended_on is None


def test_a_post_is_vacated(signed_in: SignIn) -> None:
    admin = signed_in(Role.ADMIN)
    assert give(admin, "kosong", position="camat") == 303
    seen = words(admin.get(PAGE))
    assert "Camat kosong" in seen
    assert "mencatat jabatan Camat kosong sejak Senin, 16 Maret 2026" in seen


@pytest.mark.parametrize(
    ("step", "typed", "field"),
    [
        ("pegang", {}, "position"),
        ("pegang", {"position": "camat", "person_id": SEKCAM}, "standing"),
        ("pegang", {"position": "camat", "person_id": SEKCAM, "standing": "plt", "until": "2020-01-01"}, "until"),
        ("pegang", {"position": "camat", "person_id": SEKCAM, "standing": "definitif", "until": "2027-01-01"}, "until"),
        ("pegang", {"position": "camat", "person_id": SEKCAM, "standing": "plt", "since": "9999-01-01"}, "since"),
        ("mandat", {"position": "camat"}, "person_id"),
        ("mandat", {"position": "entah", "person_id": SEKCAM}, "position"),
        ("mandat", {"position": "sekcam", "person_id": SEKCAM}, "person_id"),
        ("kosong", {"position": "camat", "since": "entah"}, "since"),
    ],
)  # fmt: skip
def test_a_field_at_fault_is_linked_and_what_was_typed_is_kept(
    tracker: Tracker, signed_in: SignIn, step: str, typed: dict[str, str], field: str
) -> None:
    admin = signed_in(Role.ADMIN)
    before = tracker.store.head()
    refused = send(admin, PAGE, f"{PAGE}/{step}", **typed)
    assert (refused.status_code, f'href="#{step}.{field}"' in refused.text) == (422, True)
    assert typed.items() <= form_of(refused, f"{PAGE}/{step}").items() or "entah" in typed.values()
    assert tracker.store.head() == before


def test_everybody_else_reads_and_is_refused(tracker: Tracker, signed_in: SignIn) -> None:
    filled = form_of(signed_in(Role.ADMIN).get(PAGE), f"{PAGE}/kosong") | {"position": "camat"}
    before = tracker.store.head()
    for role in (Role.CAMAT, Role.SEKCAM, Role.KASI, Role.STAF, Role.AUDITOR):
        client = signed_in(role)
        page = client.get(PAGE)
        assert (page.status_code, f'action="{PAGE}/' in page.text) == (200, False), role
        token = form_of(page, "/keluar")["_csrf_token"]
        answer = client.post(f"{PAGE}/kosong", data=filled | {"_csrf_token": token}, follow_redirects=False)
        assert answer.status_code == 403, role
    assert tracker.store.head() == before


def test_an_official_finds_it_from_the_tasks_and_from_every_page(signed_in: SignIn) -> None:
    client = signed_in(Role.KASI)
    assert 'href="/jabatan"' in client.get("/tindak-lanjut").text.partition("<footer>")[0]
    assert 'href="/jabatan"' in client.get("/pengaturan").text
    assert client.get("/jabatan/hapus").status_code == 404
