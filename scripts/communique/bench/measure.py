"""What a command costs: time on the clock, time of processors, peak of memory."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY_S = 0.1


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of all processors, bytes of memory at the peak, exit status.

    Memory is the proportional share (PSS) of all processes of the command, sampled ten times a
    second; where there is no `/proc`, the peak of the largest process.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int
    status: int


def cost(command: Sequence[str], log: Path) -> Cost:
    """Run a command to its end, what it prints going to `log`.

    Raises:
        OSError: the command cannot be started.
    """
    start = time.monotonic()
    with log.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603
            command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )
    peaks = [0]
    watching = threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True)
    watching.start()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    watching.join()
    return Cost(
        wall_s=time.monotonic() - start,
        cpu_s=used.ru_utime + used.ru_stime,
        peak_bytes=max(peaks) or used.ru_maxrss * 1024,
        status=process.returncode,
    )


def _watch(session: int, peaks: list[int]) -> None:
    """Add to `peaks` the memory of a session's processes as long as there are any."""
    while found := _processes(session):
        peaks.append(sum(map(_memory, found)))
        time.sleep(_EVERY_S)


def _processes(session: int) -> list[Path]:
    return [path for path in Path("/proc").glob("[0-9]*") if _session(path) == session]


def _session(process: Path) -> int | None:
    """The session of a process; None once it is gone, or a zombie."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[3])


def _memory(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
