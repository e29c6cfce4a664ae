"""Pengingat gagal on its page: who sees what, and asking for it again."""

from uuid import UUID

import pytest
from sqlalchemy import insert, select

from tests.support.clock import FixedClock
from tests.support.office import CODE, username
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, send, words
from tracker.application.accounts import actor_of
from tracker.application.actor import system
from tracker.application.tracker import Tracker
from tracker.domain.identity import person_id, reminder_stream
from tracker.domain.matter import Task
from tracker.domain.reminder import Because, ReminderFailed
from tracker.domain.role import Role
from tracker.store.envelope import Change, Context
from tracker.store.kept import dispatch

PAGE = "/pengingat/gagal"


@pytest.fixture
def key(tracker: Tracker, clock: FixedClock, signed_in: SignIn) -> UUID:
    """A reminder that was given up, as the log and the queue have it."""
    client = signed_in(Role.NOTULIS)
    (page,) = follow_ups(client, log(client, {"text": "Memperbaiki jalan", "in_charge": "position:sekcam"}))
    subject, key, now = UUID(page.rsplit("/", 1)[1]), tracker.new_id(), clock()
    event = ReminderFailed(
        subject=subject,
        task=Task.CARRY_OUT,
        key=key,
        step="due",
        through=now.date(),
        due_on=now.date(),
        person_id=person_id(CODE, "sekcam"),
        person="Ibu Sekretaris Kecamatan",
        because=Because.IN_CHARGE,
        channel="email",
        planned_at=now,
        error="alamat penerima ditolak",
        attempt=5,
        final=True,
    )
    tracker.store.append(
        [Change(reminder_stream(subject), 0, (event,))],
        context=Context(
            actor=system().username,
            via="worker",
            request_id=f"reminder:{key}:failed:5",
            correlation_id=str(key),
        ),
        occurred_on=now.date(),
    )
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(dispatch).values(
                key=key,
                subject=subject,
                task=Task.CARRY_OUT,
                office=CODE,
                step="due",
                on_day=now.date(),
                late=0,
                due_on=now.date(),
                policy=0,
                person_id=person_id(CODE, "sekcam"),
                because=Because.IN_CHARGE,
                channel="email",
                planned_at=now,
                state="failed",
                attempt=5,
                begun=5,
                try_at=now,
                created_at=now,
                finished_at=now,
                error="alamat penerima ditolak",
            )
        )
    return key


def state_of(tracker: Tracker, key: UUID) -> str | None:
    with tracker.kept.connect() as connection:
        return connection.scalar(select(dispatch.c.state).where(dispatch.c.key == key))


def test_the_banner_leads_to_what_failed_and_there_it_is_tried_again(
    key: UUID, signed_in: SignIn, tracker: Tracker
) -> None:
    sekcam = signed_in(Role.SEKCAM)
    assert f'href="{PAGE}"' in sekcam.get("/").text
    seen = words(sekcam.get(PAGE))
    for word in ("Memperbaiki jalan", "Ibu Sekretaris", "pada batas waktu", "alamat penerima ditolak"):
        assert word in seen
    sent = send(sekcam, PAGE, f"{PAGE}/{key}/coba-lagi")
    assert (sent.status_code, sent.headers["location"]) == (303, PAGE)
    after = words(sekcam.get(PAGE))
    assert "Pengingat itu dicoba lagi" in after
    assert "Tidak ada pengingat yang gagal" in after
    assert state_of(tracker, key) == "pending"


def test_the_history_tells_who_asked(key: UUID, signed_in: SignIn, tracker: Tracker) -> None:
    camat = signed_in(Role.CAMAT)
    link = camat.get(PAGE).text.split('href="/tindak-lanjut/', 1)[1].split('"', 1)[0]
    send(camat, PAGE, f"{PAGE}/{key}/coba-lagi")
    told = words(camat.get(f"/tindak-lanjut/{link}"))
    name = actor_of(tracker, username(Role.CAMAT), "web").name
    assert f"{name} meminta pengingat kepada Ibu Sekretaris Kecamatan (pada batas waktu) dicoba lagi" in told


def test_all_at_once(key: UUID, signed_in: SignIn, tracker: Tracker) -> None:
    admin = signed_in(Role.ADMIN)
    page = admin.get(PAGE)
    form = form_of(page, f"{PAGE}/{key}/coba-lagi")
    sent = admin.post(f"{PAGE}/coba-lagi-semua", data=form, follow_redirects=False)
    assert sent.status_code == 303
    assert "1 pengingat dicoba lagi" in words(admin.get(PAGE))
    assert state_of(tracker, key) == "pending"


def test_others_see_it_and_cannot_ask(key: UUID, signed_in: SignIn, tracker: Tracker) -> None:
    sekcam, kasi = signed_in(Role.SEKCAM), signed_in(Role.KASI)
    page = kasi.get(PAGE)
    assert page.status_code == 200
    assert "coba-lagi" not in page.text
    form = form_of(sekcam.get(PAGE), f"{PAGE}/{key}/coba-lagi")
    own = form | {"_csrf_token": form_of(kasi.get("/"), "/keluar")["_csrf_token"]}
    refused = kasi.post(f"{PAGE}/{key}/coba-lagi", data=own, follow_redirects=False)
    assert refused.status_code == 403
    assert "Yang berwenang: Camat" in words(refused)
    assert state_of(tracker, key) == "failed"


def test_what_cannot_be_asked_for_is_said(key: UUID, signed_in: SignIn) -> None:
    admin = signed_in(Role.ADMIN)
    form = form_of(admin.get(PAGE), f"{PAGE}/{key}/coba-lagi")
    unknown = admin.post(f"{PAGE}/{UUID(int=1)}/coba-lagi", data=form, follow_redirects=False)
    assert unknown.status_code == 422
    assert "Pengingat itu tidak ditemukan." in words(unknown)
    assert admin.get(f"{PAGE}?sesudah=entah").status_code in {400, 422}
    reloaded = admin.get(f"{PAGE}/{key}/coba-lagi", follow_redirects=False)
    assert (reloaded.status_code, reloaded.headers["location"]) == (303, PAGE)
