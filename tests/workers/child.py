"""A worker or a beat in a process of its own, as the command line starts them: `python -m tests.workers.child worker`."""

import os
import sys

from celery.schedules import schedule

from tracker.settings import read_settings
from workers.process import run_beat, run_worker

if __name__ == "__main__":
    settings = read_settings(os.environ)
    if sys.argv[1] == "worker":
        sys.exit(run_worker(settings))
    sys.exit(run_beat(settings, schedule(1.0)))
