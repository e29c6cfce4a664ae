"""All measurements, one after the other: `python -m benchmarks` (about four minutes)."""

from benchmarks import dashboard, live, log_meeting, memory, rebuild, second_start, weak_line
from benchmarks.running import main

if __name__ == "__main__":
    main(
        log_meeting.measure,
        live.measure,
        dashboard.measure,
        memory.measure,
        second_start.measure,
        weak_line.measure,
    )
    print()
    rebuild.main()
