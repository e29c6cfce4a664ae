"""The page of an indicator's definition: who may edit and sign does it there, everybody else reads how it came about."""

import json

import pytest

from tests.support.clock import FixedClock
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, send, words
from tracker.application.tracker import Tracker
from tracker.domain import indicator as domain
from tracker.domain.counting import CountsFrom, Rule
from tracker.domain.identity import indicator_id
from tracker.domain.indicator import Indicator
from tracker.domain.role import Role
from tracker.web.snapshot import snapshot

PAGE = "/indikator/koordinasi/definisi"
SIGNED = {"document_number": "188/7/2026", "document_date": "2026-03-16"}


def state(tracker: Tracker) -> Indicator:
    found, _ = tracker.store.load(indicator_id("99.01.01", "koordinasi"), domain.evolve)
    assert found is not None
    return found


def events(tracker: Tracker) -> int:
    return len(tracker.store.history(indicator_id("99.01.01", "koordinasi")))


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        (Role.ADMIN, {"ubah", "target"}),
        (Role.SEKCAM, {"ubah", "target"}),
        (Role.CAMAT, {"tetapkan"}),
        (Role.KASI, set()),
        (Role.AUDITOR, set()),
    ],
)
def test_each_reader_is_offered_what_is_his_to_do(signed_in: SignIn, role: Role, steps: set[str]) -> None:
    page = signed_in(role).get(PAGE)
    assert {
        step for step in ("ubah", "tetapkan", "target") if f'action="{PAGE}/{step}"' in page.text
    } == steps
    seen = words(page)
    assert "belum ditetapkan" in seen
    assert "mencatat indikator ini menurut Dokumen uji" in seen
    assert "Sebuah koordinasi terpenuhi bila semua hasilnya" in seen


def test_a_definition_is_restated_with_what_really_changed(signed_in: SignIn, tracker: Tracker) -> None:
    admin = signed_in(Role.ADMIN)
    answer = send(
        admin, PAGE, f"{PAGE}/ubah", label="Nama baru", rule="per_result", counts_from="reported",
        explanation="Satu.\r\nDua.", sections="pilih", sections__pemerintahan="ya",
    )  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?tahun=2026")
    edition = state(tracker).for_year(2026)
    assert (edition.label, edition.rule, edition.counts_from) == (
        "Nama baru",
        Rule.PER_RESULT,
        CountsFrom.REPORTED,
    )
    assert (edition.explanation, edition.sections) == ("Satu.\nDua.", ("pemerintahan",))
    seen = words(admin.get(PAGE))
    assert "mengubah definisi mulai tahun 2026" in seen
    assert "Bidang: Seksi Pemerintahan" in seen
    assert "Official" not in seen
    assert state(tracker).for_year(2025).label == "Hasil koordinasi yang ditindaklanjuti"
    again = send(admin, PAGE, f"{PAGE}/ubah")
    assert again.status_code == 422
    assert "Tidak ada yang berubah" in words(again)
    assert events(tracker) == 2


def test_the_camat_signs_and_the_figures_are_no_simulation_any_more(
    signed_in: SignIn, tracker: Tracker
) -> None:
    camat = signed_in(Role.CAMAT)
    assert "SIMULASI" in words(camat.get("/"))
    answer = send(camat, PAGE, f"{PAGE}/tetapkan", rule="seed_literal", **SIGNED)
    assert answer.status_code == 303
    seen = words(camat.get(PAGE))
    assert "ditetapkan dengan dokumen nomor 188/7/2026, Senin, 16 Maret 2026" in seen
    assert "Rumus ini dapat melewati 100 %" in seen
    assert "menetapkan definisi operasional mulai tahun 2026" in seen
    assert "Predikat capaian: ≥ 91,00 Sangat Tinggi" in seen
    figures = camat.get("/indikator/koordinasi").text
    assert figures.count("tag-sim") == 3  # the three other readings
    dashboard = camat.get("/")
    assert "Definisi operasional ditetapkan" in words(dashboard)
    assert f'<a href="{PAGE}">Hasil koordinasi yang ditindaklanjuti</a>' in dashboard.text
    assert camat.get("/indikator/koordinasi?tahun=2025").text.count("tag-sim") == 5


def test_the_targets_of_a_year_are_set_together(signed_in: SignIn, tracker: Tracker) -> None:
    sekcam = signed_in(Role.SEKCAM)
    answer = send(sekcam, PAGE, f"{PAGE}/target", target="82,5", target_tw1="20", target_tw4="82.5")
    assert answer.status_code == 303
    assert events(tracker) == 4
    form = form_of(sekcam.get(PAGE), f"{PAGE}/target")
    assert (form["target"], form["target_tw1"], form["target_tw2"]) == ("82,50", "20,00", "")
    assert "Target 82,50" in words(sekcam.get("/"))
    assert json.loads(snapshot(tracker, "99.01.01"))["figures"][0]["aim"] == "Target 82,50"
    assert send(sekcam, PAGE, f"{PAGE}/target", target="").status_code == 303
    assert "Target 82,50" not in words(sekcam.get("/"))


