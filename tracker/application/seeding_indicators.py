"""What the demo invents around the indicators: targets of the year of loading, and the Camat's signature."""

from datetime import date, timedelta

from tracker.application import indicators
from tracker.application.accounts import actor_of
from tracker.application.command import Asked
from tracker.application.indicators import Adopt, SetTargets, TargetStated
from tracker.application.seed_files import InventedSeed
from tracker.application.tracker import Tracker
from tracker.domain.indicator import IndicatorRevised
from tracker.domain.indicator_decisions import QUARTERS


def load_indicators(tracker: Tracker, office: str, seed: InventedSeed, day: date) -> None:
    """`day` is the day of loading. What was loaded before is loaded once."""
    usernames = {person.key: person.username for person in seed.people if person.username is not None}
    for target in seed.targets:
        values = (TargetStated(None, target.year), *map(TargetStated, QUARTERS, target.quarters))
        command = SetTargets(office=office, code=target.indicator, year=day.year, targets=values)
        asked = Asked(request_id=f"demo/{office}/target/{target.indicator}")
        indicators.set_targets(tracker, actor_of(tracker, usernames[target.by], "cli"), asked, command)
    for adoption in seed.adoptions:
        signature = Adopt(
            office=office,
            code=adoption.indicator,
            stated=IndicatorRevised(from_year=day.year),
            document_number=adoption.document_number,
            document_date=day - timedelta(days=adoption.ago),
        )
        asked = Asked(request_id=f"demo/{office}/adoption/{adoption.indicator}")
        indicators.adopt(tracker, actor_of(tracker, usernames[adoption.by], "cli"), asked, signature)
