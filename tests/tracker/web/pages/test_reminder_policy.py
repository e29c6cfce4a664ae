"""Aturan pengingat on its page: read in plain words, looked at with what it brings, then adopted."""

from datetime import date, timedelta

import httpx
import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, log, words
from tracker.application.tracker import Tracker
from tracker.domain.reminder_policy import DEFAULT, Escalation, Policy
from tracker.domain.role import Rank, Role

PAGE = "/pengaturan/aturan-pengingat"
LOOK, ADOPT = f"{PAGE}/periksa", f"{PAGE}/tetapkan"
OWN = {
    "before": "5, 2",
    "on_due": "",
    "after": "1 4",
    "every": "10",
    "waiting": "2",
    "escalation.kasi": "2",
    "escalation.sekcam": "",
    "escalation.camat": "",
    "at": "08.00",
    "quiet_from": "18.00",
    "quiet_until": "07.00",
    "digest_weekday": "4",
    "deadline_before": "7",
    "most_items": "20",
}
THE_SAME = Policy(
    before=(5, 2),
    on_due=False,
    after=(1, 4),
    every=10,
    waiting=(2,),
    escalation=(Escalation(Rank.KASI, 2),),
    at=DEFAULT.at.replace(8, 0),
    quiet_from=DEFAULT.at.replace(18, 0),
    quiet_until=DEFAULT.at.replace(7, 0),
    digest_weekday=4,
    deadline_before=(7,),
    most_items=20,
)


def send(client: Client, action: str, **typed: str) -> httpx.Response:
    form = form_of(client.get(PAGE), LOOK) | {name.replace("__", "."): value for name, value in typed.items()}
    return client.post(action, data=form, follow_redirects=False)


def test_the_policy_in_force_is_told_in_plain_sentences(signed_in: SignIn) -> None:
    seen = words(signed_in(Role.AUDITOR).get(PAGE))
    assert "Aturan bawaan" in seen
    assert (
        "3 hari kerja sebelum batas waktu; pada hari batas waktu; lalu 1, 2, 3, 5, dan 8 hari kerja sesudahnya, "
        "dan seterusnya setiap 5 hari kerja tanpa henti."
    ) in seen
    assert "Kasi sejak hari kerja ke-3, Sekcam sejak hari kerja ke-7, Camat sejak hari kerja ke-15." in seen
    assert "Dikirim pukul 07.30 pada hari kerja." in seen


def test_a_policy_is_looked_at_and_then_adopted_with_all_its_fields(
    tracker: Tracker, signed_in: SignIn
) -> None:
    sekcam = signed_in(Role.SEKCAM)
    head = tracker.store.head()
    looked = send(sekcam, LOOK, **OWN)
    assert looked.status_code == 200
    assert tracker.store.head() == head, "looking changes nothing"
    assert f'formaction="{ADOPT}"' in looked.text
    assert "5 dan 2 hari kerja sebelum batas waktu; lalu 1 dan 4 hari kerja sesudahnya" in words(looked)
    shown = form_of(looked, LOOK)
    assert {name: shown.get(name, "") for name in OWN} == OWN, "what was typed is kept"
    sent = sekcam.post(ADOPT, data=shown | {"for_running": "ya", "reason": "SE 5"}, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, PAGE)
    office = tracker.office(CODE)
    assert (office.newest_policy, office.policy(1)) == (1, THE_SAME)
    seen = words(signed_in(Role.STAF).get(PAGE))
    assert "Versi 1." in seen
    assert "Akun sekcam menetapkan aturan pengingat versi 1, berlaku juga bagi yang sedang berjalan" in seen
    assert "Alasan: SE 5" in seen


