"""The texts that people pass on."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from tracker.application.messages import (
    CoordinationNotice,
    OutcomeNotice,
    ReminderNotice,
    coordination_text,
    forward_text,
    reminder_subject,
    reminder_text,
    time_left,
    wa_link,
)
from tracker.domain.matter import Task

MEETING = CoordinationNotice(
    office="Sumberjambe",
    title="Rapat koordinasi bulanan",
    held_on=date(2026, 3, 2),
    place="Pendopo",
    outcomes=(
        OutcomeNotice(text="Memperbarui data", in_charge="Kasi Pemerintahan", due_on=date(2026, 3, 12)),
        OutcomeNotice(text="Membersihkan saluran"),
        OutcomeNotice(text="Jadwal posyandu diumumkan", informs=True),
    ),
    link="https://tindaklanjut.example/kegiatan/1",
)
REMINDER = ReminderNotice(
    addressee="Siti Aminah",
    office="Sumberjambe",
    task=Task.CARRY_OUT,
    text="Memperbarui data kependudukan desa",
    coordination="Rapat koordinasi bulanan",
    agreed_on=date(2026, 3, 2),
    in_charge="Kasi Pemerintahan",
    due_on=date(2026, 3, 12),
    today=date(2026, 3, 9),
    link="https://tindaklanjut.example/tindak-lanjut/1",
)


def test_what_was_agreed_is_told_with_all_outcomes_who_until_when_and_where_to_look() -> None:
    assert coordination_text(MEETING) == (
        "Yth. Bapak/Ibu,\n"
        "\n"
        "Hasil kegiatan *Rapat koordinasi bulanan*\n"
        "Kecamatan Sumberjambe, Senin, 2 Maret 2026, Pendopo:\n"
        "\n"
        "1. Memperbarui data\n"
        "   Penanggung jawab: Kasi Pemerintahan\n"
        "   Batas waktu: Kamis, 12 Maret 2026\n"
        "2. Membersihkan saluran\n"
        "   Penanggung jawab: belum ditetapkan\n"
        "   Batas waktu: belum ditetapkan\n"
        "3. Jadwal posyandu diumumkan\n"
        "\n"
        "Mohon ditindaklanjuti sebelum batas waktunya. Terima kasih.\n"
        "\n"
        "https://tindaklanjut.example/kegiatan/1"
    )


def test_a_coordination_without_outcomes_says_so() -> None:
    assert "Belum ada hasil yang dicatat." in coordination_text(msgspec.structs.replace(MEETING, outcomes=()))


def test_a_coordination_that_only_informs_asks_for_nothing() -> None:
    informs = (OutcomeNotice(text="Jadwal posyandu diumumkan", informs=True),)
    assert "Mohon" not in coordination_text(msgspec.structs.replace(MEETING, outcomes=informs))


def test_a_reminder_greets_says_what_until_when_and_where_to_look() -> None:
    assert reminder_text(REMINDER) == (
        "Yth. Bapak/Ibu Siti Aminah,\n"
        "\n"
        "Tindak lanjut berikut jatuh tempo 3 hari lagi:\n"
        "\n"
        "Memperbarui data kependudukan desa\n"
        "Hasil dari: Rapat koordinasi bulanan, Senin, 2 Maret 2026\n"
        "Penanggung jawab: Kasi Pemerintahan\n"
        "Batas waktu: Kamis, 12 Maret 2026\n"
        "\n"
        "Buka: https://tindaklanjut.example/tindak-lanjut/1\n"
        "\n"
        "Terima kasih."
    )


def test_where_a_body_is_in_charge_the_text_to_pass_on_stands_below() -> None:
    notice = msgspec.structs.replace(
        REMINDER, in_charge="Kepala Desa Cumedak", forward_to="Kepala Desa Cumedak"
    )
    text = reminder_text(notice)
    assert "Kepala Desa Cumedak tidak memiliki akun. Mohon teruskan pesan berikut:" in text
    assert forward_text(notice) in text
    assert forward_text(notice).startswith("Yth. Bapak/Ibu Kepala Desa Cumedak,")
    assert notice.link not in forward_text(notice), "without an account there is nothing to open"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 3, 9), "jatuh tempo 3 hari lagi"),
        (date(2026, 3, 11), "jatuh tempo besok"),
        (date(2026, 3, 12), "jatuh tempo hari ini"),
        (date(2026, 3, 16), "terlambat 4 hari"),
    ],
)
def test_the_days_left_are_counted_on_the_day_of_sending(today: date, words: str) -> None:
    assert time_left(date(2026, 3, 12), today) == words
    assert words in reminder_text(msgspec.structs.replace(REMINDER, today=today))


@pytest.mark.parametrize(
    ("task", "words"), [(Task.VERIFY, "menunggu verifikasi"), (Task.DECIDE, "menunggu keputusan")]
)
def test_who_has_to_answer_is_told_what_for(task: Task, words: str) -> None:
    notice = msgspec.structs.replace(REMINDER, task=task)
    assert words in reminder_text(notice)
    assert words in reminder_subject(notice).lower()


def test_a_subject_fits_a_phone_and_one_line() -> None:
    notice = msgspec.structs.replace(REMINDER, text="Memperbarui\nsemua " + "data " * 40)
    subject = reminder_subject(notice)
    assert "\n" not in subject
    assert len(subject) < 90
    assert subject.startswith("Jatuh tempo 3 hari lagi: Memperbarui semua data")


def test_a_whatsapp_link_carries_the_text_whatever_is_in_it() -> None:
    text = "Baris satu & dua\n50% #3 + “selesai”?"
    assert parse_qs(urlsplit(wa_link(text)).query)["text"] == [text]


@pytest.mark.parametrize("phone", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890"])
def test_a_whatsapp_link_knows_a_number_as_people_write_it(phone: str) -> None:
    assert wa_link("Halo", phone) == "https://wa.me/6281234567890?text=Halo"
