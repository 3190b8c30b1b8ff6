"""`communique bench`: what is measured and how it is scored."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.bench.clusters import BenchError, pairwise
from communique.bench.dedup import OURS, PEERS, rows
from communique.bench.measure import cost
from dedup.invented import edited, report


def table(clusters: str, kinds: list[str] | None = None, sources: str = "") -> pa.Table:
    columns: dict[str, object] = {"id": [str(at) for at in range(len(clusters))]}
    columns["cluster"] = list(clusters)
    if kinds:
        columns |= {"kind": kinds, "src": list(sources.replace("-", " "))}
    return pa.table(columns)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("aabb", "xxyy", (1.0, 1.0, 1.0)),
        ("aabb", "xxxx", (2 / 6, 1.0, 0.5)),
        ("aaaa", "xxyy", (1.0, 2 / 6, 0.5)),
        ("abcd", "wxyz", (1.0, 1.0, 0.0)),
        ("aabc", "xyzz", (0.0, 0.0, 0.0)),
    ],
)
def test_pairs_of_one_cluster_are_counted(
    gold: str, found: str, expected: tuple[float, float, float]
) -> None:
    score = pairwise(table(gold), table(found))

    assert expected == (score.precision, score.recall, score.f1)


def test_rows_may_stand_in_any_order() -> None:
    found = table("xyxz").take([3, 1, 0, 2])

    assert pairwise(table("abac"), found).f1 == 1.0


def test_recall_by_kind_is_of_copies_with_what_they_were_made_from() -> None:
    gold = table("aaab", ["base", "near", "near", "quote"], "-000")

    assert pairwise(gold, table("xxyz")).kinds == {"near": 0.5, "quote": 0.0}


def test_a_text_without_a_prediction_is_an_error() -> None:
    with pytest.raises(BenchError, match="1 texts of the gold have no predicted cluster"):
        pairwise(table("abc"), table("xy"))


def test_the_cost_of_a_command_is_that_of_all_its_processes(tmp_path: Path) -> None:
    busy = "import time; t = time.process_time()\nwhile time.process_time() < t + 0.4: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    held = "x = bytearray(150_000_000); x[::4096] = b'1' * len(x[::4096])"
    script = f"{held}\n{child}\n{busy}"

    spent = cost([sys.executable, "-c", script], tmp_path / "log")

    assert spent.status == 0
    assert spent.cpu_s >= 0.8
    assert spent.peak_bytes >= 150_000_000


def test_what_a_command_prints_goes_to_the_log(tmp_path: Path) -> None:
    spent = cost([sys.executable, "-c", "raise SystemExit('no')"], tmp_path / "log")

    assert spent.status == 1
    assert (tmp_path / "log").read_text() == "no\n"


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, Path]:
    texts = [report(1), edited(report(1), 0.03), report(2)]
    pq.write_table(pa.table({"id": list("012"), "text": texts}), tmp_path / "d.parquet")
    pq.write_table(table("aab", ["base", "near", "base"], "-0-"), tmp_path / "g.parquet")
    return tmp_path / "d.parquet", tmp_path / "g.parquet"


def test_tools_stand_side_by_side_with_their_scores(data: tuple[Path, Path]) -> None:
    command = [sys.executable, "-m", "communique", "bench", "dedup", *map(str, data), "--json"]
    done = subprocess.run(
        [*command, "--tools", "communique,reading"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    ours, floor = map(json.loads, done.stdout.splitlines())
    assert (ours["tool"], ours["score"]["f1"], ours["score"]["kinds"]) == (OURS, 1.0, {"near": 1.0})
    assert (floor["tool"], floor["score"]["recall"]) == ("reading", 0.0)


def test_a_tool_that_fails_is_a_row_that_says_why(data: tuple[Path, Path]) -> None:
    (row,) = rows(*data, ["gaoya"], sys.executable)

    assert row.score is None
    assert "No module named 'gaoya'" in row.error


def test_a_tool_that_nobody_knows_is_an_error_that_names_those_there_are(
    data: tuple[Path, Path],
) -> None:
    with pytest.raises(BenchError, match="there are communique, reading"):
        list(rows(*data, ["minhash"], sys.executable))


def test_gold_that_is_no_gold_is_an_error(data: tuple[Path, Path]) -> None:
    with pytest.raises(BenchError, match="no column cluster"):
        list(rows(data[0], data[0], [OURS], sys.executable))


def test_every_peer_has_its_script() -> None:
    folder = Path(__file__).parents[2] / "scripts" / "communique" / "bench" / "peers"

    assert all((folder / script).exists() for script, *_ in PEERS.values())
