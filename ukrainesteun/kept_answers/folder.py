"""Where answers are kept: in the memory of this process, and on disk for all of them. Both have a limit in bytes."""

import logging
import os
import shutil
import tempfile
import threading
from pathlib import Path

from cachetools import LRUCache

from .answers import Answer

IN_MEMORY = 24_000_000  # bytes
ON_DISK = 500_000_000  # bytes
KEPT_VERSIONS = 2  # folders: what was newest until now may still be on its way to somebody

log = logging.getLogger(__name__)


class Folder:
    """The answers of each version, by name. Where the disk is full or may not be written, only the memory keeps them."""

    def __init__(self, root: Path, in_memory: int = IN_MEMORY, on_disk: int = ON_DISK) -> None:
        self._root, self._on_disk = root, on_disk
        self._lock = threading.Lock()
        self._memory: LRUCache[tuple[str, str], Answer] = LRUCache(in_memory, lambda answer: len(answer.body) + 1_000)
        self._sizes: dict[str, int] = {}

    def find(self, version: str, name: str) -> Answer | None:
        with self._lock:
            if answer := self._memory.get((version, name)):
                return answer
        try:
            answer = Answer.unpacked((self._root / version / name).read_bytes())
        except (OSError, ValueError):
            return None
        self._remember(version, name, answer)
        return answer

    def keep(self, version: str, name: str, answer: Answer) -> None:
        self._remember(version, name, answer)
        content = answer.packed()
        folder = self._root / version
        try:
            if self._size_of(version) + len(content) > self._on_disk:
                return
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
                file.write(content)
            os.replace(file.name, folder / name)
            self._sizes[version] += len(content)
        except OSError as error:
            log.warning("Een antwoord is niet te bewaren: %s", error)

    def claims(self, version: str, what: str) -> bool:
        """Whether this process is the first to ask for this piece of work of a version; others leave it to that one."""
        try:
            self._size_of(version)
            (self._root / version / f"{what}.claimed").touch(exist_ok=False)
        except OSError:
            return False
        return True

    def _remember(self, version: str, name: str, answer: Answer) -> None:
        if len(answer.body) < self._memory.maxsize // 4:
            with self._lock:
                self._memory[version, name] = answer

    def _size_of(self, version: str) -> int:
        """How many bytes it has on disk, as far as this process knows; makes its folder, and takes away older ones."""
        if version not in self._sizes:
            folder = self._root / version
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sizes[version] = sum(one.stat().st_size for one in folder.iterdir())
            folders = sorted((one for one in self._root.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
            for old in folders[:-KEPT_VERSIONS]:
                if old.name != version:
                    shutil.rmtree(old, ignore_errors=True)
        return self._sizes[version]
