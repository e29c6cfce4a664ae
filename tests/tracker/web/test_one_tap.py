"""The page behind a link: opened by anybody's program it changes nothing; by its forms, once, for its one reader."""

import hashlib
import json
import logging
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest

from tests.support import evidence_files as scans
from tests.support.clock import FixedClock
from tests.support.office import CODE, username
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, words
from tracker.application import attempts, coordinations, follow_ups, notes, one_tap
from tracker.application.accounts import actor_of
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.one_tap import LIFE, MOST_SENT
from tracker.application.outcomes import OutcomeInput
from tracker.application.tracker import Tracker
from tracker.domain.follow_up import FollowUp, Status, evolve
from tracker.domain.identity import follow_up_id, nth_outcome_id, person_id
from tracker.domain.role import Role
from tracker.store.event_store import EventStore

VILLAGE = "kades_uji"
STAFF = person_id(CODE, "staf_pemerintahan")


@pytest.fixture
def task(tracker: Tracker) -> UUID:
    """Of the village head, with the staff alongside; due in four days."""
    outcome = OutcomeInput(
        text="Data warga diperbarui",
        in_charge_kind="body",
        in_charge_code=VILLAGE,
        due_on=date(2026, 3, 20),
        alongside=(("position", "staf_pemerintahan"),),
    )
    meeting = coordinations.LogCoordination(
        office=CODE,
        kind="rapat_koordinasi",
        title="Rapat bulanan",
        held_on=date(2026, 3, 2),
        section="pemerintahan",
        outcomes=(outcome,),
    )
    logged = coordinations.log(tracker, operator(), Asked(request_id="rapat"), meeting)
    return follow_up_id(nth_outcome_id(logged.id, 1))


def path(tracker: Tracker, task: UUID, who: UUID | str = VILLAGE) -> str:
    return one_tap.link(tracker, task, who, tracker.clock()).removeprefix(tracker.base_url)


def send(
    client: Client,
    page: str,
    tap: str,
    files: list[tuple[str, tuple[str, bytes]]] | None = None,
    **typed: str,
) -> httpx.Response:
    """Opens the page, fills that form and sends it, as a browser does."""
    action = f"{page}/{tap}"
    data = form_of(client.get(page), action) | {name.replace("__", "."): text for name, text in typed.items()}
    return client.post(action, data=data, files=files, follow_redirects=False)


def state_of(tracker: Tracker, task: UUID) -> FollowUp:
    state, _ = tracker.store.load(task, evolve)
    assert state is not None
    return state


def topics(store: EventStore, task: UUID) -> list[str]:
    return [past.topic for past in store.history(task)]


def test_programs_that_follow_links_change_nothing(client: Client, tracker: Tracker, task: UUID) -> None:
    page, before = path(tracker, task), tracker.store.head()
    for _ in range(5):
        assert client.get(page).status_code == 200
        assert client.head(page).status_code == 200
        for tap in ("selesai", "perpanjangan", "bukan-saya"):
            assert client.get(f"{page}/{tap}", follow_redirects=False).status_code == 303
            assert client.post(f"{page}/{tap}", data={"note": "x", "reason": "x"}).status_code == 403
    assert tracker.store.head() == before


def test_it_shows_this_one_task_and_nothing_of_the_product(
    client: Client, tracker: Tracker, task: UUID
) -> None:
    answer = client.get(path(tracker, task))
    assert "Yth. Bapak/Ibu Kepala Desa Uji, Data warga diperbarui" in words(answer)
    assert "Rapat bulanan, Senin, 2 Maret 2026" in words(answer)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert 'class="nav"' not in answer.text
    assert {part.partition('"')[0] for part in answer.text.split('href="')[1:]}.isdisjoint({"/", "/masuk"})


def test_done_with_a_photo_is_reported_and_says_what_comes_next(
    client: Client, tracker: Tracker, task: UUID
) -> None:
    page = path(tracker, task)
    photo = [("evidence.0.file", ("foto.png", scans.PNG))]
    answer = send(client, page, "selesai", photo, note="Sudah didata")
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    told = words(client.get(page))
    assert "laporannya sudah tersimpan" in told
    assert "Kepala Seksi Pemerintahan akan memeriksa buktinya" in told
    assert "Sudah dikerjakan" not in told
    report = state_of(tracker, task).report
    assert report is not None
    assert [piece.file.sha256 for piece in report.evidence if piece.file] == [
        hashlib.sha256(scans.PNG).hexdigest()
    ]
    assert tracker.store.history(task)[-1].context.via == "tautan"