@pytest.mark.parametrize(
    ("step", "typed", "field"),
    [
        ("target", {"target": "-3"}, "target"),
        ("target", {"target_tw2": "banyak"}, "target_tw2"),
        ("target", {"target_tw3": "101"}, "target_tw3"),
        ("target", {"year": "2024", "target": "50"}, "reason"),
        ("target", {"year": "x", "target": "50"}, "year"),
        ("ubah", {"label": ""}, "label"),
        ("ubah", {"from_year": "1999", "label": "x"}, "from_year"),
        ("ubah", {"from_year": "2024", "label": "x"}, "reason"),
        ("ubah", {"rule": "ngawur"}, "rule"),
        ("ubah", {"rule": "survei"}, "rule"),
        ("ubah", {"rule": "evidenced_output", "counts_from": "begun"}, "counts_from"),
        ("ubah", {"sections": "pilih"}, "sections"),
        ("ubah", {"kinds": "pilih"}, "kinds"),
        ("ubah", {"sections": "pilih", "sections__tidak_ada": "ya"}, "sections"),
        ("ubah", {"number": "dua"}, "number"),
    ],
)
def test_a_wrong_field_is_named_what_was_typed_is_kept_and_nothing_is_written(
    signed_in: SignIn, tracker: Tracker, step: str, typed: dict[str, str], field: str
) -> None:
    admin = signed_in(Role.ADMIN)
    answer = send(admin, PAGE, f"{PAGE}/{step}", **typed)
    assert answer.status_code == 422, words(answer)
    assert f'href="#{step}.{field}"' in answer.text
    assert f'id="{step}.{field}"' in answer.text
    form = form_of(answer, f"{PAGE}/{step}")
    kept = {name.replace("__", "."): value for name, value in typed.items() if value != "ngawur"}
    shown = {
        name: value for name, value in kept.items() if name in form and name not in {"year", "from_year"}
    }
    assert {name: form[name] for name in shown} == shown
    assert events(tracker) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"document_date": "2026-03-16"}, "document_number"),
        ({"document_number": "1"}, "document_date"),
        ({"document_number": "1", "document_date": "2026-03-18"}, "document_date"),
        ({"document_number": "1", "document_date": "entahlah"}, "document_date"),
    ],
)
def test_a_signature_names_its_document(
    signed_in: SignIn, tracker: Tracker, typed: dict[str, str], field: str
) -> None:
    answer = send(signed_in(Role.CAMAT), PAGE, f"{PAGE}/tetapkan", **typed)
    assert answer.status_code == 422
    assert f'href="#tetapkan.{field}"' in answer.text
    assert events(tracker) == 1


def test_who_may_not_is_refused_even_with_a_form_of_somebody_else(
    signed_in: SignIn, tracker: Tracker
) -> None:
    admin, staf = signed_in(Role.ADMIN), signed_in(Role.STAF)
    form = form_of(admin.get(PAGE), f"{PAGE}/target")
    token = form_of(staf.get("/kegiatan/baru"), "/kegiatan/baru")["_csrf_token"]
    answer = staf.post(f"{PAGE}/target", data=form | {"target": "50", "_csrf_token": token})
    assert answer.status_code == 403
    assert "Admin" in words(answer)
    assert events(tracker) == 1


def test_a_form_drawn_before_somebody_elses_change_is_shown_what_happened(signed_in: SignIn) -> None:
    admin, sekcam = signed_in(Role.ADMIN), signed_in(Role.SEKCAM)
    late = form_of(admin.get(PAGE), f"{PAGE}/ubah") | {"label": "Nama dari admin"}
    send(sekcam, PAGE, f"{PAGE}/ubah", label="Nama dari sekcam")
    answer = admin.post(f"{PAGE}/ubah", data=late)
    assert answer.status_code == 409
    seen = words(answer)
    assert "Sementara Anda mengisi, catatan ini diubah oleh Akun sekcam." in seen
    assert "Nama di layar: Nama dari sekcam" in seen
    assert form_of(answer, f"{PAGE}/ubah")["label"] == "Nama dari admin"


def test_a_refused_forms_address_leads_back_and_what_is_not_there_is_not_found(signed_in: SignIn) -> None:
    client = signed_in(Role.ADMIN)
    back = client.get(f"{PAGE}/ubah", follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, f"{PAGE}#ubah.isian")
    assert client.get(f"{PAGE}/ngawur").status_code == 404
    assert client.get("/indikator/tidak-ada/definisi").status_code == 404


def test_the_indicators_page_links_to_it_for_the_same_year(client: Client, signed_in: SignIn) -> None:
    page = signed_in(Role.STAF).get("/indikator/koordinasi?tahun=2025")
    assert f'href="{PAGE}?tahun=2025"' in page.text


def test_a_definition_of_another_year_is_shown_as_it_was(signed_in: SignIn, clock: FixedClock) -> None:
    admin = signed_in(Role.ADMIN)
    send(admin, PAGE, f"{PAGE}/ubah", label="Nama baru")
    assert "Nama baru" in words(admin.get(PAGE)).split("Definisi yang berlaku")[0]
    before = words(admin.get(f"{PAGE}?tahun=2025")).split("Definisi yang berlaku")[0]
    assert "Hasil koordinasi yang ditindaklanjuti" in before


def test_the_indicators_page_of_a_past_day_shows_the_definition_that_stood_then(
    signed_in: SignIn, clock: FixedClock
) -> None:
    clock.advance(days=3)
    send(signed_in(Role.ADMIN), PAGE, f"{PAGE}/ubah", label="Nama baru")
    client = signed_in(Role.STAF)
    assert "<h1>Nama baru</h1>" in client.get("/indikator/koordinasi").text
    past = client.get("/indikator/koordinasi?per=2026-03-17")
    assert "<h1>Hasil koordinasi yang ditindaklanjuti</h1>" in past.text
