"""Officials at their pages, without script: forms filled by what their labels say, each step answered in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.e2e.browsing import sign_in
from tests.support.product import Product

Value = str | bool | date | Path
Fields = Mapping[str, Value]
"""What is typed, chosen, ticked or uploaded, by the label of its field. A choice is named by its value."""


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_BEHIND = "Data sedang diperbarui"


class Official:
    """One signed-in person with a browser of their own."""

    def __init__(self, page: Page, url: str, username: str) -> None:
        self.page = page
        self.url = url
        sign_in(page, url, username)

    def open(self, path: str) -> None:
        answer = self.page.goto(f"{self.url}{path}")
        assert answer is not None
        self._catch_up()
        said = self.page.locator("main").inner_text()
        assert self.page.locator("h1").inner_text() != "Tidak ditemukan", f"{path}: {said}"

    def _catch_up(self) -> None:
        """Loads the page anew as long as it says that it does not show this person's last change yet."""
        for _ in range(100):
            if not self.page.get_by_text(_BEHIND).count():
                return
            self.page.wait_for_timeout(100)
            self.page.reload()
        raise AssertionError(self.page.locator("body").inner_text())

    def fill(self, fields: Fields, within: Locator | None = None) -> None:
        scope = within or self.page.locator("main")
        for label, value in fields.items():
            field = scope.get_by_label(label, exact=True).or_(
                scope.get_by_label(f"{label} (boleh kosong)", exact=True)
            )
            put(field, value)

    def send(self, button: str, within: Locator | None = None) -> str:
        """What the page says afterwards. Fails with the page's own words where it was refused."""
        (within or self.page.locator("main")).get_by_role("button", name=button, exact=True).click()
        alert = self.page.locator("main [role=alert]")
        assert not alert.count(), alert.inner_text()
        said = self.page.locator(".notices [role=status], .undo [role=status]")
        told = said.last.inner_text() if said.count() else ""
        self._catch_up()
        return told

    def step(self, name: str, fields: Fields, button: str) -> str:
        """A step of the record whose page is open: its form is unfolded where it is folded, filled and sent."""
        form = self.page.locator(f"form[id='{name}.isian']")
        assert form.count() == 1, f"{name} is not offered; offered: {self.offered()}"
        folded = self.page.locator(f"details#{name}")
        if folded.count() and folded.get_attribute("open") is None:
            folded.locator("summary").first.click()
        self.fill(fields, form)
        return self.send(button, form)

    def offered(self) -> list[str]:
        """The steps that this person may take on this page."""
        forms = self.page.locator("form[id$='.isian']").all()
        return [str(one.get_attribute("id")).removesuffix(".isian") for one in forms]

    def foot(self, heading: str) -> str:
        """What stands under the table of that heading, on one line."""
        section = self.page.locator("section", has=self.page.get_by_role("heading", name=heading, exact=True))
        return " ".join(section.locator("table tfoot").first.inner_text().split())

    def table(self, heading: str) -> dict[str, list[str]]:
        """The rows of the table under that heading: by what each is about, its other cells, each on one line."""
        section = self.page.locator("section", has=self.page.get_by_role("heading", name=heading, exact=True))
        rows = {}
        for row in section.locator("table").first.locator("tbody tr").all():
            cells = [" ".join(cell.split()) for cell in row.locator("td").all_inner_texts()]
            rows[" ".join(row.locator("th").inner_text().split())] = cells
        return rows


def put(field: Locator, value: Value) -> None:
    """Into a field of any kind; the first, where rows repeat it."""
    assert field.count(), f"no such field: {field}"
    field = field.first
    kind = field.evaluate("one => one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase()")
    if isinstance(value, bool):
        field.set_checked(value)
    elif isinstance(value, Path):
        field.set_input_files(value)
    elif kind == "select":
        field.select_option(str(value))
    else:
        field.fill(value.isoformat() if isinstance(value, date) else value)


SignIn = Callable[[str], Official]
"""The person of that account, signed in."""


@dataclass(frozen=True)
class Outcome:
    """`in_charge` as the list has it: `position:…` or `body:…`. Without, it only informs."""

    text: str
    in_charge: str = ""
    due_on: date | None = None
    section: str = ""


@dataclass(frozen=True)
class Meeting:
    """Its address, and that of each follow-up by its text."""

    address: str
    follow_ups: Mapping[str, str]


def log_meeting(
    official: Official, title: str, held_on: date, section: str, outcomes: Sequence[Outcome], **more: Value
) -> Meeting:
    """Through *Catat kegiatan*."""
    official.open("/kegiatan/baru")
    page = official.page
    official.fill({"Judul kegiatan": title, "Tanggal": held_on, "Bidang": section})
    if "kind" in more:
        page.locator(f"input[name=kind][value={more['kind']}]").check()
    if more.get("outside_authority"):
        page.get_by_label("Rincian lain").check()
        official.fill({"Di luar kewenangan kecamatan": True})
    for number, outcome in enumerate(outcomes):
        row = page.locator("[data-row]").nth(number)
        put(row.get_by_label(f"Hasil {number + 1}", exact=True), outcome.text)
        if not outcome.in_charge:
            put(row.get_by_label("Hanya informasi"), True)
            continue
        put(row.get_by_label("Penanggung jawab", exact=True), outcome.in_charge)
        if outcome.due_on:
            put(row.get_by_label("Batas waktu", exact=True), outcome.due_on)
        if outcome.section:
            row.locator("summary", has_text="Bidang hasil").click()
            put(row.get_by_label("Bidang hasil ini"), outcome.section)
    assert official.send("Simpan kegiatan") == "Tersimpan."
    assert page.locator("h1").inner_text() == title, page.locator("body").inner_text()
    links = {
        outcome.text: str(page.get_by_role("link", name=outcome.text, exact=True).first.get_attribute("href"))
        for outcome in outcomes
        if outcome.in_charge
    }
    return Meeting(page.url.partition("#")[0].removeprefix(official.url), links)


