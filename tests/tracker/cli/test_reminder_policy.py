"""An office's reminder policy from the command line."""

import json
from collections.abc import Callable

import pytest

from tests.support.product import Product
from tracker.cli.main import run

OFFICE = ("--office", "35.99.01")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(product: Product, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: exit code, what it printed, what it complained of. One office is there."""
    for name, value in product.environment.items():
        monkeypatch.setenv(name, value)

    def call(*command: str) -> tuple[int, str, str]:
        code = run(command)
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err.strip()

    assert call("migrate")[0] == 0
    assert call("office", "add", "35.99.01", "Kecamatan Uji", "--regency", "Kabupaten Uji")[0] == 0
    return call


def test_a_policy_is_looked_at_adopted_and_read_in_each_of_its_versions(cli: Run) -> None:
    wanted = ("--before", "5,2", "--no-on-due", "--escalation", "kasi=2", "--at", "08.00", *OFFICE)
    code, printed, _ = cli("reminders", "policy", "set", "--preview", *wanted)
    assert code == 0
    assert "5 dan 2 hari kerja sebelum batas waktu; lalu 1, 2, 3, 5, dan 8 hari kerja sesudahnya" in printed
    assert "0 pengingat tentang" in printed
    shown = json.loads(cli("reminders", "policy", "show", *OFFICE, "--json")[1])
    assert (shown["number"], shown["policy"]["before"]) == (0, [3])
    adopted = json.loads(cli("reminders", "policy", "set", "--for-running", "--json", *wanted)[1])
    assert (adopted["number"], adopted["adopted"], adopted["warnings"]) == (1, True, [])
    shown = json.loads(cli("reminders", "policy", "show", *OFFICE, "--json")[1])
    assert shown["number"] == 1
    assert shown["policy"]["escalation"] == [{"rank": "kasi", "after": 2}]
    assert (shown["policy"]["at"], shown["policy"]["every"]) == ("08:00:00", 5), "what is not named stays"
    assert cli("reminders", "policy", "set", "--before", "", "--every", "1", *OFFICE)[2].startswith(
        "Perhatikan: Pengingat hampir setiap hari"
    )
    first = cli("reminders", "policy", "show", "--number", "1", *OFFICE)[1]
    assert first.startswith("Versi 1 dari 2")


def test_what_cannot_be_is_refused_in_one_line(cli: Run) -> None:
    for code, words, *options in (
        (1, "bukan daftar hari", "--before", "tiga"),
        (1, "1 sampai 60", "--every", "0"),
        (1, "Eskalasi naik", "--escalation", "kasi=7", "--escalation", "sekcam=3"),
        (1, "Jam kirim berada di dalam jam tenang", "--quiet", "07:00-09:00"),
        (1, "Tidak ada yang berubah", "--every", "5"),
        (2, "tulis seperti kasi=3", "--escalation", "lurah=3"),
        (2, "tulis seperti 07:30", "--at", "pagi"),
        (2, "tulis seperti 07:30", "--quiet", "20:00"),
        (2, "tidak dapat bersama", "--no-escalation", "--escalation", "kasi=3"),
        (2, "digest-weekday", "--digest-weekday", "minggu"),
    ):
        result = cli("reminders", "policy", "set", *options, *OFFICE)
        assert result[0] == code, options
        assert words in result[2], options
        assert len(result[2].splitlines()) == 1, options
    assert json.loads(cli("reminders", "policy", "show", *OFFICE, "--json")[1])["number"] == 0
    assert cli("reminders", "policy", "show", "--number", "3", *OFFICE)[0] == 2
    assert cli("reminders", "policy", "show", "--office", "9")[0] == 1
