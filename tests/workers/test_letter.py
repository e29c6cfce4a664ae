"""The letter that a reminder becomes."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from uuid import UUID

import msgspec
import pytest

from tracker.application.channels import EMAIL
from tracker.application.message import Item, Message
from tracker.application.messages import ReminderNotice
from tracker.application.preferences import Kind
from tracker.domain.matter import Task
from workers.letter import Letter, as_message, default_sender, letter, message_id

BASE_URL = "https://tindaklanjut.example"
LEAVE = f"{BASE_URL}/berhenti/x"
NOW = datetime(2026, 3, 9, 1, tzinfo=UTC)
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


def to_kasi(*items: Item, id: int = 1, most_items: int = 50, body: str | None = None) -> Message:  # noqa: A002 - as the field
    return Message(
        id=UUID(int=id),
        channel=EMAIL,
        office="35.09.31",
        office_name="Sumberjambe",
        person_id=UUID(int=9),
        addressee="Siti <Aminah>",
        today=NOTICE.today,
        items=items,
        most_items=most_items,
        base_url=BASE_URL,
        body=body,
    )


def item(follow_up: int = 2, notice: ReminderNotice = NOTICE) -> Item:
    return Item(subject=UUID(int=follow_up), version=follow_up, kind=Kind.OWN, notice=notice)


def written(key: int = 1, follow_up: int = 2, notice: ReminderNotice = NOTICE) -> Letter:
    return to_letter(to_kasi(item(follow_up, notice), id=key))


def to_letter(of: Message) -> Letter:
    return letter(of, "kasi@kecamatan.example", leave=LEAVE, now=NOW)


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


def test_the_same_message_has_the_same_message_id_whenever_it_is_sent() -> None:
    assert message_id(written(), BASE_URL) == f"<{UUID(int=1)}@tindaklanjut.example>"
    assert message(written())["Message-ID"] == message(written())["Message-ID"]
    assert message(written(key=1))["Message-ID"] != message(written(key=3))["Message-ID"]


def test_the_letters_about_one_follow_up_make_one_thread() -> None:
    first, second, other = (message(written(key, follow_up)) for key, follow_up in ((1, 2), (3, 2), (4, 5)))
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert other["References"] != first["References"]


def several(count: int, most_items: int = 50) -> EmailMessage:
    notices = [
        msgspec.structs.replace(NOTICE, text=f"Pekerjaan {number}", due_on=date(2026, 3, 5 + number))
        for number in range(1, count + 1)
    ]
    items = [item(number, notice) for number, notice in enumerate(notices, start=1)]
    return message(to_letter(to_kasi(*items, most_items=most_items)))


def test_several_matters_stand_in_one_letter_by_urgency_and_are_counted_in_its_subject() -> None:
    mail = several(5)
    assert mail["Subject"] == "Pengingat: 3 terlambat, 1 jatuh tempo hari ini, 1 segera jatuh tempo"
    for kind in ("plain", "html"):
        body = part(mail, kind)
        places = [body.index(f"Pekerjaan {number}") for number in range(1, 6)]
        assert places == sorted(places)
        assert "5 hal di Kecamatan Sumberjambe menunggu Bapak/Ibu:" in body
        assert "Siti" in body


def test_no_more_are_printed_than_the_office_wants_and_the_rest_is_counted_with_the_way_to_it() -> None:
    mail = several(5, most_items=2)
    assert mail["Subject"].startswith("Pengingat: 3 terlambat, 1 ")
    for kind in ("plain", "html"):
        body = part(mail, kind)
        assert "dan 3 lainnya" in body
        assert f"{BASE_URL}/tindak-lanjut" in body
        assert "Pekerjaan 2" in body
        assert "Pekerjaan 3" not in body


def test_letters_about_several_matters_make_one_thread_for_each_person_and_day() -> None:
    first, second = several(2), several(3)
    assert first["References"] == second["References"]
    assert message(written())["References"] != first["References"]


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


def test_one_click_switches_such_letters_off_and_the_letter_says_where() -> None:
    """RFC 8058 (3.1): both headers, the link over HTTPS."""
    mail = message(written())
    assert mail["List-Unsubscribe"] == f"<{LEAVE}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        assert LEAVE in part(mail, kind)
        assert f"{BASE_URL}/pengaturan/pengingat-saya" in part(mail, kind)


def test_a_trial_says_that_it_is_one_and_can_not_be_switched_off() -> None:
    mail = message(letter(to_kasi(), "kasi@kecamatan.example", leave="", now=NOW))
    assert mail["Subject"] == "Pesan uji dari Tindak Lanjut"
    assert mail["List-Unsubscribe"] is None
    assert [*mail.iter_attachments()] == []
    for kind in ("plain", "html"):
        assert "Tidak ada yang perlu dikerjakan." in part(mail, kind)


def test_whoever_can_act_by_a_link_finds_it_in_the_letter_and_who_it_is_for() -> None:
    tapped = msgspec.structs.replace(item(), tap=f"{BASE_URL}/t/rahasia")
    for of in (to_kasi(tapped), to_kasi(tapped, item(3))):
        for kind in ("plain", "html"):
            assert f"{BASE_URL}/t/rahasia" in part(message(to_letter(of)), kind)
    assert "jangan diteruskan" in part(message(to_letter(to_kasi(tapped))), "plain")


def test_a_body_outside_the_office_is_asked_politely_and_led_to_its_own_link_alone() -> None:
    tapped = msgspec.structs.replace(item(), tap=f"{BASE_URL}/t/rahasia")
    mail = message(to_letter(to_kasi(tapped, body="kades")))
    for kind in ("plain", "html"):
        text = part(mail, kind)
        assert "mohon berkenan menindaklanjuti" in text
        assert f"{BASE_URL}/t/rahasia" in text
        assert "/tindak-lanjut" not in text
        assert "/pengaturan" not in text


def calendar(mail: EmailMessage) -> list[str]:
    """The lines of the calendar file, unfolded (RFC 5545, 3.1)."""
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_param("method") == "PUBLISH"
    content = attached.get_content()
    raw = (
        content
        if isinstance(content, bytes)
        else str(content).replace("\r\n", "\n").replace("\n", "\r\n").encode()
    )
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    return raw.replace(b"\r\n ", b"").decode().split("\r\n")


def test_due_dates_come_as_a_calendar_file_in_which_each_follow_up_has_its_own_event() -> None:
    lines = calendar(several(3))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "METHOD:PUBLISH" in lines
    assert [line for line in lines if line.startswith("UID:")] == [
        f"UID:{UUID(int=number)}@tindaklanjut.example" for number in (1, 2, 3)
    ]
    assert [line for line in lines if line.startswith("SEQUENCE:")] == [f"SEQUENCE:{n}" for n in (1, 2, 3)]
    assert [line for line in lines if line.startswith("DT")][:3] == [
        "DTSTAMP:20260309T010000Z",
        "DTSTART;VALUE=DATE:20260306",
        "DTEND;VALUE=DATE:20260307",
    ]


def test_whatever_people_wrote_stays_one_value_of_the_calendar_file() -> None:
    text = "Rapat; hasil, catatan \\ “baru”\nEND:VEVENT\r\nSUMMARY:palsu \x07" + "á" * 120
    lines = calendar(message(written(notice=msgspec.structs.replace(NOTICE, text=text))))
    (summary,) = [line for line in lines if line.startswith("SUMMARY:")]
    assert summary.startswith(
        "SUMMARY:Batas waktu: Rapat\\; hasil\\, catatan \\\\ “baru”\\nEND:VEVENT\\nSUMMARY:palsu á"
    )
    assert summary.endswith("á" * 120)
    assert lines.count("END:VEVENT") == 1


@pytest.mark.parametrize(
    "notice",
    [
        msgspec.structs.replace(NOTICE, due_on=None),
        msgspec.structs.replace(NOTICE, task=Task.VERIFY),
        msgspec.structs.replace(NOTICE, from_below=True),
    ],
)
def test_what_the_reader_does_not_carry_out_by_a_day_is_no_event_of_the_readers(
    notice: ReminderNotice,
) -> None:
    assert [*message(written(notice=notice)).iter_attachments()] == []
