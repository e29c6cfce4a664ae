"""The product as commands: what its user starts, stops, repeats, or gets wrong."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.program import Program
from tests.e2e.waiting import wait_for
from tests.support.demo import demo_home
from tests.support.ports import is_open
from tests.support.product import Part, Product
from tracker.application.demo_home import DEMO_PASSWORD


def port_of(product: Product) -> int:
    return int(product.url.rpartition(":")[2])


def one_line(text: str) -> str:
    """Raises AssertionError for anything but one line of plain text."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    return lines[0]


def log_of(product: Product) -> str:
    """Every event, as it is stored."""
    shown = product.run("events", "tail", "-n", "100000", "--json")
    assert shown.returncode == 0, shown.stderr
    return shown.stdout


def test_loading_the_demo_twice_changes_nothing(product: Product) -> None:
    first = product.run("demo")
    assert first.returncode == 0, first.stderr
    assert "rekaan" in first.stdout
    before = log_of(product)
    again = product.run("demo")
    assert again.returncode == 0, again.stderr
    assert "tidak ada yang diubah" in again.stdout
    assert log_of(product) == before


def test_a_second_start_is_ready_soon_with_the_same_data_and_tells_address_and_accounts(
    loaded_demo: Product, tmp_path: Path
) -> None:
    with demo_home(loaded_demo, tmp_path) as product:
        part = product.serve()
        logged = Program(product.url, product.run, "notulis.sumberjambe").log("Rapat sebelum berhenti")
        part.stop()
        started = time.monotonic()
        again = product.serve()
        print(f"second start: ready after {time.monotonic() - started:.2f} s")
        for told in (product.url, "camat.sumberjambe", "camat.gucialit", DEMO_PASSWORD):
            assert told in again.output
        program = Program(product.url, product.run, "camat.sumberjambe")
        program.wait_until_shown(logged)


@pytest.mark.parametrize("end", [Part.interrupt, Part.stop], ids=["ctrl-c", "sigterm"])
def test_stopping_leaves_nothing_running(
    end: Callable[[Part], None], loaded_demo: Product, tmp_path: Path
) -> None:
    with demo_home(loaded_demo, tmp_path) as product:
        part = product.serve()
        assert part.processes()
        end(part)
        assert part.processes() == []
        assert part.exit_code == 0
        assert not is_open(port_of(product))
        assert "Traceback" not in part.output


def test_told_to_stop_while_it_starts_it_ends_at_once(product: Product) -> None:
    part = product.start("serve")
    wait_for("the web's own process", part.inner)
    part.stop()
    assert part.exit_code == 0
    assert part.output == ""


def test_after_a_power_cut_the_product_goes_on_with_all_that_was_answered(
    loaded_demo: Product, tmp_path: Path
) -> None:
    with demo_home(loaded_demo, tmp_path) as product:
        part = product.serve()
        program = Program(product.url, product.run, "notulis.sumberjambe")
        answered = [program.log(f"Rapat {number}", "Hasil rapat") for number in range(20)]
        part.kill()
        before = log_of(product)
        again = product.serve()
        for logged in answered:
            program.wait_until_shown(logged)
            assert program.history(logged.follow_ups[0])[0] == "follow_up.opened.1"
        assert log_of(product).startswith(before)
        again.stop()
        assert "Traceback" not in again.output


POSTGRESQL = "postgresql://a:b@127.0.0.1:1/c"


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"REDIS": "redis://127.0.0.1:1/0"}, "TINDAKLANJUT_REDIS"),
        ({"DATABASE": POSTGRESQL}, "TINDAKLANJUT_DATABASE"),
        ({"DATABASE": "mysql://a/b"}, "TINDAKLANJUT_DATABASE"),
        ({"BIND": "8000"}, "TINDAKLANJUT_BIND"),
        ({"SMTP": "http://surat"}, "TINDAKLANJUT_SMTP"),
        ({"CLOCK_OFFSET": "besok"}, "TINDAKLANJUT_CLOCK_OFFSET"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_is_named_in_one_line(product: Product, settings: dict[str, str], named: str) -> None:
    product.environment |= {f"TINDAKLANJUT_{name}": value for name, value in settings.items()}
    refused = product.run("serve")
    assert refused.returncode == 2
    assert named in one_line(refused.stderr)


@pytest.mark.parametrize("command", ["check", "demo", "worker", "migrate", "follow-ups"])
def test_a_server_that_is_away_is_said_in_one_line(product: Product, command: str) -> None:
    product.environment |= {
        "TINDAKLANJUT_DATABASE": POSTGRESQL,
        "TINDAKLANJUT_DATABASE_OWNER": POSTGRESQL.replace("a:b", "c:d"),
        "TINDAKLANJUT_REDIS": "redis://127.0.0.1:1/0",
        "TINDAKLANJUT_SECRET": "rahasia-uji-rahasia",
    }
    refused = product.run(command)
    assert refused.returncode == 1
    assert one_line(refused.stdout if command == "check" else refused.stderr).startswith(
        "Penyimpanan tidak dapat "
    )


def test_a_home_of_one_s_own_without_a_mail_server_is_not_fit_to_run(product: Product) -> None:
    own = product.run("office", "add", "35.09.01", "Kecamatan Uji", "--regency", "Kabupaten Uji")
    assert own.returncode == 0, own.stderr
    checked = product.run("check")
    assert checked.returncode == 1
    assert "TINDAKLANJUT_SMTP" in one_line(checked.stdout)
    product.environment["TINDAKLANJUT_SMTP"] = "smtp://127.0.0.1:1"
    assert product.run("check").returncode == 0


@pytest.mark.parametrize(
    "words",
    [("terbang",), ("import", "tidak-ada.csv")],
    ids=" ".join,
)
def test_wrong_use_is_told_without_a_traceback(product: Product, words: tuple[str, ...]) -> None:
    refused: subprocess.CompletedProcess[str] = product.run(*words)
    assert refused.returncode == 2
    assert one_line(refused.stderr)
    assert "Traceback" not in refused.stdout
