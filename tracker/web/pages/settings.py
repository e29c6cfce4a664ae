"""Pengaturan: one page from which an official finds everything that the office settles, in one list."""

import msgspec
from litestar import Response, get

from tracker.application.permissions import Action, may
from tracker.domain.phrase import say
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import here
from tracker.web.site import WebRequest


class Setting(msgspec.Struct, frozen=True):
    """A page of settings; whoever may not do `action` does not find it here."""

    path: str
    title: str
    what: str
    action: Action = Action.VIEW


SETTINGS = (
    Setting(
        "/pengaturan/pengingat-saya",
        say("Pengingat saya"),
        say("Alamat surel dan nomor sendiri, apa yang dikirim lewat surel, dan pesan uji."),
    ),
    Setting(
        "/pengaturan/kontak",
        say("Kontak"),
        say("Alamat dan nomor orang dan pihak di luar kecamatan, dan siapa yang boleh disurati langsung."),
        Action.SET_CONTACTS,
    ),
    Setting(
        "/pengaturan/cuti",
        say("Ketidakhadiran dan wakil"),
        say("Cuti, sakit, dinas luar: siapa tidak hadir, dan siapa yang diingatkan sementara itu."),
    ),
    Setting(
        "/pengaturan/kalender",
        say("Hari kerja dan hari libur"),
        say(
            "Libur nasional, cuti bersama, dan hari libur kecamatan sendiri; batas hari kerja dan pengingat mengikutinya."
        ),
    ),
    Setting(
        "/pengaturan/aturan-pengingat",
        say("Aturan pengingat"),
        say("Kapan orang diingatkan, seberapa sering, dan siapa yang ikut diingatkan bila terlambat."),
    ),
    Setting(
        "/pengingat/rencana",
        say("Rencana pengingat"),
        say("Apa yang keluar pada suatu hari, kepada siapa, lewat apa, dan mengapa."),
    ),
    Setting(
        "/pengingat/gagal",
        say("Pengingat gagal"),
        say("Yang sudah dicoba beberapa kali dan tidak sampai, dengan sebabnya; dapat dicoba lagi."),
    ),
    Setting(
        "/jabatan",
        say("Jabatan dan pemegangnya"),
        say("Pemegang definitif, Plt., Plh., dan yang memutuskan atas nama (a.n.)."),
    ),
    Setting(
        "/serah-terima",
        say("Serah terima tugas"),
        say("Semua tindak lanjut terbuka berpindah sekaligus kepada jabatan atau pihak lain."),
        Action.HAND_OVER,
    ),
    Setting(
        "/seri",
        say("Seri rapat"),
        say("Rapat yang berulang, dan yang masih terbuka dari rapat sebelumnya."),
    ),
    Setting(
        "/predikat",
        say("Capaian dan predikat"),
        say("Jenjang predikat, pembulatan, dan dasar hitung capaian."),
    ),
    Setting(
        "/bantuan/tombol",
        say("Tombol papan ketik"),
        say("Pintasan untuk yang bekerja tanpa tetikus; dapat dimatikan."),
    ),
    Setting(
        "/audit",
        say("Audit"),
        say("Semua yang pernah dicatat di kecamatan ini, dengan siapa, kapan, dan seperti tersimpan."),
        Action.AUDIT,
    ),
)
"""In the order of how often they are needed."""


@get("/pengaturan", include_in_schema=False, sync_to_thread=True)
def settings(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    with tracker.views.connect() as connection:
        office = here(connection, tracker, actor).office
    offered = [one for one in SETTINGS if may(actor, one.action, office.code)]
    return render(request, "pengaturan.html", office=office, settings=offered)
