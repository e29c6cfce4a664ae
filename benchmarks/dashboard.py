"""How long the start page takes, in a small log and in a large one: `python -m benchmarks.dashboard`.

Method. Two embedded products run at once: one over a log of 1,000 events, one over 100,000 events of 32 offices and
three years. The office that is looked at is the same in both: the invented demo data and 700 events more. Its Camat,
signed in, asks for the page over a connection that stays open, twenty times in a row from the one product, then from
the other, and so on, so that whatever else the machine does falls on both; the answer is compressed as for a browser.
The first requests are not counted. A page that is asked for after a pause takes about half as long again on a virtual
machine, whose processor has gone to sleep and forgotten: that is not measured here. The ratio is that of the two medians. The processor time is that of all processes of the large product,
divided by the number of pages: it suffers less from other work on the machine.
"""

from pathlib import Path

from benchmarks.demo import CAMAT, load_demo, signed_in
from benchmarks.report import Figure, p50, spread
from benchmarks.running import main
from tests.support.product import Part, Product

SMALL, LARGE = 1_000, 100_000
WARM_UP, BLOCKS, IN_A_ROW = 3, 20, 20


def measure(directory: Path) -> list[Figure]:
    products, parts = [], []
    for events in (SMALL, LARGE):
        folder = directory / f"dashboard-{events}"
        folder.mkdir()
        products.append(Product(folder))
        load_demo(products[-1], events)
    try:
        clients = []
        for product in products:
            parts.append(product.serve(seconds=120))
            clients.append(signed_in(product, CAMAT))
        taken: list[list[float]] = [[], []]
        used = 0.0
        for block in range(WARM_UP + BLOCKS):
            if block == WARM_UP:
                used = _processor_time(parts[-1])
            for client, seconds in zip(clients, taken, strict=True):
                for _ in range(IN_A_ROW):
                    answer = client.get("/")
                    assert answer.status == 200
                    if block >= WARM_UP:
                        seconds.append(answer.seconds)
        used = _processor_time(parts[-1]) - used
    finally:
        for product in products:
            product.stop_all()
    small, large = taken
    return [
        Figure(f"Dashboard page at {SMALL:,} events", spread(small)),
        Figure(f"Dashboard page at {LARGE:,} events", spread(large), "p50 ≤ 5 ms"),
        Figure("… the processor time of one page", f"{used / (BLOCKS * IN_A_ROW) * 1000:.1f} ms"),
        Figure("… the second median divided by the first", f"{p50(large) / p50(small):.2f}", "≤ 1.2"),
    ]


def _processor_time(part: Part) -> float:
    """In seconds, of all its processes since they began."""
    return sum(times.user + times.system for times in (process.cpu_times() for process in part.processes()))


if __name__ == "__main__":
    main(measure)
