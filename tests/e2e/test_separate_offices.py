"""Offices are separate: an account of Gucialit finds nothing of Sumberjambe's at any address, and changes nothing there."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.e2e.program import API, SUMBERJAMBE, Program
from tests.e2e.visitor import Visitor
from tests.support.day import TODAY
from tests.support.evidence_files import PDF
from tests.support.product import Product
from tracker.web.coordination_steps import Step as CoordinationStep
from tracker.web.pages.definition import Step as DefinitionStep
from tracker.web.steps import Step as FollowUpStep

STRANGERS = ("camat.gucialit", "admin.gucialit", "auditor.gucialit")


@pytest.fixture(scope="module")
def owner(demo: Product) -> Program:
    return Program(demo.url, demo.run, "camat.sumberjambe")


@pytest.fixture(scope="module")
def stranger(demo: Product) -> Program:
    return Program(demo.url, demo.run, "camat.gucialit")


@pytest.fixture(scope="module")
def ids(owner: Program) -> dict[str, str]:
    """One real record of Sumberjambe for each kind of identifier in an address."""
    coordination = owner.log("Rapat berbukti").id
    sha256 = owner.send_file("daftar hadir.pdf", PDF).json()["sha256"]
    proof = {"type": "dokumen_laporan", "dated_on": TODAY.isoformat(), "file": sha256}
    assert owner.post(f"/coordinations/{coordination}/attach-evidence", proof).status_code == 200
    return {
        "sha256": sha256,
        "coordination_id": owner.get("/coordinations").json()["rows"][0]["id"],
        "follow_up_id": owner.get("/follow-ups").json()["rows"][0]["id"],
        "code": owner.get("/indicators").json()[-1]["code"],
        "survey_id": owner.get("/surveys").json()[0]["id"],
        "series": owner.get("/series").json()[0]["code"],
    }


@pytest.fixture(scope="module", params=STRANGERS)
def visitor(demo: Product, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with Visitor(demo.url, request.param) as visitor:
        yield visitor


def addresses(demo: Product, method: str) -> list[str]:
    """Those of the API that name a record or an office, as the product describes itself."""
    described = httpx.get(f"{demo.url}/schema/openapi.json", timeout=20).json()["paths"]
    return [path.removeprefix(API) for path, by in described.items() if path.startswith(API) and method in by]


def filled(path: str, ids: dict[str, str]) -> str:
    if path.startswith("/series/"):
        return f"/series/{ids['series']}"
    return re.sub(r"\{(\w+)[^}]*\}", lambda match: ids[match[1]], path).rstrip("/")


def done_by_strangers(demo: Product) -> int:
    """The events of the log that were recorded by one of them."""
    log = demo.run("events", "tail", "-n", "100000", "--json").stdout
    return sum(log.count(f'"actor":"{name}"') for name in STRANGERS)


NOBODY = str(UUID(int=1))
BODIES: dict[str, dict[str, Any]] = {
    "hold": {"held_on": TODAY.isoformat()},
    "add-outcome": {"outcome": {"text": "Hasil orang lain"}},
    "attach-evidence": {"type": "sk_camat", "dated_on": TODAY.isoformat()},
    "record-output": {"type": "sk_camat", "dated_on": TODAY.isoformat()},
    "withdraw-evidence": {"evidence_id": NOBODY},
    "assign": {"in_charge": "camat"},
    "reassign": {"in_charge": "camat"},
    "report-progress": {"note": "Kemajuan orang lain"},
    "decide-cannot-follow-up": {"accepted": True},
    "request-extension": {"due_on": TODAY.isoformat()},
    "decide-extension": {"accepted": True},
    "name-alongside": {"alongside": ["camat"]},
    "add-checklist-item": {"text": "Butir orang lain"},
    "tick-checklist-item": {"item": NOBODY},
    "untick-checklist-item": {"item": NOBODY},
    "remove-checklist-item": {"item": NOBODY},
    "undo": {"step": 1},
    "comment": {"text": "Komentar orang lain"},
    "withdraw-comment": {"comment": NOBODY},
    "hand-overs": {"office": SUMBERJAMBE, "from": "camat", "to": "sekcam"},
    "revise": {"office": SUMBERJAMBE, "from_year": TODAY.year, "label": "Nama orang lain"},
    "adopt": {
        "office": SUMBERJAMBE,
        "from_year": TODAY.year,
        "document_number": "1",
        "document_date": TODAY.isoformat(),
    },
    "set-target": {"office": SUMBERJAMBE, "year": TODAY.year, "target": 50},
    "add-note": {"text": "Catatan orang lain"},
    "change-note": {"note_id": NOBODY, "text": "Catatan orang lain"},
    "remove-note": {"note_id": NOBODY},
    "record-attendance": {"attendees": []},
    "review": {"items": []},
    "withdraw-outcome": {"outcome_id": NOBODY},
    "reclassify-outcome": {"outcome_id": NOBODY, "needs_follow_up": True},
    "decide-consent": {"number": 1, "given": True},
    "take-back-request": {"number": 1},
    "surveys": {"office": SUMBERJAMBE, "name": "Survei orang lain", "year": TODAY.year},
    "import": {"office": SUMBERJAMBE, "name": "Survei", "file_name": "a.csv", "text": "persyaratan\n4"},
    "state-result": {
        "office": SUMBERJAMBE,
        "name": "Survei",
        "year": TODAY.year,
        "ikm": "90",
        "respondents": 9,
        "dated_on": TODAY.isoformat(),
    },
    "answer": {"answers": {"persyaratan": 4}},
    "withdraw-file": {"batch_id": NOBODY},
    "withdraw-answer": {"answer_id": NOBODY},
    "change-weight": {"weight": "0.11"},
    "state-population": {"population": 100},
    "erase-suggestion": {"suggestion_id": NOBODY},
    "series": {"office": SUMBERJAMBE, "code": "seri_lain", "title": "Seri orang lain"},
    "coordinations": {"office": SUMBERJAMBE, "kind": "rapat_koordinasi", "title": "Rapat orang lain"},
}
"""What each write needs to be understood at all; the others take a reason alone."""

NAME_A_RECORD = ("/coordinations/", "/follow-ups/", "/files/", "/surveys/")
"""Addresses that name a record of one office; the others take the office beside."""

FIELDS = {
    "reason": "Coba-coba",
    "title": "Rapat orang lain",
    "kind": "rapat_koordinasi",
    "text": "Hasil orang lain",
    "note": "Kemajuan orang lain",
    "in_charge": "position:camat",
    "decision": "setuju",
    "item": NOBODY,
    "comment": NOBODY,
    "evidence.type": "sk_camat",
    "evidence.0.type": "sk_camat",
    **dict.fromkeys(
        (
            "held_on",
            "planned_on",
            "to",
            "due_on",
            "started_on",
            "reported_on",
            "done_on",
            "evidence.dated_on",
            "evidence.0.dated_on",
        ),
        TODAY.isoformat(),
    ),
}
"""All that any form asks for: none of them is refused for what it lacks."""


def test_no_address_of_the_api_shows_another_office_s_records(
    demo: Product, owner: Program, stranger: Program, ids: dict[str, str]
) -> None:
    shown = [filled(path, ids) for path in addresses(demo, "get")]
    assert {f"/coordinations/{ids['coordination_id']}", f"/follow-ups/{ids['follow_up_id']}/history"} <= {
        *shown
    }
    for path in shown:
        whose = {} if path.startswith(NAME_A_RECORD) else {"office": SUMBERJAMBE}
        if path.endswith("/changes") and not path.startswith("/live"):
            whose["since"] = "2020-01-01T00:00:00Z"
        if not path.startswith("/live"):  # never ends for its own office
            assert owner.get(path, **whose).status_code == 200, path
        assert stranger.get(path, **whose).status_code == 404, path


def test_no_write_of_the_api_reaches_another_office_s_records(
    demo: Product, owner: Program, stranger: Program, ids: dict[str, str]
) -> None:
    before = done_by_strangers(demo)
    # What is uploaded goes to the sender's own office: it names no record of another.
    writes = [filled(path, ids) for path in addresses(demo, "post") if path != "/files"]
    assert len(writes) > 15
    for path in writes:
        body = {"reason": "Coba-coba"} | BODIES.get(path.rpartition("/")[2], {})
        if path.startswith("/freezes/"):
            body |= {"office": SUMBERJAMBE, "year": TODAY.year - 1}
        answer = stranger.post(path, body)
        assert answer.status_code == 404, f"{path}: {answer.status_code} {answer.text}"
    assert done_by_strangers(demo) == before


def test_no_page_shows_another_office_s_records(visitor: Visitor, ids: dict[str, str]) -> None:
    for path in (
        f"/kegiatan/{ids['coordination_id']}",
        f"/tindak-lanjut/{ids['follow_up_id']}",
        f"/indikator/{ids['code']}",
        f"/indikator/{ids['code']}/definisi",
        f"/indikator/{ids['code']}/perubahan",
        f"/bukti/{ids['sha256']}",
        f"/survei/{ids['survey_id']}",
        f"/seri/{ids['series']}",
        f"{API}/live?office={SUMBERJAMBE}",
        f"{API}/indicators?office={SUMBERJAMBE}",
    ):
        answer = visitor.get(path)
        assert answer.status_code == 404, path
        assert "Sumberjambe" not in answer.text


def test_no_form_reaches_another_office_s_records(
    demo: Product, visitor: Visitor, ids: dict[str, str]
) -> None:
    before = done_by_strangers(demo)
    token = visitor.token()
    steps = [
        *(f"/kegiatan/{ids['coordination_id']}/{step}" for step in CoordinationStep),
        *(f"/tindak-lanjut/{ids['follow_up_id']}/{step}" for step in FollowUpStep),
        *(f"/indikator/{ids['code']}/definisi/{step}" for step in DefinitionStep),
    ]
    for path in steps:
        answer = visitor.post(path, _csrf_token=token, request_id=str(uuid4()), **FIELDS)
        assert answer.status_code == 404, f"{path}: {answer.status_code}"
        assert "Sumberjambe" not in answer.text
    assert done_by_strangers(demo) == before


def test_lists_hold_the_reader_s_own_office_alone(visitor: Visitor) -> None:
    for path in ("/", "/kegiatan", "/tindak-lanjut?lingkup=semua", "/surat"):
        answer = visitor.get(path)
        assert answer.status_code == 200
        assert "umberjambe" not in answer.text


def test_a_letter_to_another_office_is_not_found(demo: Product, visitor: Visitor) -> None:
    with Visitor(demo.url, "camat.sumberjambe") as reader:
        letters = re.findall(r'href="(/surat/\d+)"', reader.get("/surat").text)
        assert reader.get(letters[0]).status_code == 200
    assert visitor.get(letters[0]).status_code == 404