def test_without_photo_or_note_it_is_refused_and_a_note_alone_proves_nothing(
    client: Client, tracker: Tracker, task: UUID
) -> None:
    page = path(tracker, task)
    answer = send(client, page, "selesai")
    assert answer.status_code == 422
    assert "Isi keterangan singkat atau lampirkan bukti" in words(answer)
    assert send(client, page, "selesai", note="Sudah").status_code == 303
    report = state_of(tracker, task).report
    assert report is not None
    assert (report.proven, report.evidence) == (False, ())
    assert "Belum ada bukti dukung" in words(client.get(page))


def test_a_photo_stays_when_something_else_is_refused(client: Client, tracker: Tracker, task: UUID) -> None:
    page = path(tracker, task)
    photo = [("evidence.0.file", ("foto.png", scans.PNG))]
    answer = send(client, page, "selesai", photo, done_on="2026-02-01")
    assert "sebelum tanggal kegiatan" in words(answer)
    again = form_of(answer, f"{page}/selesai") | {"done_on": "2026-03-10"}
    assert client.post(f"{page}/selesai", data=again, follow_redirects=False).status_code == 303
    report = state_of(tracker, task).report
    assert report is not None
    assert report.proven


def test_a_later_date_is_asked_for(client: Client, tracker: Tracker, task: UUID) -> None:
    page = path(tracker, task)
    assert send(client, page, "perpanjangan", due_on="2026-04-10").status_code == 422
    assert send(client, page, "perpanjangan", due_on="2026-04-10", reason="Menunggu data").status_code == 303
    told = words(client.get(page))
    assert "Permintaan perpanjangan sampai Jumat, 10 April 2026 sudah tersimpan. Kepala Seksi" in told
    assert "Kirim permintaan" not in told


def test_not_mine_goes_to_the_head_of_the_section_who_names_somebody(
    client: Client, tracker: Tracker, task: UUID, signed_in: SignIn
) -> None:
    page = path(tracker, task)
    assert send(client, page, "bukan-saya", reason="Wewenang dinas").status_code == 303
    assert "sudah disampaikan bahwa ini bukan tugas kepala desa uji" in words(client.get(page)).lower()
    assert tracker.views.wait_for(tracker.store.head(), 5)
    head, notulis = signed_in(Role.KASI), signed_in(Role.NOTULIS)
    assert "menunggu penetapan ulang" in words(head.get("/tindak-lanjut"))
    assert "menunggu penetapan ulang" not in words(notulis.get("/tindak-lanjut"))
    place = f"/tindak-lanjut/{task}"
    told = words(head.get(place))
    assert "oleh Kepala Desa Uji: “Wewenang dinas”. Menunggu penetapan ulang oleh Kepala Seksi" in told
    assert "Kepala Desa Uji menyampaikan bahwa ini bukan tugas Kepala Desa Uji" in told
    assert "lewat tautan di pesan pengingat" in told
    named = form_of(head.get(place), f"{place}/alihkan")
    assert named["in_charge"] == f"body:{VILLAGE}"
    sent = head.post(f"{place}/alihkan", data=named | {"reason": "Sesuai notulen"}, follow_redirects=False)
    assert sent.status_code == 303
    assert state_of(tracker, task).disowned_by is None
    assert "tetap Kepala Desa Uji" in words(head.get(place))


def test_sent_twice_it_is_stored_once(client: Client, tracker: Tracker, task: UUID) -> None:
    page = path(tracker, task)
    data = form_of(client.get(page), f"{page}/selesai") | {"note": "Sudah"}
    for _ in range(2):
        assert client.post(f"{page}/selesai", data=data, follow_redirects=False).status_code == 303
    assert topics(tracker.store, task) == ["follow_up.opened.1", "follow_up.reported_done.1"]


