"""What the demo invents around the indicators: targets of the years that the data lie in, and the Camat's signature."""

from datetime import date, timedelta

from tracker.application import indicators
from tracker.application.accounts import actor_of
from tracker.application.command import Asked
from tracker.application.indicators import Adopt, SetTargets, TargetStated
from tracker.application.seed_files import InventedSeed
from tracker.application.seeding_days import Days
from tracker.application.tracker import Tracker
from tracker.domain.indicator import IndicatorRevised
from tracker.domain.indicator_decisions import QUARTERS

_LATE = "Data contoh tahun lalu"


def load_indicators(tracker: Tracker, office: str, seed: InventedSeed, day: date) -> None:
    """`day` is the day of loading. Targets and signatures are of every year that something is told of."""
    usernames = {person.key: person.username for person in seed.people if person.username is not None}
    years = Days(day).years(seed.coordinations)

    def asked(name: str, year: int) -> Asked:
        of_year = "" if year == day.year else f"/{year}"
        return Asked(request_id=f"demo/{office}/{name}{of_year}", reason="" if year == day.year else _LATE)

    for target in seed.targets:
        values = (TargetStated(None, target.year), *map(TargetStated, QUARTERS, target.quarters))
        actor = actor_of(tracker, usernames[target.by], "cli")
        for year in years:
            command = SetTargets(office=office, code=target.indicator, year=year, targets=values)
            indicators.set_targets(tracker, actor, asked(f"target/{target.indicator}", year), command)
    for adoption in seed.adoptions:
        signature = Adopt(
            office=office,
            code=adoption.indicator,
            stated=IndicatorRevised(from_year=years[0]),
            document_number=adoption.document_number,
            document_date=day - timedelta(days=adoption.ago),
        )
        actor = actor_of(tracker, usernames[adoption.by], "cli")
        indicators.adopt(tracker, actor, asked(f"adoption/{adoption.indicator}", years[0]), signature)
