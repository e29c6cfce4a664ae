"""What a matter is called, and the page of the product that shows it."""

from typing import Any
from uuid import UUID

from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.period_freeze import PeriodFreeze


def title_of(state: Any, subject: UUID) -> tuple[str, str]:
    """Raises ValueError for what nobody is waited for."""
    match state:
        case FollowUp():
            return state.text, f"/tindak-lanjut/{subject}"
        case Coordination():
            return state.details.title, f"/kegiatan/{subject}"
        case PeriodFreeze():
            told = state.proposal
            suffix = "-kumulatif" if told.cumulative else ""
            return (
                f"Penetapan capaian {state.period.label}",
                f"/penetapan/{told.year}/{told.code or 'tahun'}{suffix}",
            )
        case _:
            raise ValueError(f"a {type(state).__name__} has no page of its own")
