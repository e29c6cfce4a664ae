"""Importing a register: all or nothing, once in effect, every row at fault named."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from projections import figures as facts_model
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application.accounts import actor_of
from tracker.application.actor import operator
from tracker.application.coordinations import LogCoordination, log
from tracker.application.register_import import ImportRegister, Summary, import_register
from tracker.application.table_file.problems import RowsRefused
from tracker.domain import coordination as coordinations
from tracker.domain import follow_up as follow_ups
from tracker.domain.errors import Forbidden
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.identity import follow_up_id, imported_coordination_id, nth_outcome_id, person_id
from tracker.domain.in_charge import InCharge
from tracker.domain.role import Role

HEADER = (
    "kecamatan;nomor_kegiatan;jenis;bidang;tanggal;judul;hasil;perlu_tindak_lanjut;penanggung_jawab;batas_waktu;"
    "status;tanggal_dilaporkan;tanggal_diverifikasi;bukti;keluaran;bidang_hasil"
)
FINISHED = (
    f"{CODE};01/2022;rapat_koordinasi;Seksi Pemerintahan;31 Januari 2022;Rapat desa;Jadwal disusun;ya;"
    "Kepala Seksi Pemerintahan;28/02/2022;Selesai;20-02-2022;2022-02-25;rapat_koordinasi;;"
)
UNKNOWN = f"{CODE};01/2022;Rakor;pemerintahan;2022-01-31;Rapat desa;Pos dibangun;;Pak Lurah;;Proses;;;;berita_acara;"
INFORMS = f"{CODE};01/2022;rapat;;31/01/2022;Rapat desa;Diketahui;tidak;;;;;;;;"
WITHOUT_OUTCOME = f"{CODE};02/2022;fasilitasi;;2022-03-31;Fasilitasi;;;;;;;;;rekomendasi;"


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(), tmp_path) as work:
        yield work


def register(*rows: str) -> ImportRegister:
    return ImportRegister(file_name="register.csv", content="\n".join((HEADER, *rows)).encode())


def imports(office: OfficeAtWork, *rows: str, dry_run: bool = False) -> Summary:
    return import_register(office.tracker, operator(), office.asked(), register(*rows), dry_run=dry_run)


def refusals(office: OfficeAtWork, *rows: str) -> tuple[str, ...]:
    """The problems; and nothing was written."""
    before = office.tracker.store.head()
    with pytest.raises(RowsRefused) as refusal:
        imports(office, *rows)
    assert office.tracker.store.head() == before
    return refusal.value.problems


def followed(office: OfficeAtWork, number: str, ordinal: int) -> FollowUp:
    stream = follow_up_id(nth_outcome_id(imported_coordination_id(CODE, 2022, number), ordinal))
    state, _ = office.tracker.store.load(stream, follow_ups.evolve)
    assert state is not None
    return state


def test_rows_of_one_number_are_one_coordination_with_its_outcomes_and_documents(
    office: OfficeAtWork,
) -> None:
    summary = imports(office, FINISHED, UNKNOWN, INFORMS, WITHOUT_OUTCOME)
    assert (summary.rows, summary.coordinations, summary.outcomes, summary.follow_ups) == (4, 2, 3, 2)
    stream = imported_coordination_id(CODE, 2022, "01/2022")
    state, _ = office.tracker.store.load(stream, coordinations.evolve)
    assert state is not None
    assert (state.held_on, state.details.section) == (date(2022, 1, 31), "pemerintahan")
    assert [outcome.text for outcome in state.outcomes] == ["Jadwal disusun", "Pos dibangun", "Diketahui"]
    assert [piece.type for piece in state.evidence] == [EvidenceType.RAPAT_KOORDINASI]
    assert [(piece.type, piece.dated_on) for piece in state.outputs] == [
        (EvidenceType.BERITA_ACARA, date(2022, 1, 31))
    ]
    assert state.source is not None
    assert (state.source.file_name, state.source.first_row) == ("register.csv", 2)


def test_a_state_is_taken_over_as_the_register_has_it(office: OfficeAtWork) -> None:
    imports(office, FINISHED, UNKNOWN)
    finished, open_ = followed(office, "01/2022", 1), followed(office, "01/2022", 2)
    assert (finished.status, finished.due_on) == (Status.SELESAI, date(2022, 2, 28))
    assert finished.report is not None
    assert finished.report.done_on == date(2022, 2, 20)
    assert finished.in_charge == InCharge("position", "kasi_pemerintahan", "Kepala Seksi Pemerintahan")
    assert open_.status is Status.DALAM_PROSES
    assert open_.due_proposed


def test_a_name_that_matches_nobody_is_kept_as_text_and_flagged(office: OfficeAtWork) -> None:
    summary = imports(office, FINISHED, UNKNOWN)
    assert summary.unmatched == ("Baris 3, penanggung_jawab: “Pak Lurah”",)
    assert followed(office, "01/2022", 2).in_charge == InCharge("text", "", "Pak Lurah")


@pytest.mark.parametrize(
    "who", ["kasi_pemerintahan", "KEPALA SEKSI PEMERINTAHAN", "Ibu Kepala Seksi Pemerintahan"]
)
def test_a_position_is_known_by_code_title_and_holder(office: OfficeAtWork, who: str) -> None:
    imports(office, FINISHED.replace("Kepala Seksi Pemerintahan", who))
    in_charge = followed(office, "01/2022", 1).in_charge
    assert in_charge is not None
    assert in_charge.code == "kasi_pemerintahan"


def test_the_figures_count_what_was_imported(office: OfficeAtWork) -> None:
    imports(office, FINISHED, UNKNOWN, WITHOUT_OUTCOME)
    office.catch_up()
    with office.tracker.views.connect() as connection:
        facts = facts_model.facts(connection, CODE, date(2022, 1, 1), date(2022, 12, 31))
    assert [(fact.held_on, len(fact.outcomes)) for fact in facts] == [
        (date(2022, 1, 31), 2),
        (date(2022, 3, 31), 0),
    ]
    assert {outcome.status for outcome in facts[0].outcomes} == {Status.SELESAI, Status.DALAM_PROSES}


def test_the_same_file_twice_changes_nothing(office: OfficeAtWork) -> None:
    imports(office, FINISHED, UNKNOWN)
    head = office.tracker.store.head()
    again = imports(office, FINISHED, UNKNOWN)
    assert (again.coordinations, again.unchanged, again.position) == (0, 1, None)
    assert office.tracker.store.head() == head


def test_a_longer_register_adds_only_what_is_new(office: OfficeAtWork) -> None:
    imports(office, FINISHED)
    summary = imports(office, WITHOUT_OUTCOME, FINISHED)
    assert (summary.coordinations, summary.unchanged) == (1, 1)


def test_a_row_imported_before_with_other_content_is_named_and_refused(office: OfficeAtWork) -> None:
    imports(office, FINISHED, WITHOUT_OUTCOME)
    (problem,) = refusals(office, WITHOUT_OUTCOME, FINISHED.replace("Jadwal disusun", "Jadwal diubah"))
    assert problem.startswith("Baris 3: kegiatan 01/2022 sudah diimpor dengan isi yang lain")


def test_a_dry_run_says_the_same_and_writes_nothing(office: OfficeAtWork) -> None:
    before = office.tracker.store.head()
    planned = imports(office, FINISHED, UNKNOWN, dry_run=True)
    assert office.tracker.store.head() == before
    done = imports(office, FINISHED, UNKNOWN)
    assert (planned.coordinations, planned.outcomes, planned.unmatched) == (
        done.coordinations,
        done.outcomes,
        done.unmatched,
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (FINISHED.replace("31 Januari 2022", "32/01/2022"), "Baris 2, tanggal: “32/01/2022” bukan tanggal"),
        (FINISHED.replace("2022-02-25", ""), "Baris 2, tanggal_diverifikasi: wajib diisi"),
        (FINISHED.replace("20-02-2022", "20-01-2022"), "Baris 2, tanggal_dilaporkan: tidak boleh sebelum"),
        (
            FINISHED.replace("28/02/2022", "28/01/2022"),
            "Baris 2, batas_waktu: Batas waktu tidak boleh sebelum",
        ),
        (
            FINISHED.replace("31 Januari 2022", "31 Januari 2030"),
            "Baris 2, tanggal: Tanggal kegiatan tidak boleh",
        ),
        (
            FINISHED.replace("Seksi Pemerintahan;31", "Seksi Pesta;31"),
            "Baris 2, bidang: “Seksi Pesta” tidak dikenal",
        ),
        (
            FINISHED.replace("rapat_koordinasi;;", ";rapat_koordinasi;"),
            "Baris 2, keluaran: Rapat koordinasi adalah",
        ),
        (FINISHED.replace(f"{CODE};", "99.99.99;"), "Baris 2, kecamatan: Kecamatan 99.99.99 tidak dikenal"),
        (FINISHED.replace("Rapat desa", ""), "Baris 2, judul: wajib diisi"),
        (FINISHED.replace("Rapat desa", "x" * 301), "Baris 2, judul: Judul kegiatan paling panjang"),
        (FINISHED.replace("Jadwal disusun", ""), "Baris 2, hasil: kosong, padahal berstatus"),
        (FINISHED.replace(";ya;", ";tidak;"), "Baris 2, status: hasil yang tidak perlu"),
        (
            INFORMS.replace("tidak;;;;", "tidak;;;;2022-02-05;"),
            "Baris 2, tanggal_dilaporkan: terisi, padahal",
        ),
        (FINISHED.replace("31 Januari 2022", "31 Januari 0022"), "Baris 2, tanggal: Tanggal kegiatan harus"),
        (FINISHED.replace("01/2022", "1" * 101), "Baris 2, nomor_kegiatan: Nomor kegiatan paling panjang"),
        (UNKNOWN.replace("Pak Lurah", "x" * 301), "Baris 2, penanggung_jawab: paling panjang"),
        (FINISHED.replace("28/02/2022", "28/02/9999"), "Baris 2, batas_waktu: Batas waktu harus"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(office: OfficeAtWork, row: str, problem: str) -> None:
    (line,) = refusals(office, row)
    assert line.startswith(problem)
    assert "\n" not in line


def test_every_wrong_row_is_named_at_once_and_the_right_ones_are_not_imported(office: OfficeAtWork) -> None:
    problems = refusals(
        office,
        WITHOUT_OUTCOME,
        FINISHED.replace("2022-02-25", ""),
        WITHOUT_OUTCOME.replace("02/2022", "03/2022").replace(";;2022-03-31", ";pesta;2022-03-31"),
    )
    assert [problem.split(",")[0] for problem in problems] == ["Baris 3", "Baris 4"]


def test_all_that_can_be_seen_to_be_wrong_is_told_in_one_answer(office: OfficeAtWork) -> None:
    """Cells, rules, sections, other rows and earlier numbers: whoever corrects them all is not sent back again."""
    typed = LogCoordination(
        office=CODE, kind="fasilitasi", title="Lain", held_on=date(2022, 5, 1), number="09/2022"
    )
    log(office.tracker, operator(), office.asked(), typed)
    imports(office, WITHOUT_OUTCOME)
    two = FINISHED.replace("28/02/2022", "besok").replace(";Seksi Pemerintahan;31", ";pesta;31")
    three = UNKNOWN.replace("Pak Lurah;;Proses;;", "Pak Lurah;01/01/2022;Selesai;2022-01-01;")
    four = FINISHED.replace("01/2022", "09/2022").replace("20-02-2022;2022-02-25", "20-02-2030;2022-01-01")
    five = WITHOUT_OUTCOME.replace("Fasilitasi;", "Berubah;")
    six = f"99.99.99;5;pesta;pesta;2022-01-31;{'x' * 301};Hasil;;;;Selesai;;;;;"
    seven = f"{CODE};;rapat;pesta;2022-01-31;Rapat;Hasil;;;;Selesai;;;;rapat_koordinasi;pesta"
    problems = refusals(office, two, three, four, five, six, seven)
    assert sorted(problem.partition(": ")[0] for problem in problems) == [
        "Baris 2, batas_waktu",
        "Baris 2, bidang",
        "Baris 3, batas_waktu",
        "Baris 3, tanggal_dilaporkan",
        "Baris 3, tanggal_diverifikasi",
        "Baris 4, nomor_kegiatan",
        "Baris 4, tanggal_dilaporkan",
        "Baris 4, tanggal_diverifikasi",
        "Baris 5",
        "Baris 6, jenis",
        "Baris 6, judul",
        "Baris 6, kecamatan",
        "Baris 6, tanggal_diverifikasi",
        "Baris 7, bidang",
        "Baris 7, bidang_hasil",
        "Baris 7, keluaran",
        "Baris 7, nomor_kegiatan",
        "Baris 7, tanggal_diverifikasi",
    ]


@pytest.mark.parametrize("column", range(16))
def test_a_cell_that_cannot_be_read_brings_no_other_fault_with_it(office: OfficeAtWork, column: int) -> None:
    """What is wrong because of it alone is not told: every line that is told is something to be corrected."""
    cells = FINISHED.split(";")
    cells[column] = "entah" if column != 5 else ""
    told = {problem.partition(":")[0] for problem in _told(office, ";".join(cells))}
    assert told <= {f"Baris 2, {HEADER.split(';')[column]}"}


def _told(office: OfficeAtWork, row: str) -> tuple[str, ...]:
    """The problems of that row; none where it can be imported after all."""
    try:
        imports(office, row)
    except RowsRefused as refusal:
        return refusal.problems
    return ()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (("2022-01-31", "2022-01-30"), "tanggal"),
        (("Rakor", "fasilitasi"), "jenis"),
        (("Rapat desa", "Lain"), "judul"),
    ],
)
def test_rows_of_one_coordination_must_agree_and_both_are_named(
    office: OfficeAtWork, change: tuple[str, str], column: str
) -> None:
    (problem,) = refusals(office, FINISHED, UNKNOWN.replace(*change))
    assert problem.startswith("Baris 2 dan 3: nomor_kegiatan 01/2022 sama")
    assert column in problem


def test_a_number_that_somebody_typed_before_is_taken(office: OfficeAtWork) -> None:
    typed = LogCoordination(
        office=CODE, kind="fasilitasi", title="Lain", held_on=date(2022, 5, 1), number="01/2022"
    )
    log(office.tracker, operator(), office.asked(), typed)
    (problem,) = refusals(office, FINISHED)
    assert problem.startswith("Baris 2, nomor_kegiatan: Nomor kegiatan 01/2022 sudah dipakai")


def test_the_same_number_of_another_year_is_another_coordination(office: OfficeAtWork) -> None:
    other_year = WITHOUT_OUTCOME.replace("02/2022", "01/2022").replace("2022-03-31", "2023-03-31")
    assert imports(office, FINISHED, other_year).coordinations == 2


def test_only_who_may_import_does_and_only_for_their_own_office(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    sekcam = actor_of(office.tracker, f"sekcam.{CODE}", "cli")
    staf = actor_of(office.tracker, f"staf.{CODE}", "cli")
    with pytest.raises(Forbidden, match="mengimpor register"):
        import_register(office.tracker, staf, office.asked(), register(FINISHED))
    with pytest.raises(RowsRefused, match="Tidak ditemukan di kecamatan Anda"):
        import_register(office.tracker, sekcam, office.asked(), register(FINISHED.replace(CODE, OTHER)))
    assert import_register(office.tracker, sekcam, office.asked(), register(FINISHED)).coordinations == 1


def test_who_imports_a_report_of_completion_does_not_verify_it(office: OfficeAtWork) -> None:
    reported = FINISHED.replace("Selesai;20-02-2022;2022-02-25", "Dilaporkan;20-02-2022;")
    reported = reported.replace("Kepala Seksi Pemerintahan;28", "Kepala Desa Uji;28")
    import_register(office.tracker, office.by(Role.SEKCAM), office.asked(), register(reported))
    follow_up = follow_up_id(nth_outcome_id(imported_coordination_id(CODE, 2022, "01/2022"), 1))
    report = followed(office, "01/2022", 1).report
    assert report is not None
    assert (report.typed_by, report.done_by) == (f"sekcam.{CODE}", None)
    office.vacate("kasi_pemerintahan", date(2020, 1, 2))
    with pytest.raises(Forbidden, match="diverifikasi oleh Camat"):
        office.verify(follow_up, Role.SEKCAM)
    office.verify(follow_up, Role.CAMAT)
    assert followed(office, "01/2022", 1).status is Status.SELESAI


def test_who_was_in_charge_on_the_day_of_completion_did_what_a_register_reports(office: OfficeAtWork) -> None:
    imports(office, FINISHED)
    report = followed(office, "01/2022", 1).report
    assert report is not None
    assert (report.typed_by, report.done_by) == ("operator", person_id(CODE, "kasi_pemerintahan"))
