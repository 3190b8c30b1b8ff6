"""What the layers cost beside the bare pipeline that they rest on: CPU time and memory."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec

from communique import jsonl
from communique.bench import piped
from communique.bench.clusters import BenchError
from communique.bench.measure import Cost, cost
from communique.bench.piped import Report, Text
from communique.records import Record

BARE, LAYERS = "bare", "with layers"
SYSTEMS = {BARE: (), LAYERS: piped.OURS}
"""What is compared, with the components that are added to the pipeline."""
MORE = 4
"""How many times as many texts are run to see whether memory grows with them."""
_LIBRARIES = ("OMP", "OPENBLAS", "MKL", "BLIS")
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in _LIBRARIES}


class Run(Record, frozen=True):
    """One process over the texts, `times` times as many as there are (1 or 4)."""

    system: str
    times: int
    cost: Cost
    report: Report

    @property
    def work_s(self) -> float:
        """CPU seconds of all components, without start and loading."""
        return sum(self.report.components.values())


class Row(Record, frozen=True, kw_only=True):
    """What a system costs; seconds are of processors (user and system), medians of repetitions.

    `cpu_s` is spent on texts, from `least_s` to `most_s`; `start_s` on start and loading; `ratio`
    is of the bare pipeline's `cpu_s`, the median over pairs of runs that follow one another.
    """

    system: str
    texts: int
    words: int
    cpu_s: float
    least_s: float
    most_s: float
    start_s: float
    ratio: float
    words_per_cpu_s: float
    peak_bytes: int
    peak_bytes_more: int
    components: dict[str, float]


@dataclass(frozen=True)
class Plan:
    """What to run: a pipeline by name or folder, over texts, so many times each system."""

    pipeline: str
    texts: Sequence[Text]
    repetitions: int = 3

    @property
    def runs(self) -> int:
        """How many processes that are."""
        return len(SYSTEMS) * (self.repetitions + 1)


def runs(plan: Plan) -> Iterator[Run]:
    """Each system in its turn, again and again; then each once over four times the texts.

    Raises:
        BenchError: there are no texts, or a process fails; the message has its last line.
    """
    if not plan.texts:
        raise BenchError("there are no texts to annotate; name files of id and text")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for times in (*[1] * plan.repetitions, MORE):
            texts = folder / f"texts{times}.jsonl"
            if not texts.exists():
                jsonl.write(texts, copies(plan.texts, times))
            for system in SYSTEMS:
                yield _run(plan.pipeline, system, times, texts)


def copies(texts: Sequence[Text], times: int) -> Iterator[Text]:
    """All texts, again and again, under other ids."""
    return (
        Text(f"{each.id}#{time}", each.text, each.story) for time in range(times) for each in texts
    )


def rows(done: Sequence[Run]) -> list[Row]:
    """The costs of each system, from its runs."""
    bare = [run.work_s for run in done if run.system == BARE and run.times == 1]
    return [_row([run for run in done if run.system == system], bare) for system in SYSTEMS]


def _row(own: Sequence[Run], bare: Sequence[float]) -> Row:
    once = [run for run in own if run.times == 1]
    work = [run.work_s for run in once]
    report = once[0].report
    return Row(
        system=once[0].system,
        texts=report.texts,
        words=report.words,
        cpu_s=median(work),
        least_s=min(work),
        most_s=max(work),
        start_s=median(run.cost.cpu_s - run.work_s for run in once),
        ratio=median(mine / theirs for mine, theirs in zip(work, bare, strict=True)),
        words_per_cpu_s=report.words / median(work),
        peak_bytes=max(run.cost.peak_bytes for run in once),
        peak_bytes_more=max(run.cost.peak_bytes for run in own if run.times == MORE),
        components={
            name: median(run.report.components[name] for run in once) for name in report.components
        },
    )


def _run(pipeline: str, system: str, times: int, texts: Path) -> Run:
    log, report = texts.with_name("log"), texts.with_name("report.json")
    module = [sys.executable, "-m", "communique.bench.piped"]
    command = [*module, pipeline, str(texts), str(report), *SYSTEMS[system]]
    spent = cost(command, log, ONE_THREAD)
    if spent.status:
        lines = log.read_text("utf-8", "replace").strip().splitlines()
        raise BenchError(f"{system}: {lines[-1] if lines else f'exit {spent.status}'}")
    return Run(system, times, spent, msgspec.json.decode(report.read_bytes(), type=Report))
