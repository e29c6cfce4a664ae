"""An engine in a process of its own, to be killed: `python -m tests.projections.engine_process URL [OWNER]`."""

import sys

from tests.projections.reading import open_house
from tests.support.database import Database

if __name__ == "__main__":
    url, owner = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    with open_house(Database(url, owner)) as house:
        house.engine.run()
