"""The counting rules and their parameters in words that an official can decide by (DOMAIN section 2)."""

from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule
from tracker.domain.phrase import say

RULE_MEANINGS = {
    Rule.MEETING_ALL: say(
        "Sebuah koordinasi terpenuhi bila semua hasilnya yang perlu tindak lanjut sudah ditindaklanjuti. Dibagi banyaknya koordinasi."
    ),
    Rule.MEETING_ANY: say(
        "Sebuah koordinasi terpenuhi bila sedikitnya satu hasilnya sudah ditindaklanjuti. Dibagi banyaknya koordinasi."
    ),
    Rule.PER_RESULT: say(
        "Setiap hasil dihitung sendiri: hasil yang sudah ditindaklanjuti dibagi hasil yang perlu tindak lanjut."
    ),
    Rule.SEED_LITERAL: say(
        "Hasil yang ditindaklanjuti dibagi banyaknya koordinasi, seperti tertulis. Satu koordinasi dapat mempunyai banyak hasil."
    ),
    Rule.EVIDENCED_OUTPUT: say(
        "Aktivitas sesuai kewenangan yang berbukti dan menghasilkan keluaran, dibagi aktivitas yang berbukti. Batas “tindak lanjut s.d.” tidak memengaruhinya."
    ),
}
PAST_HUNDRED = say(
    "Rumus ini dapat melewati 100 %. Angka di atas 100 ditampilkan apa adanya, dan tidak dapat ditetapkan sebagai capaian."
)

COUNTS_FROM_NAMES = {
    CountsFrom.BEGUN: say("Dimulai"),
    CountsFrom.REPORTED: say("Dilaporkan selesai"),
    CountsFrom.VERIFIED: say("Terverifikasi"),
}
COUNTS_FROM_MEANINGS = {
    CountsFrom.BEGUN: say("dihitung begitu pekerjaannya dimulai"),
    CountsFrom.REPORTED: say("dihitung begitu dilaporkan selesai, sebelum diperiksa"),
    CountsFrom.VERIFIED: say("dihitung setelah laporannya diperiksa dan diterima"),
}
CANNOT_NAMES = {
    CannotFollowUp.EXCLUDED: say("Dikeluarkan"),
    CannotFollowUp.IN_DENOMINATOR: say("Tetap pembagi"),
}
CANNOT_MEANINGS = {
    CannotFollowUp.EXCLUDED: say("hasil itu tidak ikut dihitung"),
    CannotFollowUp.IN_DENOMINATOR: say("hasil itu ikut sebagai pembagi, dan tidak pernah terpenuhi"),
}
INFORMATIONAL_NAMES = {
    Informational.COUNTED_AS_FOLLOWED_UP: say("Dianggap ditindaklanjuti"),
    Informational.IN_DENOMINATOR_ONLY: say("Hanya pembagi"),
    Informational.EXCLUDED: say("Dikeluarkan"),
}
INFORMATIONAL_MEANINGS = {
    Informational.COUNTED_AS_FOLLOWED_UP: say("kegiatan itu dihitung sebagai terpenuhi"),
    Informational.IN_DENOMINATOR_ONLY: say("kegiatan itu ikut sebagai pembagi saja, seperti bunyi dokumen"),
    Informational.EXCLUDED: say("kegiatan itu tidak ikut dihitung"),
}