def test_what_changed_meanwhile_is_said_and_what_was_typed_is_kept(
    client: Client, tracker: Tracker, task: UUID
) -> None:
    page = path(tracker, task)
    data = form_of(client.get(page), f"{page}/perpanjangan") | {"due_on": "2026-04-10", "reason": "Hujan"}
    moved = follow_ups.Correct(follow_up_id=task, due_on=date(2026, 3, 18))
    camat = actor_of(tracker, username(Role.CAMAT), "web")
    follow_ups.correct(tracker, camat, Asked(request_id="maju", reason="Dipercepat"), moved)
    answer = client.post(f"{page}/perpanjangan", data=data)
    assert answer.status_code == 409
    assert "Batas waktu menjadi: Rabu, 18 Maret 2026" in words(answer)
    again = form_of(answer, f"{page}/perpanjangan")
    assert again["reason"] == "Hujan"
    sent = client.post(f"{page}/perpanjangan", data=again, follow_redirects=False)
    assert sent.status_code == 303


def test_what_the_office_notes_beside_it_stops_nobody_and_is_not_shown(
    client: Client, tracker: Tracker, task: UUID
) -> None:
    page = path(tracker, task)
    data = form_of(client.get(page), f"{page}/selesai") | {"note": "Sudah"}
    note = notes.WriteComment(follow_up_id=task, text="Catatan dalam kantor")
    notes.write_comment(tracker, actor_of(tracker, username(Role.KASI), "web"), Asked(request_id="c"), note)
    assert "Catatan dalam kantor" not in client.get(page).text
    assert client.post(f"{page}/selesai", data=data, follow_redirects=False).status_code == 303


def test_a_report_sent_back_says_why(client: Client, tracker: Tracker, task: UUID) -> None:
    page = path(tracker, task)
    send(client, page, "selesai", note="Sudah")
    kasi = actor_of(tracker, username(Role.KASI), "web")
    asked = Asked(request_id="kembali", reason="Mohon fotonya")
    follow_ups.return_(tracker, kasi, asked, follow_ups.Return(follow_up_id=task))
    assert "dikembalikan agar dilengkapi: Mohon fotonya" in words(client.get(page))
    send(client, page, "selesai", note="Sudah lagi")
    send(client, page, "urungkan")
    assert "dikembalikan agar dilengkapi: Mohon fotonya" in words(client.get(page))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_forged_link_is_refused_and_an_expired_one_is_gone(
    client: Client, tracker: Tracker, clock: FixedClock, task: UUID, method: str
) -> None:
    page = path(tracker, task)
    data = form_of(client.get(page), f"{page}/selesai") | {"note": "Sudah"}
    forged = page[:-5] + ("AAAAA" if page[-5:] != "AAAAA" else "BBBBB")

    def ask(to: str) -> httpx.Response:
        return client.get(to) if method == "GET" else client.post(f"{to}/selesai", data=data)

    answer = ask(forged)
    assert answer.status_code == 403
    assert "Tautan tidak dapat dibuka" in words(answer)
    assert answer.headers["referrer-policy"] == "no-referrer"
    clock.advance(LIFE + timedelta(seconds=1))
    answer = ask(page)
    assert answer.status_code == 410
    assert "berlaku 14 hari" in words(answer)
    assert topics(tracker.store, task) == ["follow_up.opened.1"]


def test_another_persons_link_shows_nothing_of_it(client: Client, tracker: Tracker, task: UUID) -> None:
    answer = client.get(path(tracker, task, person_id(CODE, "camat")))
    assert answer.status_code == 403
    assert "menjadi tugas pihak lain" in words(answer)
    assert "Data warga" not in words(answer)


def test_given_to_somebody_else_meanwhile_the_open_form_is_refused(
    client: Client, tracker: Tracker, task: UUID
) -> None:
    page = path(tracker, task)
    data = form_of(client.get(page), f"{page}/selesai") | {"note": "Sudah"}
    given = follow_ups.Reassign(follow_up_id=task, in_charge_kind="position", in_charge_code="sekcam")
    camat = actor_of(tracker, username(Role.CAMAT), "web")
    follow_ups.reassign(tracker, camat, Asked(request_id="alih", reason="Tugas sekretariat"), given)
    answer = client.post(f"{page}/selesai", data=data)
    assert answer.status_code == 403
    assert "menjadi tugas pihak lain" in words(answer)
    assert state_of(tracker, task).status is Status.BELUM_DITINDAKLANJUTI


