"""The letter that a reminder becomes."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from uuid import UUID

import msgspec
import pytest

from tracker.application.messages import ReminderNotice
from tracker.domain.matter import Task
from workers.letter import Letter, as_message, default_sender, letter, message_id

BASE_URL = "https://tindaklanjut.example"
NOTICE = ReminderNotice(
    addressee="Siti <Aminah>",
    office="Sumberjambe",
    task=Task.CARRY_OUT,
    text="Memperbarui data <b>desa</b> & dusun",
    coordination="Rapat koordinasi bulanan",
    agreed_on=date(2026, 3, 2),
    in_charge="Kepala Desa Cumedak",
    due_on=date(2026, 3, 12),
    today=date(2026, 3, 9),
    link=f"{BASE_URL}/tindak-lanjut/1",
)


def written(key: int = 1, follow_up: int = 2, notice: ReminderNotice = NOTICE) -> Letter:
    return letter(
        key=UUID(int=key),
        about=UUID(int=follow_up),
        office="35.09.31",
        recipient="kasi@kecamatan.example",
        notice=notice,
    )


def message(of: Letter) -> EmailMessage:
    return as_message(
        of, sender=default_sender(BASE_URL), base_url=BASE_URL, at=datetime(2026, 3, 9, 1, tzinfo=UTC)
    )


def part(of: EmailMessage, kind: str) -> str:
    body = of.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_it_has_a_plain_and_an_html_part_that_say_the_same_and_lead_to_the_follow_up() -> None:
    mail = message(written())
    for kind in ("plain", "html"):
        assert "jatuh tempo 3 hari lagi" in part(mail, kind)
        assert "Kamis, 12 Maret 2026" in part(mail, kind)
        assert f"{BASE_URL}/tindak-lanjut/1" in part(mail, kind)
    assert mail["Subject"].startswith("Jatuh tempo 3 hari lagi: Memperbarui data")


def test_what_people_wrote_is_never_markup() -> None:
    html = part(message(written()), "html")
    assert "<b>desa</b>" not in html
    assert "&lt;b&gt;desa&lt;/b&gt; &amp; dusun" in html
    assert "Siti &lt;Aminah&gt;" in html


def test_the_same_reminder_has_the_same_message_id_whenever_it_is_sent() -> None:
    assert message_id(written(), BASE_URL) == f"<{UUID(int=1)}@tindaklanjut.example>"
    assert message(written())["Message-ID"] == message(written())["Message-ID"]
    assert message(written(key=1))["Message-ID"] != message(written(key=3))["Message-ID"]


def test_the_letters_about_one_follow_up_make_one_thread() -> None:
    first, second, other = (message(written(key, follow_up)) for key, follow_up in ((1, 2), (3, 2), (4, 5)))
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert other["References"] != first["References"]


def test_automatic_answers_are_asked_not_to_come() -> None:
    assert message(written())["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://tindaklanjut.jemberkab.example", "tindaklanjut.jemberkab.example"),
        ("http://127.0.0.1:8000", "localhost"),
        ("http://[::1]:8000", "localhost"),
    ],
)
def test_the_sender_is_at_the_products_own_host(base_url: str, host: str) -> None:
    assert default_sender(base_url) == f"Tindak Lanjut <tindaklanjut@{host}>"


def test_what_a_body_is_to_be_told_can_be_passed_on_through_whatsapp() -> None:
    html = part(
        message(written(notice=msgspec.structs.replace(NOTICE, forward_to="Kepala Desa Cumedak"))), "html"
    )
    assert "https://wa.me/?text=Yth." in html
    assert "Kepala Desa Cumedak tidak memiliki akun" in html


def test_an_address_that_would_smuggle_a_header_in_is_refused() -> None:
    smuggling = msgspec.structs.replace(written(), recipient="kasi@kecamatan.example\nBcc: semua@x.example")
    with pytest.raises(ValueError, match="linefeed"):
        message(smuggling)
