"""`serve` as an operator starts and ends it."""

import os
import signal
import time

import psutil

from tests.support.ports import free_port
from tests.support.product import Product
from tracker.application.demo_home import DEMO_PASSWORD, demo_accounts


def test_everything_of_the_embedded_product_ends_within_five_seconds(product: Product) -> None:
    part = product.serve()
    assert len(part.processes()) == 2
    started = time.monotonic()
    part.stop(5)
    assert time.monotonic() - started < 5
    assert part.exit_code == 0
    assert "Traceback" not in part.output


def test_control_c_ends_it_as_well(product: Product) -> None:
    part = product.serve()
    part.interrupt(5)
    assert part.exit_code == 0
    assert "Traceback" not in part.output


def test_a_supervisor_that_tells_every_process_ends_it_as_well(product: Product) -> None:
    part = product.serve()
    part.stop_all(5)
    assert part.exit_code == 0
    assert "Traceback" not in part.output


def test_it_says_where_it_is_to_be_found_and_stays_small(product: Product) -> None:
    part = product.serve()
    assert f"siap di {product.url}" in part.output
    resident = sum(process.memory_info().rss for process in part.processes())
    assert resident <= 160 * 1024 * 1024


def test_a_start_ends_with_the_address_and_in_a_demo_home_with_the_accounts(product: Product) -> None:
    loaded = product.run("demo", "--empty")
    assert loaded.returncode == 0, loaded.stderr
    address, heading, *accounts = product.serve().output.splitlines()
    assert address == f"Tindak Lanjut siap di {product.url}"
    assert heading == f"Akun contoh (kata sandi semuanya: {DEMO_PASSWORD}):"
    assert [line.split()[0] for line in accounts] == [person.username for _, person in demo_accounts()]


def test_a_start_without_demo_data_says_nothing_but_the_address(product: Product) -> None:
    assert product.serve().output == f"Tindak Lanjut siap di {product.url}\n"


def test_a_second_one_on_the_same_home_is_refused_in_one_line(product: Product) -> None:
    product.serve()
    product.environment["TINDAKLANJUT_BIND"] = f"127.0.0.1:{free_port()}"
    refused = product.run("serve", seconds=10)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert "sudah berjalan" in refused.stderr
    assert refused.stdout == ""


def test_an_address_in_use_is_refused_in_one_line(product: Product) -> None:
    product.serve()
    product.environment["TINDAKLANJUT_HOME"] = f"{product.home}-other"
    refused = product.run("serve", seconds=10)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert "TINDAKLANJUT_BIND" in refused.stderr
    assert product.url.removeprefix("http://") in refused.stderr
    assert refused.stdout == ""


def test_a_worker_that_dies_is_replaced(product: Product) -> None:
    part = product.serve()
    worker = next(process for process in part.processes() if process.ppid() != os.getpid())
    worker.kill()
    time.sleep(0.2)
    product.wait_until_ready(part, 20)
    assert part.exit_code is None


def test_a_worker_does_not_outlive_its_server(product: Product) -> None:
    part = product.serve()
    server = next(process for process in part.processes() if process.ppid() == os.getpid())
    os.kill(server.pid, signal.SIGKILL)
    deadline = time.monotonic() + 8
    while part.processes() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [psutil.Process(process.pid).cmdline() for process in part.processes()] == []
