"""What the command line prints of a demo home: figures, lists and histories, for people and for programs."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from tests.support.day import TODAY
from tests.support.product import Product
from tracker.cli.main import run

SUMBERJAMBE = ("--office", "35.09.31")


def answer(product: Product, *command: str) -> Any:
    """The JSON that a command prints."""
    done = product.run(*command, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


THIS_YEAR = ("--year", str(TODAY.year))


def test_the_figures_have_the_fields_that_programs_rely_on(demo: Product) -> None:
    figures = answer(demo, "indicators", *SUMBERJAMBE, *THIS_YEAR)
    assert [figure["code"] for figure in figures] == ["skm", "pmks", "trantibum", "pemerintahan"]
    promised = (
        "code name rule counts_from period cumulative cut_off as_of position simulation numerator denominator"
        " percentage target achievement predicate"
    )
    assert set(promised.split()) <= set(figures[1])
    assert (figures[1]["simulation"], figures[1]["target"]) == (False, "80.00")
    for asked in ((*SUMBERJAMBE, "--rule", "per_result"), ("--office", "35.08.13")):
        assert all(figure["simulation"] for figure in answer(demo, "indicators", *asked, *THIS_YEAR)[1:])
    assert figures[0]["percentage"] == "81.11"


def test_a_printed_figure_names_its_days_and_hides_nothing(demo: Product) -> None:
    printed = demo.run("indicators", *SUMBERJAMBE, *THIS_YEAR).stdout
    year = THIS_YEAR[1]
    assert f"Tahun {year}; tindak lanjut s.d. {year}-12-31; keadaan per {year}-" in printed
    for figure in answer(demo, "indicators", *SUMBERJAMBE, *THIS_YEAR)[1:]:
        balance = figure["balance"]
        assert (
            f"{figure['code']}: dilaksanakan {balance['held']} = dihitung {balance['counted']}"
            f" + informatif {balance['informational']} + tanpa bukti 0 + di luar kewenangan 0;"
            f" ditarik {balance['withdrawn']}, belum jatuh tempo {balance['not_due']}."
        ) in printed
    assert "SIMULASI" not in printed
    other = demo.run("indicators", *SUMBERJAMBE, *THIS_YEAR, "--rule", "per_result").stdout
    assert "pemerintahan: SIMULASI, bukan definisi yang ditetapkan." in other
    assert re.search(r"SIMULASI \d+,\d\d +SIMULASI [A-Z]", other)
    unsigned = demo.run("indicators", "--office", "35.08.13", *THIS_YEAR).stdout
    assert "fasilitasi_koordinasi: SIMULASI, definisi operasional belum ditetapkan." in unsigned


def test_explaining_a_figure_lists_what_makes_it(demo: Product) -> None:
    explained = answer(demo, "explain", "pemerintahan", *SUMBERJAMBE, *THIS_YEAR)
    assert sum(line["numerator"] for line in explained["lines"]) == explained["numerator"]
    assert sum(line["denominator"] for line in explained["lines"]) == explained["denominator"]


def test_what_changed_since_an_instant_adds_up_to_the_difference(demo: Product) -> None:
    before_the_demo = (TODAY - timedelta(days=400)).isoformat()
    asked = ("changes", "pemerintahan", *SUMBERJAMBE, *THIS_YEAR, "--since", before_the_demo)
    found = answer(demo, *asked)
    assert found["before"]["denominator"] == 0
    assert sum(change["denominator"] for change in found["changes"]) == found["after"]["denominator"]
    assert {change["course"] for change in found["changes"]} == {"entered"}
    assert all(change["events"] for change in found["changes"])
    printed = demo.run(*asked).stdout
    assert "pemerintahan: n/a → " in printed
    assert "masuk hitungan (pembilang" in printed


def test_lists_and_histories_can_be_read_as_of_an_instant(demo: Product) -> None:
    before_the_demo = ("--as-of", (TODAY - timedelta(days=400)).isoformat())
    now = answer(demo, "follow-ups", *SUMBERJAMBE)
    assert now
    assert answer(demo, "follow-ups", *SUMBERJAMBE, *before_the_demo) == []
    assert answer(demo, "history", now[0]["id"])
    assert answer(demo, "history", now[0]["id"], *before_the_demo) == []
    refused = demo.run("follow-ups", *SUMBERJAMBE, "--as-of", (TODAY + timedelta(days=9)).isoformat())
    assert refused.returncode == 1
    assert "Keadaan per tanggal tidak boleh sesudah sekarang" in refused.stderr


def test_every_option_of_a_figure_is_understood(demo: Product) -> None:
    (figure, *_) = [
        f
        for f in answer(
            demo,
            *(
                "indicators",
                *SUMBERJAMBE,
                *THIS_YEAR,
                "--period",
                "S2",
                "--cumulative",
                "--rule",
                "per_result",
            ),
            *("--counts-from", "begun", "--cannot-follow-up", "excluded", "--informational", "excluded"),
            *("--cut-off", f"{TODAY.year}-12-31"),
        )
        if f["rule"] is not None
    ]
    assert (figure["period"], figure["cumulative"]) == ("S2", True)
    assert (figure["rule"], figure["counts_from"]) == ("per_result", "begun")


def test_follow_ups_are_listed_by_due_date_and_filtered(demo: Product) -> None:
    everything = answer(demo, "follow-ups")
    overdue = answer(demo, "follow-ups", "--overdue")
    assert overdue
    assert all(row["overdue"] for row in overdue)
    assert len(overdue) < len(everything)
    by_code = answer(demo, "follow-ups", *SUMBERJAMBE, "--in-charge", "kapolsek")
    by_name = answer(demo, "follow-ups", *SUMBERJAMBE, "--in-charge", "Kapolsek Sumberjambe")
    assert by_code == by_name != []
    by_holder = answer(demo, "follow-ups", "--in-charge", "Moh. Fauzan Hamidi, S.STP.")
    assert {row["in_charge"]["code"] for row in by_holder} == {"kasi_pemerintahan"}


def test_a_history_tells_every_step(demo: Product) -> None:
    (row, *_) = answer(demo, "follow-ups", "--status", "tidak_dapat_ditindaklanjuti")
    topics = [entry["topic"] for entry in answer(demo, "history", row["id"])]
    assert topics == ["follow_up.opened.1", "follow_up.cannot_requested.1", "follow_up.cannot_accepted.1"]
    told = demo.run("history", row["id"]).stdout
    assert "menyetujui usulan" in told


def test_an_account_sees_its_own_office_alone(demo: Product) -> None:
    rows = answer(demo, "follow-ups", "--as", "camat.gucialit")
    assert {row["office"] for row in rows} == {"35.08.13"}
    refused = demo.run("indicators", *SUMBERJAMBE, *THIS_YEAR, "--as", "camat.gucialit")
    assert (refused.returncode, refused.stderr) == (1, "Tidak ditemukan di kecamatan Anda.\n")


def test_what_will_be_sent_and_what_was_is_read_of_the_own_office_alone(demo: Product) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    planned = answer(demo, "reminders", "plan", "--at", tomorrow, "--as", "camat.gucialit")
    assert {one["office"] for one in planned} == {"35.08.13"}
    everything = answer(demo, "reminders", "plan", "--at", tomorrow)
    assert {one["office"] for one in everything} == {"35.08.13", "35.09.31"}
    refused = demo.run("reminders", "plan", *SUMBERJAMBE, "--as", "camat.gucialit")
    assert (refused.returncode, refused.stderr) == (1, "Tidak ditemukan di kecamatan Anda.\n")
    one = planned[0]
    ledger = answer(demo, "reminders", "ledger", one["subject"])
    assert (ledger["office"], ledger["text"]) == ("35.08.13", one["text"])
    assert one["task"] in {coming["task"] for coming in ledger["coming"]}
    assert "Berikutnya" in demo.run("reminders", "ledger", one["subject"]).stdout
    assert demo.run("reminders", "ledger", one["subject"], "--as", "camat.sumberjambe").returncode == 1


@pytest.mark.parametrize(
    "command",
    [
        ("office", "list"),
        ("office", "show", "35.09.31"),
        ("section", "list", *SUMBERJAMBE),
        ("user", "list", *SUMBERJAMBE),
        ("indicator", "list", *SUMBERJAMBE),
        ("projections", "list"),
        ("projections", "parked"),
        ("reminders", "plan", "--at", "2099-01-01"),
        ("calendar", "list", *SUMBERJAMBE, "--year", "2026"),
    ],
)
def test_whatever_prints_data_prints_it_as_json_too(
    demo: Product,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TINDAKLANJUT_HOME", str(demo.home))
    assert run((*command, "--json")) == 0
    json.loads(capsys.readouterr().out)
    assert run(command) == 0
    assert capsys.readouterr().out


def test_working_days_leave_out_holidays_and_joint_leave(demo: Product) -> None:
    added = answer(demo, "calendar", "add-working-days", "2026-12-23", "3", *SUMBERJAMBE)
    assert added == {"date": "2026-12-30", "day": "Rabu"}


def test_the_log_is_shown_as_it_is_stored(demo: Product) -> None:
    first = json.loads(demo.run("events", "show", "1").stdout)
    assert (first["topic"], first["body"]["by"]["via"]) == ("office.registered.1", "cli")
    assert json.loads(demo.run("events", "show", "1", "--json").stdout) == first
    assert len(demo.run("events", "tail", "-n", "3").stdout.splitlines()) == 3


def test_the_read_models_can_be_filled_anew(demo: Product) -> None:
    before = answer(demo, "follow-ups")
    assert demo.run("projections", "rebuild").returncode == 0
    assert answer(demo, "projections", "list")["generation"] > 1
    assert answer(demo, "follow-ups") == before


def test_a_fresh_demo_is_fit_to_run(demo: Product) -> None:
    done = demo.run("check")
    assert (done.returncode, done.stdout) == (0, "Semua baik.\n")
