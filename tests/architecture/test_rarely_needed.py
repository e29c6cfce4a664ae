"""What few requests need is not held in memory by a server that waits for them."""

import subprocess
import sys

import pytest

from tests.architecture.checkout import ROOT

_RARE = {
    "openpyxl": "reading workbooks",
    "xlsxwriter": "writing workbooks",
    "redis": "the connected form",
    "celery": "the embedded form, which loads it itself",
}


@pytest.mark.parametrize("module", ["tracker.asgi", "tracker.cli.main"])
def test_loading_the_product_loads_nothing_that_is_rarely_needed(module: str) -> None:
    loads = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    said = subprocess.run(
        [sys.executable, "-c", loads], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "tracker" in said
    assert sorted(_RARE.keys() & set(said)) == []
