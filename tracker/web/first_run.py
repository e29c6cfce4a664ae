"""What an office still has to do before its figures tell something: read from its data, never ticked off by hand.

For those who set the office up. When all is done there is nothing to show.
"""

from collections.abc import Sequence
from datetime import date

import msgspec
from sqlalchemy import func, select

from tracker.application.actor import Actor
from tracker.application.figures import IndicatorFigure
from tracker.application.language import _
from tracker.application.tracker import Tracker
from tracker.domain.office import Office
from tracker.domain.role import Role
from tracker.store.kept import contact

_THEIRS = frozenset({Role.SEKCAM, Role.ADMIN})


class Step(msgspec.Struct, frozen=True):
    """`done` of `all`, where there are several of a kind."""

    title: str
    why: str
    path: str
    done: int
    all: int

    @property
    def is_done(self) -> bool:
        return 0 < self.all == self.done


def first_run(
    tracker: Tracker,
    actor: Actor,
    office: Office,
    today: date,
    figures: Sequence[IndicatorFigure],
    begun: bool,
) -> tuple[Step, ...]:
    """Empty for whoever does not set the office up, and once all is done. One query."""
    if actor.role not in _THEIRS:
        return ()
    steps = first_steps(office, today, _reachable(tracker, office, today), figures, begun=begun)
    return () if all(step.is_done for step in steps) else steps


def first_steps(
    office: Office, today: date, reachable: int, figures: Sequence[IndicatorFigure], *, begun: bool
) -> tuple[Step, ...]:
    """In the order in which they build on each other. `reachable`: how many holders have an address."""
    held = _holders(office, today)
    counted = [one for one in figures if one.reading is not None]
    adopted = [one for one in counted if one.adoption is not None]
    aimed = [one for one in figures if one.target is not None]
    return (
        Step(
            _("Isi pemegang tiap jabatan"),
            _("Tugas melekat pada jabatan; pengingat sampai ke orang yang memegangnya."),
            "/jabatan",
            len(held),
            len(office.positions),
        ),
        Step(
            _("Isi alamat surel para pejabat"),
            _("Tanpa alamat, pengingat hanya tampil di Pemberitahuan."),
            "/pengaturan/kontak",
            reachable,
            len(set(held.values())),
        ),
        Step(
            _("Isi target tahun ini"),
            _("Capaian dan predikat dihitung terhadap target."),
            _definition(figures, aimed),
            len(aimed),
            len(figures),
        ),
        Step(
            _("Siapkan definisi operasional, lalu ditetapkan Camat"),
            _("Sebelum itu setiap angka bertanda SIMULASI."),
            _definition(counted, adopted),
            len(adopted),
            len(counted),
        ),
        Step(
            _("Catat rapat pertama"),
            _("Notulis, kepala seksi, atau Sekcam mencatatnya; angka dan pengingat menyusul."),
            "/kegiatan/baru",
            int(begun),
            1,
        ),
    )


def _definition(figures: Sequence[IndicatorFigure], done: Sequence[IndicatorFigure]) -> str:
    """Of the first one that is missing; where none is, of the first."""
    missing = [one for one in figures if one not in done] or list(figures)
    return f"/indikator/{missing[0].indicator.code}/definisi" if missing else "/"


def _holders(office: Office, today: date) -> dict[str, object]:
    """By position."""
    held = {code: office.holder(code, today) for code in office.positions}
    return {code: person for code, person in held.items() if person is not None}


def _reachable(tracker: Tracker, office: Office, today: date) -> int:
    people = set(_holders(office, today).values())
    query = select(func.count()).where(contact.c.person_id.in_(people), contact.c.email.is_not(None))
    with tracker.kept.connect() as connection:
        return connection.scalar(query) or 0
