"""Homes whose commands run in this process: an empty one for each test, and the demo's, which a file's tests only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.demo import demo_home
from tests.support.product import Product


@pytest.fixture
def product(tmp_path: Path) -> Iterator[CommandLine]:
    product = CommandLine(tmp_path)
    yield product
    product.stop_all()


@pytest.fixture(scope="module")
def demo(loaded_demo: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with demo_home(loaded_demo, tmp_path_factory.mktemp("demo"), CommandLine) as product:
        yield product
