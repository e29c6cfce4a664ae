"""What the sample events are made of."""

from datetime import date
from uuid import UUID

from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.in_charge import InCharge
from tracker.domain.survey.respondent import Profile, Trait
from tracker.store.envelope import Context

DAY = date(2022, 1, 31)
ID = UUID("0f1e2d3c-4b5a-4968-8776-655443322110")
OTHER = UUID("11223344-5566-4778-899a-abbccddeeff0")
OFFICE = "35.09.31"
KASI = InCharge("position", "kasi_pemerintahan", "Kasi Pemerintahan")
PAPER = Evidence(id=ID, type=EvidenceType.BERITA_ACARA, number="BA-1", dated_on=DAY, note="Asli di arsip")
PROFILE: Profile = {
    Trait.UMUR: "20-29",
    Trait.JENIS_KELAMIN: "P",
    Trait.PENDIDIKAN: "sma",
    Trait.PEKERJAAN: "wirausaha",
    Trait.LAYANAN: "Rekam KTP-el",
    Trait.TANGGAL: "2022-01-31",
}
CONTEXT = Context(
    actor="staf.sumberjambe",
    via="web",
    request_id="staf.sumberjambe:1",
    correlation_id="staf.sumberjambe:1",
    causation_id="7",
    on_behalf_of="Camat",
    reason="Sesuai notulen",
)
