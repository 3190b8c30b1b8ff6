"""De-duplicators side by side: the same file, the same machine, the same run."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from communique.bench.clusters import BenchError, PairwiseScore, pairwise
from communique.bench.measure import Cost, cost

OURS = "communique"
PEERS = {
    "reading": ("reading.py",),
    "tokenising": ("tokenising.py",),
    "gaoya": ("gaoya_index.py",),
    "datasketch": ("datasketch_lsh.py",),
    "datatrove-regex": ("datatrove_stages.py",),
    "datatrove": ("datatrove_stages.py", "as-shipped"),
}
"""Scripts in `peers/`, with arguments beyond the two files. The first two find nothing: floors."""


@dataclass(frozen=True)
class Row:
    """A tool with its cost, and its score unless it failed; `error` is the end of its output."""

    tool: str
    cost: Cost
    score: PairwiseScore | None
    error: str = ""


def rows(data: Path, gold: Path, tools: Sequence[str], peer_python: str) -> Iterator[Row]:
    """Run each tool on `data` (id, text) and score it against `gold` (id, cluster).

    Raises:
        BenchError: a tool is not known, or the gold is not of these texts.
        OSError: a file cannot be read, or an interpreter not started.
    """
    if unknown := [tool for tool in tools if tool not in (OURS, *PEERS)]:
        known = ", ".join((OURS, *PEERS))
        raise BenchError(f"no tool is called {', '.join(unknown)}; there are {known}")
    truth = _read(gold)
    for tool in tools:
        with tempfile.TemporaryDirectory() as folder:
            yield _row(tool, data, truth, Path(folder), peer_python)


def _row(tool: str, data: Path, truth: pa.Table, folder: Path, peer_python: str) -> Row:
    out, log = folder / "out.parquet", folder / "log"
    spent = cost(_command(tool, data.resolve(), out, peer_python), log)
    if spent.status:
        lines = log.read_text("utf-8", "replace").strip().splitlines()
        return Row(tool, spent, None, lines[-1] if lines else f"exit {spent.status}")
    return Row(tool, spent, pairwise(truth, _read(out)))


def _command(tool: str, data: Path, out: Path, peer_python: str) -> list[str]:
    if tool == OURS:
        return [sys.executable, "-m", "communique", "dedup", str(data), "--out", str(out)]
    script, *more = PEERS[tool]
    return [peer_python, str(Path(__file__).parent / "peers" / script), str(data), str(out), *more]


def _read(path: Path) -> pa.Table:
    try:
        table = pq.read_table(path)
    except pa.ArrowInvalid as error:
        raise BenchError(f"{path}: no Parquet file: {error}") from error
    if absent := {"id", "cluster"} - set(table.column_names):
        raise BenchError(f"{path}: no column {' or '.join(sorted(absent))}")
    return table
