"""What a command costs: time on the clock, time of processors, peak of memory."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_EVERY_S = 0.2


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of all processors, bytes of memory at the peak, exit status.

    Memory is the proportional share (PSS) of all processes of the command, sampled five times a
    second; where there is no `/proc`, the peak of the largest process.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int
    status: int


def cost(command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end, what it prints going to `log`.

    `environment` is added to this process's own.

    Raises:
        OSError: the command cannot be started.
    """
    start = time.monotonic()
    with log.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=os.environ | (environment or {}),
        )
    seen = _Seen()
    watching = threading.Thread(target=_watch, args=(process.pid, seen), daemon=True)
    watching.start()
    try:
        _, status, used = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)  # a session of its own hears no interrupt
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    watching.join()
    return Cost(
        wall_s=time.monotonic() - start,
        cpu_s=max(used.ru_utime + used.ru_stime, sum(seen.cpu_s.values())),
        peak_bytes=seen.peak_bytes or used.ru_maxrss * 1024,
        status=process.returncode,
    )


@dataclass
class _Seen:
    """What was sampled: the peak of memory, and the last processor time of each process.

    Processes that nobody waits for (a fork server's) are missing from what `wait4` reports.
    """

    peak_bytes: int = 0
    cpu_s: dict[int, float] = field(default_factory=dict)


def _watch(session: int, seen: _Seen) -> None:
    """Sample a session's processes as long as there are any."""
    while found := dict(_processes(session)):
        seen.cpu_s |= found
        seen.peak_bytes = max(seen.peak_bytes, sum(map(_memory, found)))
        time.sleep(_EVERY_S)


def _processes(session: int) -> Iterator[tuple[int, float]]:
    """The processes of a session, with their processor time in seconds."""
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it is gone
            fields = (path / "stat").read_text().rpartition(")")[2].split()
            if fields[0] != "Z" and int(fields[3]) == session:
                yield int(path.name), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
