"""`communique predict` as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from communique.jsonl import DataError
from communique.run import predict

TEXT = "🚢 “We will wait,”\u00a0said Orla Venn. “Not\u00a0a day.”\n\n“Never,” she said."


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pipelines") / "bare"
    spacy.blank("en").to_disk(folder)
    return folder


def communique(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def test_predictions_stand_in_the_order_of_the_texts_with_their_own_offsets(
    tmp_path: Path, pipeline: Path
) -> None:
    texts = [{"id": f"t{n}", "text": TEXT, "gold": [n]} for n in (2, 0, 1)] + [
        {"id": "e", "text": ""}
    ]
    file, out = jsonl(tmp_path / "in.jsonl", *texts), tmp_path / "out.jsonl"

    done = communique("predict", "quotes", file, "--out", out, "--pipeline", pipeline)

    assert (done.returncode, done.stdout) == (0, "")
    assert "predict: quotes of 4 texts" in done.stderr
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["t2", "t0", "t1", "e"]
    first, second = lines[0]["quotes"]
    covered = [TEXT[start:end] for start, end in first["content"]["spans"]]
    assert covered == ["We will wait,", "Not\u00a0a day."]
    assert first["speaker"]["text"] == "Orla Venn"
    assert first["cue"]["text"] == second["cue"]["text"] == "said"
    assert lines[3]["quotes"] == []


def test_only_the_kinds_asked_for_are_predicted(tmp_path: Path, pipeline: Path) -> None:
    file = jsonl(
        tmp_path / "in.jsonl", {"id": "t", "text": TEXT + "\n\nVenn said that boats sank."}
    )

    counts = {}
    for kinds in (frozenset(), frozenset(["direct"]), frozenset(["indirect", "mixed"])):
        predict.quotes(file, tmp_path / "out.jsonl", str(pipeline), kinds)
        counts[kinds] = len(json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["quotes"])

    assert list(counts.values()) == [3, 2, 1]


def test_texts_of_many_batches_are_all_predicted(tmp_path: Path, pipeline: Path) -> None:
    number = 2 * predict.BATCH + 1
    file = jsonl(tmp_path / "in.jsonl", *({"id": f"t{n}", "text": TEXT} for n in range(number)))

    assert predict.quotes(file, tmp_path / "out.jsonl", str(pipeline)) == number


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', '{"id": 3, "text": "x"}', "\udcff"])
def test_a_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, pipeline: Path, line: str
) -> None:
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_bytes(b'{"id": "a", "text": "b"}\n\n' + line.encode(errors="surrogateescape"))

    with pytest.raises(DataError, match=r"in\.jsonl:3: "):
        predict.quotes(file, out, str(pipeline))

    assert not out.exists()


def test_wrong_usage_is_said_in_a_line(tmp_path: Path, pipeline: Path) -> None:
    file = jsonl(tmp_path / "in.jsonl", {"id": "a", "text": "b"})
    out = tmp_path / "out.jsonl"
    absent = communique("predict", "quotes", file, "--out", out, "--pipeline", "en_nowhere")
    itself = communique("predict", "quotes", file, "--out", file, "--pipeline", pipeline)
    kind = communique("predict", "quotes", file, "--out", out, "--kinds", "indirect,vague")

    assert [absent.returncode, itself.returncode, kind.returncode] == [2, 2, 2]
    assert absent.stderr.count("\n") == 1
    assert "'en_nowhere'" in absent.stderr
    assert "vague" in kind.stderr
