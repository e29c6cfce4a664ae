"""Pengaturan: one page from which an official finds everything that the office settles, in one list."""

import msgspec
from litestar import Response, get

from tracker.application.permissions import Action, may
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
        "Pengingat saya",
        "Alamat surel dan nomor sendiri, apa yang dikirim lewat surel, dan pesan uji.",
    ),
    Setting(
        "/pengaturan/kontak",
        "Kontak",
        "Alamat dan nomor orang dan pihak di luar kecamatan, dan siapa yang boleh disurati langsung.",
        Action.SET_CONTACTS,
    ),
    Setting(
        "/pengaturan/cuti",
        "Ketidakhadiran dan wakil",
        "Cuti, sakit, dinas luar: siapa tidak hadir, dan siapa yang diingatkan sementara itu.",
    ),
    Setting(
        "/pengaturan/kalender",
        "Hari kerja dan hari libur",
        "Libur nasional, cuti bersama, dan hari libur kecamatan sendiri; batas hari kerja dan pengingat mengikutinya.",
    ),
    Setting(
        "/pengaturan/aturan-pengingat",
        "Aturan pengingat",
        "Kapan orang diingatkan, seberapa sering, dan siapa yang ikut diingatkan bila terlambat.",
    ),
    Setting(
        "/pengingat/rencana",
        "Rencana pengingat",
        "Apa yang keluar pada suatu hari, kepada siapa, lewat apa, dan mengapa.",
    ),
    Setting(
        "/pengingat/gagal",
        "Pengingat gagal",
        "Yang sudah dicoba beberapa kali dan tidak sampai, dengan sebabnya; dapat dicoba lagi.",
    ),
    Setting(
        "/jabatan",
        "Jabatan dan pemegangnya",
        "Pemegang definitif, Plt., Plh., dan yang memutuskan atas nama (a.n.).",
    ),
    Setting(
        "/serah-terima",
        "Serah terima tugas",
        "Semua tindak lanjut terbuka berpindah sekaligus kepada jabatan atau pihak lain.",
        Action.HAND_OVER,
    ),
    Setting("/seri", "Seri rapat", "Rapat yang berulang, dan yang masih terbuka dari rapat sebelumnya."),
    Setting(
        "/predikat",
        "Capaian dan predikat",
        "Jenjang predikat, pembulatan, dan dasar hitung capaian.",
    ),
    Setting(
        "/bantuan/tombol",
        "Tombol papan ketik",
        "Pintasan untuk yang bekerja tanpa tetikus; dapat dimatikan.",
    ),
    Setting(
        "/audit",
        "Audit",
        "Semua yang pernah dicatat di kecamatan ini, dengan siapa, kapan, dan seperti tersimpan.",
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
