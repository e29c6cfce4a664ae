"""A demo home that the tests of a file share, and only read; its day is that of `tests.support.day`."""

from collections.abc import Iterator

import pytest

from tests.support.day import clock_offset
from tests.support.product import Product


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = Product(tmp_path_factory.mktemp("demo"))
    product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = clock_offset()
    loaded = product.run("demo")
    assert loaded.returncode == 0, loaded.stderr
    yield product
    product.stop_all()
