"""The command line as a process of its own: `sitegen`, or `python -m sitegen`."""

from __future__ import annotations

import os
import sys

from sitegen.cli import main


def run() -> None:
    """Runs the command line and ends the process.

    What a command has asked to keep until the end is not freed, because that takes a tenth of the time of
    a build after an edit, and the system takes the memory back at once.
    """
    kept: list[object] = []
    try:
        main(obj=kept)
    except SystemExit as ending:
        if not kept or not isinstance(ending.code, int):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ending.code)


if __name__ == "__main__":
    run()
