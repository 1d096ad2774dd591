"""Reading a file that may be anything: a pipe, a device, too large, or written to meanwhile."""

import os
import stat
from pathlib import Path

from report_extract.batch.limits import Limits
from report_extract.errors import InputError

_PIECE = 1 << 20


def readable(path: Path | str) -> str:
    """A path as text; what is none in UTF-8 becomes U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_file(path: Path, limits: Limits, *, part: tuple[int, int] | None = None) -> bytes:
    """The bytes of a regular file, or those from a first one to an end.

    Raises:
        InputError: it cannot be opened, is no regular file, is too large, or changed while it was read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise InputError(f"{readable(path)}: {getattr(error, 'strerror', None) or error}") from error
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise InputError(f"{readable(path)}: no regular file (give - to read standard input)")
        if part is not None:
            return os.pread(handle, part[1] - part[0], part[0])
        data = _read(handle, path, limits)
        after = os.fstat(handle)
    except OSError as error:
        raise InputError(f"{readable(path)}: {error.strerror or error}") from error
    finally:
        os.close(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise InputError(f"{readable(path)}: changed while it was read")
    return data


def _read(handle: int, path: Path, limits: Limits) -> bytes:
    most = limits.size * 1_000_000
    data = bytearray()
    while piece := os.read(handle, _PIECE):
        data += piece
        if len(data) > most:
            raise InputError(f"{readable(path)}: larger than {limits.size} MB")
    return bytes(data)
