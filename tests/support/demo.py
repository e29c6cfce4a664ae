"""Homes with the demo's data, on the day of `tests.support.day`: loaded once for each worker, then copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from tests.support.day import clock_offset
from tests.support.product import Product


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """As `demo` leaves it behind; nothing is ever started or changed in it."""
    product = Product(tmp_path_factory.mktemp("loaded"))
    product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = clock_offset()
    loaded = product.run("demo")
    assert loaded.returncode == 0, loaded.stderr
    return product


@contextmanager
def demo_home(loaded_demo: Product, directory: Path, kind: type[Product] = Product) -> Iterator[Product]:
    """One machine with a copy of its data, nothing started yet."""
    product = kind(directory)
    copytree(loaded_demo.home, product.home)
    product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = loaded_demo.environment["TINDAKLANJUT_CLOCK_OFFSET"]
    try:
        yield product
    finally:
        product.stop_all()
