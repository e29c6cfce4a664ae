"""Which section and who in charge a register's words mean, in the office as it is set up."""

from datetime import date

from tracker.application.table_file.names import key_of, shortened
from tracker.domain.coordination import MAX_TITLE
from tracker.domain.errors import NotFound, Refused
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office
from tracker.domain.phrase import say

_SECTION_ALIASES = {
    "tramtibum": "trantibum",
    "trantib": "trantibum",
    "ketentraman_dan_ketertiban_umum": "trantibum",
    "ketenteraman_dan_ketertiban_umum": "trantibum",
    "pemberdayaan_dan_kesejahteraan_sosial": "pmks",
    "pemberdayaan_masyarakat_dan_kesejahteraan_sosial": "pmks",
    "pemberdayaan_masyarakat_desa_dan_kesejahteraan_sosial": "pmks",
    "yanmum": "pelayanan_umum",
}
"""Names of one and the same section differ from document to document (DOMAIN section 1)."""

_PREFIXES = ("seksi_", "kasi_", "bidang_", "subbagian_", "subbag_", "sub_bagian_")


def find_section(office: Office, text: str) -> str | None:
    """None for an empty cell: the kecamatan as a whole. Raises NotFound naming the sections that there are."""
    key = key_of(text)
    if not key:
        return None
    names = {key_of(section.name): section.code for section in office.sections.values()}
    for wanted in (key, *(key.removeprefix(prefix) for prefix in _PREFIXES)):
        for code in (wanted, names.get(wanted), _SECTION_ALIASES.get(wanted)):
            if code is not None and code in office.sections:
                return code
    known = ", ".join(sorted(office.sections)) or say("belum ada")
    raise NotFound(say("“{text}” tidak dikenal; yang ada: {known}.", text=shortened(text), known=known))


def find_in_charge(office: Office, text: str, days: tuple[date, ...]) -> InCharge | None:
    """A position, a body, or the position of a person on the first of `days` on which there is one.

    Else the text as it stands, which reminds nobody. Raises Refused for one that is too long to be a name.
    """
    key = key_of(text)
    if not key:
        return None
    for position in office.positions.values():
        if key in {key_of(position.code), key_of(position.title)}:
            return InCharge("position", position.code, position.title)
    for code, name in office.bodies.items():
        if key in {key_of(code), key_of(name)}:
            return InCharge("body", code, name)
    for person, name in office.people.items():
        if key == key_of(name):
            for position in (p for day in days for p in office.positions_of(person, day)):
                return InCharge("position", position.code, position.title)
    if len(text) > MAX_TITLE:
        raise Refused(say("paling panjang {most} huruf.", most=MAX_TITLE), "penanggung_jawab")
    return InCharge("text", "", " ".join(text.split()))
