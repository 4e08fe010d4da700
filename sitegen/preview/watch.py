"""Tells when the content, the themes or the configuration change."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

# A burst of saves makes one rebuild: it starts when nothing has changed for this long. Where the system
# does not tell that a file was closed, the wait is all that keeps half of a file from being read.
QUIET_SECONDS = 0.02 if sys.platform == "linux" else 0.05
# A file that is being written is waited for, but no longer than this: some programs leave theirs
# open, and a change of rights looks like the beginning of a change.
WRITING_SECONDS = 0.2 if sys.platform == "linux" else 0.0
# The news of a change may come this much later than the change.
NEWS_SECONDS = 0.1
# After a rebuild, what can wait is begun when nothing has changed for this long.
REST_SECONDS = 1.5
_WATCHED_FOLDERS = ("content", "themes")
# Reading a file is an event too on some systems, and must not start a build.
_CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})
_EDITOR_FILES = re.compile(r"(^\.)|(^#.*#$)|(~$)|(\.(swp|swx|tmp)$)|(^4913$)")


Changed = Callable[[frozenset[str] | None], None]


class Watcher(FileSystemEventHandler):
    """Calls `changed` after each burst of changes, in a thread of its own.

    changed: is given the paths of what was touched, relative to the root; None when that is not known
    idle: called at the beginning and after each `changed`; it ends early when there `is_news`
    """

    def __init__(self, root: Path, changed: Changed, idle: Callable[[], None]) -> None:
        self._root = root
        self._changed = changed
        self._idle = idle
        self._observer: BaseObserver = Observer()
        self._watches: dict[Path, ObservedWatch] = {}
        self._dirty = threading.Event()
        self._touched: set[str] = set()
        self._being_written: set[str] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sitegen-rebuild", daemon=True)

    def start(self) -> None:
        """Begins to watch."""
        # The root itself tells when content/ or themes/ come, go or are renamed.
        self._observer.schedule(self, str(self._root), recursive=False)
        self._watch_folders()
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """Ends, after the rebuild that is under way."""
        self._stopped.set()
        self._dirty.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def is_news(self) -> bool:
        """True when something has changed, or the end is near."""
        return self._dirty.is_set()

    def is_news_soon(self) -> bool:
        """True when something has changed that the build just done may have read half-written."""
        return self._dirty.wait(NEWS_SECONDS)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Takes note of a change."""
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return  # What has changed in a folder is an event of its own.
        touched = {name for path in _paths(event) if (name := self._name(path))}
        if touched:
            with self._lock:
                self._touched |= touched
                if event.event_type == "modified":
                    self._being_written |= touched
                else:
                    self._being_written -= touched
            self._dirty.set()

    def _run(self) -> None:
        while True:
            if not self.is_news():
                self._idle()
            self._dirty.wait()
            self._wait_for_quiet()
            if self._stopped.is_set():
                return
            is_new = self._watch_folders()
            with self._lock:
                touched, self._touched = frozenset(self._touched), set()
            self._changed(None if is_new else touched)
            # Who has just saved often saves again: the next change should find nobody at work.
            self._dirty.wait(REST_SECONDS)

    def _wait_for_quiet(self) -> None:
        """Waits until nothing changes and no file is half-written."""
        last_change = monotonic()
        while not self._stopped.is_set():
            if self._dirty.is_set():
                self._dirty.clear()
                last_change = monotonic()
            elif not self._being_written or monotonic() - last_change > WRITING_SECONDS:
                self._being_written.clear()
                return
            self._stopped.wait(QUIET_SECONDS)

    def _name(self, path: Path) -> str:
        """The path as others know it; empty when it is of no concern."""
        try:
            relative = path.relative_to(self._root)
        except ValueError:
            return ""
        parts = relative.parts
        if not parts or parts[0] not in _WATCHED_FOLDERS or _EDITOR_FILES.search(parts[-1]):
            return ""
        return relative.as_posix()

    def _watch_folders(self) -> bool:
        """Watches content/ and themes/ where they exist; a folder that was replaced is watched anew.

        True when one was not watched before: nobody knows what has happened there.
        """
        is_new = False
        for name in _WATCHED_FOLDERS:
            folder = self._root / name
            watch = self._watches.pop(folder, None)
            if folder.is_dir():
                if watch is None:
                    watch = self._observer.schedule(self, str(folder), recursive=True)
                    is_new = True
                self._watches[folder] = watch
            elif watch is not None:
                self._observer.unschedule(watch)
        return is_new


def _paths(event: FileSystemEvent) -> list[Path]:
    return [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
