"""The command line in this process: in one of its own, a command would mostly load modules that are here already."""

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from unittest.mock import patch

from tests.support.product import Product
from tracker.cli.main import run


class CommandLine(Product):
    """A product whose commands run here, one by one; what is started or serves has a process of its own as ever."""

    def run(self, *command: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """As in a process with this environment and nothing to read; `seconds` are left to the test's own timeout."""
        out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with (
            patch.dict(os.environ, self.environment, clear=True),
            patch.object(sys, "stdin", StringIO()),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run(command)
        return subprocess.CompletedProcess(command, code, _text(out), _text(err))


def _text(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