def test_the_forecast_counts_each_persons_fullest_day_and_what_will_not_go_into_one_message(
    tracker: Tracker, clock: FixedClock, signed_in: SignIn
) -> None:
    notulis = signed_in(Role.NOTULIS)
    due = date(2026, 3, 27)
    for number in range(3):
        outcome = {"text": f"Pekerjaan {number}", "in_charge": "position:staf_pemerintahan"}
        log(notulis, outcome | {"due_on": due.isoformat()}, title=f"Rapat {number}")
    tracker.views.wait_for(tracker.store.head(), 5)
    seen = words(send(signed_in(Role.CAMAT), LOOK, before="1", most_items="2"))
    assert "Andai semua yang sekarang ditunggu (3) memakai aturan ini" in seen
    assert "Ibu Staf Seksi Pemerintahan Staf Seksi Pemerintahan Kamis, 26 Maret 2026 3" in seen
    assert "akan diingatkan tentang 3 hal pada Kamis, 26 Maret 2026" in seen
    assert "satu pesan yang memuat 2; 1 selebihnya hanya disebut jumlahnya" in seen
    clock.advance(timedelta(days=300))
    assert "memakai aturan ini: " in words(send(signed_in(Role.CAMAT), LOOK)), "nothing falls silent"


def test_without_open_matters_the_forecast_says_so(signed_in: SignIn) -> None:
    assert "tidak ada yang sedang ditunggu" in words(send(signed_in(Role.ADMIN), LOOK))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"before": "tiga"}, "before"),
        ({"after": "0"}, "after"),
        ({"every": ""}, "every"),
        ({"every": "x"}, "every"),
        ({"waiting": "99"}, "waiting"),
        ({"escalation.kasi": "7", "escalation.sekcam": "3"}, "escalation"),
        ({"escalation.kasi": "x"}, "escalation.kasi"),
        ({"at": "21.00"}, "at"),
        ({"at": ""}, "at"),
        ({"quiet_until": "25.00"}, "quiet_until"),
        ({"digest_weekday": "6"}, "digest_weekday"),
        ({"deadline_before": "-1"}, "deadline_before"),
        ({"most_items": "0"}, "most_items"),
    ],
)
def test_what_cannot_be_is_linked_to_its_field_and_kept(
    tracker: Tracker, signed_in: SignIn, typed: dict[str, str], field: str
) -> None:
    admin, head = signed_in(Role.ADMIN), tracker.store.head()
    for action in (LOOK, ADOPT):
        refused = send(admin, action, **typed)
        assert refused.status_code == 422
        assert f'href="#{field}"' in refused.text
        assert f'id="{field}"' in refused.text
        kept = form_of(refused, LOOK)
        assert all(kept[name] == value for name, value in typed.items() if name != "digest_weekday")
    assert tracker.store.head() == head


def test_what_changes_nothing_is_not_adopted(tracker: Tracker, signed_in: SignIn) -> None:
    refused = send(signed_in(Role.ADMIN), ADOPT)
    assert refused.status_code == 422
    assert "Tidak ada yang berubah" in words(refused)
    assert tracker.office(CODE).newest_policy == 0


def test_who_may_not_change_it_reads_it(tracker: Tracker, signed_in: SignIn) -> None:
    filled = form_of(signed_in(Role.ADMIN).get(PAGE), LOOK) | {"every": "7"}
    head = tracker.store.head()
    for role in (Role.KASI, Role.NOTULIS, Role.STAF, Role.AUDITOR):
        client = signed_in(role)
        page = client.get(PAGE)
        assert f'action="{LOOK}"' not in page.text
        assert "Camat, Sekretaris Kecamatan, atau admin dapat mengubahnya." in words(page)
        sent = filled | {"_csrf_token": form_of(page, "/keluar")["_csrf_token"]}
        for action in (LOOK, ADOPT):
            assert client.post(action, data=sent, follow_redirects=False).status_code == 403, role
    assert tracker.store.head() == head


def test_an_address_that_is_opened_anew_leads_to_the_page(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    assert client.get(LOOK, follow_redirects=False).headers["location"] == PAGE
    assert client.get(f"{PAGE}/entah").status_code == 404
