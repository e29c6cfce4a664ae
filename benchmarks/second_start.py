"""From the command to readiness, for a home that is there already: `python -m benchmarks.second_start`.

Method. What `make run` does the second time, without make: `demo`, which finds its data and changes nothing, then
`serve`, until `/health/ready` answers that the read models have caught up. Everything has been read from the disk
before.
"""

from pathlib import Path
from time import perf_counter

from benchmarks.demo import load_demo
from benchmarks.report import Figure, spread
from benchmarks.running import main
from tests.support.product import Product

TIMES = 7


def measure(directory: Path) -> list[Figure]:
    folder = directory / "second-start"
    folder.mkdir()
    product = Product(folder)
    load_demo(product)
    product.serve().stop()
    seconds = []
    for _ in range(TIMES):
        began = perf_counter()
        assert product.run("demo").returncode == 0
        part = product.serve()
        seconds.append(perf_counter() - began)
        part.stop()
    return [Figure("A second start, until it is ready", spread(seconds), "≤ 2000 ms")]


if __name__ == "__main__":
    main(measure)
