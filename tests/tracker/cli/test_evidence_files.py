"""`check` reads files of evidence, and names those that are no longer what was accepted."""

from tests.support import evidence_files as scans
from tests.support.product import Product
from tracker.application.actor import operator
from tracker.application.evidence_files import Upload, keep
from tracker.bootstrap import close_tracker, open_tracker
from tracker.settings import read_settings
from tracker.store.files import FOLDER


def test_check_names_a_damaged_file_and_the_health_check_does_not_read_them(product: Product) -> None:
    assert product.run("demo", "--empty").returncode == 0
    tracker = open_tracker(read_settings(product.environment))
    try:
        keep(tracker, operator(), "35.09.31", Upload(name="BA 7.pdf", content=scans.PDF))
    finally:
        close_tracker(tracker)
    assert product.run("check", "--files").stdout == "Semua baik.\n"
    (path,) = (one for one in (product.home / FOLDER).rglob("*") if one.is_file())
    path.write_bytes(scans.pdf("diubah"))
    for more in ((), ("--files",)):
        found = product.run("check", *more)
        assert found.returncode == 1
        assert "Berkas “BA 7.pdf”" in found.stdout
        assert "tidak sama dengan sidik jarinya" in found.stdout
    assert product.run("check", "--running").returncode == 0
