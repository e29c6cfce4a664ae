"""The keys that pages listen to, as they are told; `static/js/keys.js` does what they say."""

from tracker.application.language import translate

_KEYS_TEXT = {
    "?": "Membuka daftar ini",
    "/": "Mencari",
    "n": "Catat kegiatan",
    "j": "Baris berikutnya dalam daftar",
    "k": "Baris sebelumnya dalam daftar",
    "g b": "Beranda",
    "g t": "Tindak lanjut saya",
    "g k": "Kegiatan",
    "g l": "Laporan",
    "g s": "Survei",
    "g p": "Pemberitahuan",
    "g a": "Pengaturan",
    "g h": "Bantuan",
    "Esc": "Menutup yang terbuka",
}


def keys_known() -> list[tuple[list[str], str]]:
    """Keys pressed one after the other, and what they do, in the reader's language."""
    return [(keys.split(), translate(text)) for keys, text in _KEYS_TEXT.items()]
