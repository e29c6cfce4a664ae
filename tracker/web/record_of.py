"""Which record an event is about, as a reader knows it: its name, and the page that shows it."""

import msgspec

from projections.states import State
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.indicator import Indicator
from tracker.domain.office import Office
from tracker.domain.period_freeze import PeriodFreeze
from tracker.domain.phrase import say
from tracker.domain.published_report import PublishedReport
from tracker.domain.survey.survey import Survey
from tracker.domain.user import User
from tracker.web.period_path import path_of


class RecordOf(msgspec.Struct, frozen=True):
    """`has_past`: its page can be read as it was at the end of a day (`?per=`)."""

    title: str
    path: str
    has_past: bool = False


def record_of(subject: object, state: State) -> RecordOf:
    """`subject` is the id in the addresses of pages."""
    match state:
        case Coordination():
            return RecordOf(state.details.title, f"/kegiatan/{subject}", has_past=True)
        case FollowUp():
            return RecordOf(state.text, f"/tindak-lanjut/{subject}", has_past=True)
        case Indicator():
            return RecordOf(state.newest.label, f"/indikator/{state.code}/definisi")
        case PeriodFreeze():
            return RecordOf(
                say("Penetapan capaian {period}", period=state.period.label), path_of(state.period)
            )
        case Survey():
            return RecordOf(say("Survei {name}", name=state.name), f"/survei/{subject}")
        case PublishedReport():
            return RecordOf(say("Laporan terbit {year}", year=state.stated.year), "/laporan/terbit")
        case User():
            return RecordOf(say("Akun {name}", name=state.name), "/pengaturan")
        case Office():
            return RecordOf(state.name, "/pengaturan")
