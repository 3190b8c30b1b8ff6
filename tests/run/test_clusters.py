"""`communique dedup FILE.parquet`: any file of texts, good or bad."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.jsonl import DataError
from communique.run.clusters import cluster
from dedup.invented import edited, report, sentences


def written(path: Path, texts: Sequence[str | None], ids: Sequence[object] | None = None) -> Path:
    names = ids if ids is not None else [f"d{at}" for at in range(len(texts))]
    pq.write_table(pa.table({"text": pa.array(texts, pa.string()), "id": names}), path)
    return path


def clusters(source: Path, edges: Path | None = None) -> dict[object, object]:
    out = source.with_name("out.parquet")
    cluster(source, out, edges)
    table = pq.read_table(out).to_pydict()
    assert list(table) == ["id", "cluster"]
    assert pq.read_table(source)["id"].to_pylist() == table["id"]
    return dict(zip(table["id"], table["cluster"], strict=True))


def communique(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_each_row_names_the_row_that_represents_it(tmp_path: Path) -> None:
    texts = [report(1), report(2), edited(report(1), 0.05), " ".join(sentences(1)[:15])]

    assert clusters(written(tmp_path / "a.parquet", texts)) == {
        "d0": "d0",
        "d1": "d1",
        "d2": "d0",
        "d3": "d0",
    }


def test_ids_may_be_numbers_and_are_kept_so(tmp_path: Path) -> None:
    source = written(tmp_path / "a.parquet", [report(1), report(1)], [2**40, 7])

    assert clusters(source) == {2**40: 7, 7: 7}


def test_edges_agree_with_clusters_whatever_the_ids(tmp_path: Path) -> None:
    source = written(tmp_path / "a.parquet", [report(1), report(1), report(2)], [10, 9, 8])

    found = clusters(source, tmp_path / "edges.jsonl")

    (edge,) = map(json.loads, (tmp_path / "edges.jsonl").read_text().splitlines())
    assert (edge["doc_id"], edge["cluster"]) == ("10", "9")
    assert found == {10: 9, 9: 9, 8: 8}


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_strings_of_every_kind_are_read(kind: pa.DataType, tmp_path: Path) -> None:
    columns = {"id": list("ab"), "text": [report(1), report(1)]}
    table = pa.table({name: pa.array(values).cast(kind) for name, values in columns.items()})
    pq.write_table(table, tmp_path / "a.parquet", store_schema=True)

    assert clusters(tmp_path / "a.parquet") == {"a": "a", "b": "a"}


def test_edges_are_records_with_spans(tmp_path: Path) -> None:
    source = written(tmp_path / "a.parquet", [report(1), edited(report(1), 0.05)], [1, 2])

    clusters(source, tmp_path / "edges.jsonl")

    (edge,) = map(json.loads, (tmp_path / "edges.jsonl").read_text().splitlines())
    assert (edge["doc_id"], edge["of"], edge["kind"]) == ("2", "1", "near")
    assert edge["spans"]


def test_rows_in_another_order_and_other_row_groups_give_the_same(tmp_path: Path) -> None:
    texts = [edited(report(seed), copy / 30, copy) for seed in range(20) for copy in range(4)]
    source = written(tmp_path / "a.parquet", texts)
    table = pq.read_table(source)
    other = tmp_path / "b.parquet"
    pq.write_table(table.take(list(reversed(range(len(texts))))), other, row_group_size=7)

    assert clusters(source) == clusters(other)


def test_empty_and_null_texts_stay_alone(tmp_path: Path) -> None:
    found = clusters(written(tmp_path / "a.parquet", ["", None, "", "…", report(1)]))

    assert all(name == representative for name, representative in found.items())


def test_ten_thousand_identical_documents_are_one_cluster(tmp_path: Path) -> None:
    found = clusters(written(tmp_path / "a.parquet", [report(1)] * 10_000))

    assert set(found.values()) == {"d0"}


def test_three_thousand_almost_identical_documents_are_one_cluster(tmp_path: Path) -> None:
    texts = [f"{report(1)} Page {number}." for number in range(3000)]

    assert len(set(clusters(written(tmp_path / "a.parquet", texts)).values())) == 1


def test_a_text_of_five_megabytes_is_compared_like_any_other(tmp_path: Path) -> None:
    long = report(1, 55_000)
    assert len(long) > 5_000_000

    found = clusters(written(tmp_path / "a.parquet", [long, report(2), f"{long} More."]))

    assert found == {"d0": "d2", "d1": "d1", "d2": "d2"}


def test_a_file_without_rows_gives_one_without_rows(tmp_path: Path) -> None:
    assert clusters(written(tmp_path / "a.parquet", [], pa.array([], pa.string()))) == {}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"id": ["a", "b", "a"], "text": ["x"] * 3}, "id 'a' stands twice, in rows 0 and 2"),
        ({"id": ["a", None], "text": ["x", "y"]}, "row 1 has no id"),
        ({"name": ["a"], "text": ["x"]}, "no column id; it has name, text"),
        ({"name": ["a"], "body": ["x"]}, "no column id or text; it has name, body"),
        ({"id": ["a"], "text": [1]}, "column text holds int64"),
        ({"id": [1.5], "text": ["x"]}, "column id holds double"),
    ],
)
def test_wrong_data_are_an_error_that_says_where(
    table: dict[str, list[object]], message: str, tmp_path: Path
) -> None:
    pq.write_table(pa.table(table), tmp_path / "a.parquet")

    with pytest.raises(DataError, match=message) as raised:
        cluster(tmp_path / "a.parquet", tmp_path / "out.parquet")

    assert str(tmp_path / "a.parquet") in str(raised.value)
    assert not (tmp_path / "out.parquet").exists()


def test_a_damaged_page_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    source = written(tmp_path / "a.parquet", [report(seed) for seed in range(40)])
    data = bytearray(source.read_bytes())
    data[200:1200] = bytes(1000)
    source.write_bytes(data)

    with pytest.raises(DataError, match=r"a\.parquet: damaged"):
        cluster(source, tmp_path / "out.parquet")


def test_bytes_that_are_no_text_are_an_error_that_names_the_column(tmp_path: Path) -> None:
    bad = pa.array([b"\xff\xfe"]).view(pa.string())
    pq.write_table(pa.table({"id": ["a"], "text": bad}), tmp_path / "a.parquet")

    with pytest.raises(DataError, match="column text is not UTF-8"):
        cluster(tmp_path / "a.parquet", tmp_path / "out.parquet")


def test_two_columns_of_one_name_are_an_error(tmp_path: Path) -> None:
    table = pa.table([["a"], ["x"], ["y"]], names=["id", "text", "text"])
    pq.write_table(table, tmp_path / "a.parquet")

    with pytest.raises(DataError, match="two columns are called text"):
        cluster(tmp_path / "a.parquet", tmp_path / "out.parquet")


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    source = written(tmp_path / "a.parquet", [report(1)])

    cluster(source, tmp_path / "new" / "out.parquet")

    assert (tmp_path / "new" / "out.parquet").exists()


def test_a_file_that_is_no_parquet_is_an_error_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("id,text\n")

    done = communique("dedup", tmp_path / "a.parquet", "--out", tmp_path / "o.parquet")

    assert done.returncode == 1
    assert "no Parquet file" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_ends_with_its_counts(tmp_path: Path) -> None:
    source = written(tmp_path / "a.parquet", [report(1), report(1), report(2)])

    done = communique("dedup", source, "--out", tmp_path / "o.parquet", "--json")

    assert done.returncode == 0, done.stderr
    assert done.stderr == "dedup: 3 texts, 2 clusters\n"
    assert json.loads(done.stdout)["clusters"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.parquet",), "give --out"),
        (("a.parquet", "--out", "a.parquet"), "have to be different files"),
        (("a.parquet", "--out", "b", "--edges", "b"), "have to be different files"),
        (("a.parquet", "--out", "."), "is a folder"),
        (("--out", "b.parquet"), "give one"),
        (("absent.parquet", "--out", "b.parquet"), "does not exist"),
    ],
)
def test_wrong_usage_ends_with_2(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "a.parquet", ["x"])

    done = communique("dedup", *arguments)

    assert done.returncode == 2
    assert message in " ".join(done.stderr.replace("│", " ").split())
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 1


def test_nothing_is_left_on_the_disk_but_the_result(tmp_path: Path) -> None:
    source = written(tmp_path / "a.parquet", [report(1), report(2)])

    clusters(source)

    assert {"a.parquet", "out.parquet"} == {path.name for path in tmp_path.iterdir()}
