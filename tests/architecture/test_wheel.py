"""What is installed is whole: the wheel holds each module, page and stylesheet of the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.architecture.checkout import ROOT


def test_the_wheel_holds_all_that_the_product_needs(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    shipped = {
        str(path.relative_to(ROOT))
        for folder in ("tracker", "projections", "workers", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped - packed == set()
    assert not [name for name in packed if name.startswith(("tests/", "benchmarks/"))]
