"""What is passed on to people without an account."""

from datetime import date

import msgspec

from tests.tracker.application.test_messages import REMINDER
from tracker.application.forwarding import forwards
from tracker.application.messages import forward_text

TO = msgspec.structs.replace(REMINDER, forward_to="Kepala Desa Cumedak")


def test_each_gets_one_text_with_all_that_is_theirs_and_goes_to_their_number_where_it_is_known() -> None:
    late = msgspec.structs.replace(TO, text="Memperbaiki jalan", due_on=date(2026, 3, 5))
    other = msgspec.structs.replace(TO, forward_to="Kepala Desa Plerean")
    to_cumedak, to_plerean = forwards([TO, other, REMINDER, late], {"Kepala Desa Cumedak": "0812"})
    assert to_plerean == ("Kepala Desa Plerean", forward_text(other), "")
    assert (to_cumedak.to, to_cumedak.phone) == ("Kepala Desa Cumedak", "0812")
    assert to_cumedak.text == (
        "Yth. Bapak/Ibu Kepala Desa Cumedak,\n"
        "2 tindak lanjut dari koordinasi Kecamatan Sumberjambe:\n"
        "1. Memperbarui data kependudukan desa (jatuh tempo 3 hari lagi)\n"
        "   Batas waktu: Kamis, 12 Maret 2026\n"
        "2. Memperbaiki jalan (terlambat 4 hari)\n"
        "   Batas waktu: Kamis, 5 Maret 2026\n"
        "Mohon berkenan menindaklanjuti, dan mengabari Kecamatan Sumberjambe bila sudah selesai. Terima kasih."
    )