def test_finished_meanwhile_it_says_so(client: Client, tracker: Tracker, task: UUID) -> None:
    page, other = path(tracker, task), path(tracker, task, STAFF)
    data = form_of(client.get(other), f"{other}/selesai") | {"note": "Saya juga"}
    send(client, page, "selesai", note="Sudah")
    answer = client.post(f"{other}/selesai", data=data)
    assert answer.status_code == 409
    assert "Kepala Desa Uji melaporkan selesai" in words(answer)
    assert topics(tracker.store, task) == ["follow_up.opened.1", "follow_up.reported_done.1"]


def test_in_a_browser_where_somebody_else_is_signed_in_nothing_is_done_in_the_wrong_name(
    tracker: Tracker, task: UUID, signed_in: SignIn
) -> None:
    head = signed_in(Role.KASI)
    answer = head.get(path(tracker, task))
    assert answer.status_code == 403
    assert "ditulis untuk Kepala Desa Uji" in words(answer)
    assert f'href="/tindak-lanjut/{task}"' in answer.text
    assert signed_in(Role.STAF).get(path(tracker, task, STAFF)).status_code == 200


def test_forged_links_are_counted_by_address_and_shut_nobody_out(
    client: Client, tracker: Tracker, task: UUID, clock: FixedClock
) -> None:
    attempts.note(tracker, ["link/testclient"] * (attempts.MOST_FROM - 1))
    assert client.get("/t/" + "x" * 72).status_code == 403
    answer = client.get("/t/" + "x" * 72)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    assert client.get(path(tracker, task)).status_code == 200
    clock.advance(attempts.WINDOW)
    assert client.get("/t/" + "x" * 72).status_code == 403


def test_one_link_does_not_fill_the_disk(client: Client, tracker: Tracker, task: UUID) -> None:
    page = path(tracker, task)
    for _ in range(MOST_SENT):
        assert send(client, page, "bukan-saya").status_code == 422
    answer = send(client, page, "bukan-saya", reason="Bukan")
    assert answer.status_code == 429
    assert topics(tracker.store, task) == ["follow_up.opened.1"]


def test_no_line_of_the_log_and_no_measure_holds_a_link(
    client: Client, tracker: Tracker, task: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = path(tracker, task)
    client.get(page)
    send(client, page, "selesai", note="Sudah")
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    token = page.removeprefix("/t/")
    assert token not in "\n".join(ours)
    assert {json.loads(line)["path"] for line in ours if line.startswith("{")} == {"/t/…"}
    assert token not in client.get("/metrics").text
    assert token.encode() not in b"".join(past.body for past in tracker.store.history(task))


def test_a_browser_that_lets_no_origin_out_may_send_this_form_alone(
    open_client: Callable[[], Client], tracker: Tracker, task: UUID
) -> None:
    client, page = open_client(), path(tracker, task)
    data = form_of(client.get(page), f"{page}/bukan-saya") | {"reason": "Bukan"}
    hidden = {"origin": "null"}
    sent = client.post(f"{page}/bukan-saya", data=data, headers=hidden, follow_redirects=False)
    assert sent.status_code == 303
    token = form_of(client.get("/masuk"), "/masuk")
    assert client.post("/masuk", data=token | {"username": "a"}, headers=hidden).status_code == 403


def test_a_slip_of_the_thumb_is_undone_by_the_link_that_made_it(
    client: Client, tracker: Tracker, task: UUID, clock: FixedClock
) -> None:
    page = path(tracker, task)
    assert send(client, page, "bukan-saya", reason="Bukan wilayah kami").status_code == 303
    other = path(tracker, task, STAFF)
    assert "Urungkan" not in words(client.get(other))
    assert "Urungkan sampai pukul 09.10 WIB" in words(client.get(page))
    assert send(client, page, "urungkan").status_code == 303
    state, _ = tracker.store.load(task, evolve)
    assert state is not None
    assert state.disowned_by is None
    clock.advance(minutes=11)
    assert send(client, page, "selesai", note="Sudah").status_code == 303
    late = form_of(client.get(page), f"{page}/urungkan")
    clock.advance(minutes=11)
    refused = client.post(f"{page}/urungkan", data=late)
    assert refused.status_code == 422
    assert "Sudah lewat 10 menit" in words(refused)