def adopt(camat: Official, code: str, document: str, day: date) -> None:
    """The Camat signs the definisi operasional as the page proposes it."""
    camat.open(f"/indikator/{code}/definisi")
    said = camat.step(
        "tetapkan",
        {"Nomor dokumen": document, "Tanggal dokumen": day},
        "Tetapkan definisi operasional",
    )
    assert said == "Definisi operasional ditetapkan."


def set_targets(planning: Official, code: str, year: int, targets: Fields) -> None:
    planning.open(f"/indikator/{code}/definisi?tahun={year}")
    assert planning.step("target", targets, "Simpan target") == "Target disimpan."


def keep_minutes(note_taker: Official, camat: Official, coordination: str, note: str, *present: str) -> None:
    """Point and attendance written down, submitted, and ratified by the Camat who chaired."""
    note_taker.open(coordination)
    assert note_taker.step("tambah-butir", {"Butir baru": note}, "Tambah butir") == "Butir ditambahkan."
    attendance = dict.fromkeys(present, "hadir")
    assert note_taker.step("daftar-hadir", attendance, "Simpan daftar hadir") == "Daftar hadir tersimpan."
    assert note_taker.step("ajukan-notulen", {}, "Ajukan notulen") == "Notulen diajukan untuk disahkan."
    camat.open(coordination)
    assert camat.step("sahkan-notulen", {}, "Sahkan notulen") == "Notulen disahkan."


def freeze(planning: Official, camat: Official, period: str, document: str) -> None:
    """Kasubbag Perencanaan proposes the figures of a period such as `2026/tw1`, the Camat confirms them."""
    planning.open(f"/penetapan/{period}")
    assert planning.step("usulkan", {}, "Usulkan kepada Camat") == "Usulan disampaikan kepada Camat."
    camat.open(f"/penetapan/{period}")
    typed = {"Nomor keputusan atau berita acara": document}
    assert camat.step("tetapkan", typed, "Tetapkan") == "Capaian ditetapkan."


@dataclass(frozen=True)
class Expected:
    """One indicator's row of a report as it was worked out by hand."""

    realised: str
    counts: str
    target: str
    achieved: str
    predicate: str

    def check(self, realised: str, target: str, achieved: str, predicate: str) -> None:
        assert realised.startswith(f"{self.realised} "), realised
        assert self.counts in realised, realised
        assert (target, achieved, predicate) == (self.target, self.achieved, self.predicate)


def expect_quarter(inspector: Official, table: Mapping[str, Expected], mean: str) -> None:
    """The frozen first quarter of 2026 and, nothing having happened since, the year so far: in both, this table."""
    inspector.open("/penetapan/2026/TW1")
    frozen = inspector.table("Angka yang ditetapkan")
    inspector.open("/laporan?tahun=2026")
    year, quarters = inspector.table("Capaian tahun 2026"), inspector.table("Per triwulan")
    assert inspector.foot("Capaian tahun 2026") == mean
    assert frozen.keys() == year.keys() == quarters.keys() == table.keys()
    for name, expected in table.items():
        realised, target, achieved, predicate, _ = frozen[name]
        expected.check(realised, target, achieved, predicate)
        target, realised, achieved, predicate = year[name][3:7]
        expected.check(realised, target, achieved, predicate)
        told = f"target {expected.target} · capaian {expected.achieved} · {expected.predicate} ditetapkan"
        assert quarters[name][0].startswith(f"{expected.realised} "), quarters[name][0]
        assert told in quarters[name][0], quarters[name][0]


def empty_demo(product: Product, instant: datetime) -> None:
    """The two offices with their indicators and accounts as they were that day, and nothing logged yet."""
    product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = _offset(instant)
    loaded = product.run("demo", "--empty")
    assert loaded.returncode == 0, loaded.stderr


def _offset(instant: datetime) -> str:
    return f"{round((instant - datetime.now(UTC)).total_seconds())}s"


@contextmanager
def at(product: Product, instant: datetime) -> Iterator[str]:
    """The product runs, and its clock shows that instant; the address."""
    product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = _offset(instant)
    part = product.serve()
    try:
        yield product.url
    finally:
        part.stop()


@contextmanager
def office_open(browser: Browser, url: str) -> Iterator[SignIn]:
    """Signs officials in by their account; each keeps the browser as long as the office is open."""
    contexts: list[BrowserContext] = []
    known: dict[str, Official] = {}

    def official(username: str) -> Official:
        if username not in known:
            contexts.append(browser.new_context(locale="id-ID", java_script_enabled=False))
            known[username] = Official(contexts[-1].new_page(), url, username)
        return known[username]

    yield official
    for context in contexts:
        context.close()
