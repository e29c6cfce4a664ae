"""`reminders test`, `body contact`, `person contact`: said clearly, and refused in one line."""

import json
from collections.abc import Callable

import pytest

from tests.support.product import Product
from tests.support.smtp_server import SmtpServer
from tracker.cli.main import run

OFFICE = ("--office", "35.99.01")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(
    product: Product,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    smtp_server: SmtpServer,
) -> Run:
    """Runs a command in this process: exit code, what it printed, what it complained of. One office is there."""
    for name, value in (product.environment | {"TINDAKLANJUT_SMTP": smtp_server.url}).items():
        monkeypatch.setenv(name, value)

    def call(*command: str) -> tuple[int, str, str]:
        code = run(command)
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err.strip()

    assert call("migrate")[0] == 0
    assert call("office", "add", "35.99.01", "Kecamatan Uji", "--regency", "Kabupaten Uji")[0] == 0
    return call


def test_a_trial_says_over_each_channel_whether_it_arrived(cli: Run, smtp_server: SmtpServer) -> None:
    person = cli("person", "add", "Ibu Sri", *OFFICE)[1]
    added = cli("user", "add", "sri", "--name", "Ibu Sri", "--role", "staf", "--person", person, *OFFICE)
    assert added[0] == 0, added
    code, printed, _ = cli("reminders", "test", "sri")
    assert code == 1
    assert "Surel tidak dikirim: alamatnya belum diisi." in printed
    assert cli("person", "contact", person, "--email", "sri@contoh.example", *OFFICE)[0] == 0
    code, printed, _ = cli("reminders", "test", "sri", "--json")
    assert code == 0
    assert {one["channel"]: one["arrived"] for one in json.loads(printed)} == {"inbox": True, "email": True}
    assert "sri@contoh.example" not in printed
    assert [mail["To"] for mail in smtp_server.messages] == ["sri@contoh.example"]


def test_what_cannot_be_is_refused_in_one_line(cli: Run) -> None:
    person = cli("person", "add", "Ibu Sri", *OFFICE)[1]
    assert cli("body", "add", "kades", "Kepala Desa", *OFFICE)[0] == 0
    for words, *command in (
        ("tidak dikenal", "reminders", "test", "siapa"),
        ("Alamat surel tidak dikenali", "person", "contact", person, "--email", "bukan", *OFFICE),
        ("Nomor telepon tidak dikenali", "person", "contact", person, "--phone", "12", *OFFICE),
        ("Isi alamat surelnya dahulu", "body", "contact", "kades", "--written-to", *OFFICE),
        ("belum terdaftar", "body", "contact", "lurah", *OFFICE),
    ):
        code, _, complaint = cli(*command)
        assert (code, complaint.count("\n")) == (1, 0)
        assert words in complaint
    told = cli("body", "contact", "kades", "--email", "kades@desa.example", "--written-to", *OFFICE)
    assert told == (0, "Kontak kades dicatat; disurati langsung.", "")
