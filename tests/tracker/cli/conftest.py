"""A demo home that the tests of a file share, and only read."""

from collections.abc import Iterator

import pytest

from tests.support.product import Product


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = Product(tmp_path_factory.mktemp("demo"))
    loaded = product.run("demo")
    assert loaded.returncode == 0, loaded.stderr
    yield product
    product.stop_all()
