"""How long it takes to log a meeting with three outcomes, embedded: `python -m benchmarks.log_meeting`.

Method. The product runs over the demo home; every append waits for the disk (SQLite, synchronous FULL). One writer
sends the meeting over a connection that stays open: to the API with a bearer token, and as the form of the page with a
session, its CSRF token and a new request id each time (timed until the redirect has come back). Read models, live
figures and reminders run on meanwhile. The first requests are not counted.
"""

from pathlib import Path
from uuid import uuid4

import msgspec

from benchmarks.demo import NOTE_TAKER, Client, form_token, load_demo, signed_in, with_token
from benchmarks.report import Figure, spread
from benchmarks.running import main
from tests.support.product import Product

WARM_UP, TIMES = 20, 300
TITLE = "Rapat koordinasi penyaluran bantuan"
TEXT = "Menyusun jadwal pendampingan desa dan melaporkan hasilnya kepada Camat"
DAY = "2026-03-02"


def measure(directory: Path) -> list[Figure]:
    folder = directory / "log-meeting"
    folder.mkdir()
    product = Product(folder)
    load_demo(product)
    try:
        product.serve()
        api = _over_api(with_token(product, NOTE_TAKER))
        page = _over_page(signed_in(product, NOTE_TAKER))
    finally:
        product.stop_all()
    return [
        Figure("Log a meeting with three outcomes, API", spread(api), "p50 ≤ 8 ms"),
        Figure("Log a meeting with three outcomes, page", spread(page), "p50 ≤ 8 ms"),
    ]


def meeting(title: str) -> bytes:
    """The body of the API's request."""
    outcome = {"text": TEXT, "in_charge": "kasi_pemerintahan", "due_on": "2026-04-02"}
    body = {"kind": "rapat_koordinasi", "title": title, "held_on": DAY, "section": "pemerintahan"}
    return msgspec.json.encode(body | {"outcomes": [outcome] * 3})


def _over_api(client: Client) -> list[float]:
    seconds = []
    for number in range(WARM_UP + TIMES):
        answer = client.post_json("/api/v1/coordinations", meeting(f"{TITLE} {number}"))
        assert answer.status == 201, answer.body
        seconds.append(answer.seconds)
    return seconds[WARM_UP:]


def _over_page(client: Client) -> list[float]:
    plain = {"_csrf_token": form_token(_form(client)), "kind": "rapat_koordinasi", "held_on": DAY}
    for number in range(3):
        plain |= {
            f"outcomes.{number}.text": TEXT,
            f"outcomes.{number}.in_charge": "position:kasi_pemerintahan",
            f"outcomes.{number}.due_on": "2026-04-02",
        }
    seconds = []
    for number in range(WARM_UP + TIMES):
        fields = plain | {"title": f"{TITLE} {number}", "request_id": uuid4().hex}
        answer = client.post_form("/kegiatan/baru", fields)
        assert answer.status == 303, answer.body
        seconds.append(answer.seconds)
    return seconds[WARM_UP:]


def _form(client: Client) -> str:
    with_form = client.get("/kegiatan/baru")
    assert with_form.status == 200
    return with_form.body.decode()


if __name__ == "__main__":
    main(measure)
