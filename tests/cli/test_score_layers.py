"""`communique score quotes` and `score entities` as a user meets them."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from communique import layers
from communique.config import Workspace
from communique.layers import GOLD, SILVER
from communique.offsets import Digester
from communique.records import Document, Entity, Quote
from communique.run import documents

ARTICLE = (
    "Keldra shuts the strait\n\n"
    "🚢 “We will wait,” Foreign Minister Orla Venn said in Trevaunis.\n\n"
    "The envoy said that the boats of Keldra had been seen off the cape at night.\n"
)
SECRET = ARTICLE.replace("strait", "harbour").replace("Venn", "Tarn")


def communique(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def jsonl(path: Path, records: Iterable[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def quotation(start: int, end: int, speaker: str | None, kind: str = "direct") -> dict[str, object]:
    return {
        "kind": kind,
        "content": {"spans": [[start, end]], "text": "not looked at"},
        "cue": None,
        "speaker": {"text": speaker} if speaker else None,
    }


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    true = [quotation(2, 15, "Venn"), quotation(30, 44, None, "indirect")]
    gold = [
        {"id": "a", "text": "“ We will wait, ” said Venn. " * 3, "quotes": true, "split": "dev"},
        {"id": "b", "text": "Nothing here.", "quotes": []},
    ]
    found = [
        {"id": "a", "quotes": [quotation(2, 13, "Orla Venn"), quotation(60, 70, "Tarn")]},
        {"id": "c", "quotes": [quotation(0, 999, None)]},
    ]
    return jsonl(tmp_path / "gold.jsonl", gold), jsonl(tmp_path / "pred.jsonl", found)


def test_quotations_of_two_files_are_a_table_with_errors_below(files: tuple[Path, Path]) -> None:
    done = communique("score", "quotes", *files, "--errors")

    assert (done.returncode, done.stderr) == (0, "score: 2 texts\n")
    lines = done.stdout.splitlines()
    overlap = lines[1].split()
    assert overlap[:7] == ["overlap", "1", "2", "2", "0.500", "0.500", "0.500"]
    missed, spurious = lines[-2:]
    assert missed.startswith(
        "a[30:44]: missed: …“ We will wait, ” said Venn. “[ We will wait,] ” said"
    )
    assert spurious.startswith("a[60:70]: spurious: …")


def test_in_json_a_score_is_one_object(files: tuple[Path, Path]) -> None:
    done = communique("score", "quotes", *files, "--json", "--kinds", "direct")

    score = json.loads(done.stdout)
    assert score["documents"] == 2
    assert score["measures"]["overlap"]["value"] == pytest.approx(2 / 3)
    assert score["measures"]["same speaker"] | {"low": 0, "high": 0} == {
        "hits": 0,
        "true": 1,
        "predicted": None,
        "precision": None,
        "recall": 0.0,
        "value": 0.0,
        "low": 0,
        "high": 0,
    }
    assert "slips" not in score


def test_what_predict_writes_can_be_scored(tmp_path: Path, files: tuple[Path, Path]) -> None:
    import spacy  # noqa: PLC0415  (only here)

    spacy.blank("en").to_disk(tmp_path / "bare")
    out = tmp_path / "out.jsonl"
    communique("predict", "quotes", files[0], "--out", out, "--pipeline", tmp_path / "bare")

    assert communique("score", "quotes", files[0], out).returncode == 0


def test_mentions_of_two_files_are_a_table(tmp_path: Path) -> None:
    true = [
        {"start": 0, "end": 6, "label": "GPE", "entity": "Keldra"},
        {"start": 12, "end": 16, "label": "PERSON", "entity": "Orla Venn"},
    ]
    found = [true[0], {"start": 12, "end": 16, "label": "ORG", "value": "Q1"}]
    gold = jsonl(tmp_path / "gold.jsonl", [{"id": "a", "entities": true}])
    pred = jsonl(tmp_path / "pred.jsonl", [{"id": "a", "entities": found}])

    done = communique("score", "entities", gold, pred, "--errors")

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:7]] == [
        "span",
        "span",
        "name",
        "GPE",
        "ORG",
        "PERSON",
    ]
    assert lines[1].split()[3:9] == ["1", "2", "2", "0.500", "0.500", "0.500"]
    assert lines[7:] == ["a[12:16]: type: ORG, not PERSON", "a[12:16]: name: none, not Orla Venn"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:2: "),
        ('{"id": "a", "text": "x"}', "'a' stands twice"),
        ('{"id": "b"}', "gold.jsonl:2: no text"),
        (
            '{"id": "b", "text": "x", "quotes": [{"content": {"start": 0, "end": 2}}]}',
            "[0:2], in gold or prediction, is no stretch of its text of 1 code points",
        ),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "text": "x", "quotes": []}\n' + line + "\n")

    done = communique("score", "quotes", gold, gold)

    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"id": "z", "quotes": []}, "no id of"),
        ({"id": "a", "text": "Another.", "quotes": []}, "'a' has another text in"),
    ],
)
def test_predictions_of_other_texts_are_no_score_of_nothing(
    files: tuple[Path, Path], tmp_path: Path, line: dict[str, object], message: str
) -> None:
    done = communique("score", "quotes", files[0], jsonl(tmp_path / "other.jsonl", [line]))

    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_wrong_usage_is_said(files: tuple[Path, Path]) -> None:
    alone = communique("score", "quotes", files[0])
    kinds = communique("score", "quotes", "--kinds", "direct")

    assert [alone.returncode, kinds.returncode] == [2, 2]
    assert "predictions too" in alone.stderr
    assert "two files" in kinds.stderr


@pytest.fixture
def crisis(empty_workspace: Workspace, tmp_path: Path) -> Workspace:
    """An invented crisis with a dispatch and its truth, and a withheld article beside it."""
    folder = empty_workspace.corpus / "exercise" / "strait"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "secret.txt").write_text(SECRET, "utf-8")
    venn = {"name": "Orla Venn", "kind": "person", "aliases": ["Minister Venn"]}
    keldra = {"name": "Keldra", "kind": "state", "aliases": ["Trevaunis"]}
    jsonl(
        folder / "truth" / "cast.jsonl",
        ({**one, "role": "", "state": None} for one in (venn, keldra)),
    )
    planted = (
        ("We will wait,", "original"),
        ("the boats of Keldra had been seen off the cape", "reworded"),
    )
    said = {"utterance": "u1", "speaker": "Orla Venn", "name": "a"}
    jsonl(
        folder / "truth" / "quotations.jsonl", (said | {"text": t, "form": f} for t, f in planted)
    )
    documents.clean(empty_workspace, [tmp_path / "own"])
    return empty_workspace


def texts(workspace: Workspace) -> list[Document]:
    return list(documents.documents(workspace))


def quote(document: Document, words: str, speaker: str, status: str) -> Quote:
    text = document.text or ""
    start, shown = text.index(words), document.text_available
    at = text.index(speaker)
    digester = Digester(text)
    return Quote(
        id=f"quo-{start:016}",
        doc_id=document.id,
        agent="test",
        basis="machine",
        status=status,
        kind="direct",
        content=digester.span(start, start + len(words), with_text=shown),
        speaker=digester.span(at, at + len(speaker), with_text=True),
        speaker_entity=(speaker,),
    )


def mention(document: Document, name: str, status: str) -> Entity:
    text = document.text or ""
    start = text.index(name)
    return Entity(
        id=f"ent-{start:016}",
        doc_id=document.id,
        agent="test",
        basis="machine",
        status=status,
        span=Digester(text).span(start, start + len(name), with_text=True),
        label="PERSON",
        entity=name,
    )


@pytest.mark.parametrize("layer", ["quotes", "entities"])
def test_without_silver_the_command_to_run_is_named(crisis: Workspace, layer: str) -> None:
    done = communique("score", layer, "--root", crisis.root)

    assert (done.returncode, done.stdout) == (2, "")
    assert "communique annotate" in done.stderr


def test_planted_quotations_stand_by_crisis_and_form(crisis: Workspace) -> None:
    (document,) = (each for each in texts(crisis) if each.story == "strait")
    shard = crisis.build / "annotations" / "quotes" / "silver" / "a.jsonl"
    layers.write(shard, [quote(document, "We will wait,", "Venn", SILVER)])

    done = communique("score", "quotes", "--root", crisis.root, "--errors")

    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[1][:4] == ["strait", "all", "1/2", "0.500"]
    assert rows[2][:3] == ["original", "1/1", "1.000"]
    assert rows[3][:3] == ["reworded", "0/1", "0.000"]
    assert "missed: Orla Venn: " in done.stdout


def test_planted_mentions_stand_by_crisis_and_kind(crisis: Workspace) -> None:
    (document,) = (each for each in texts(crisis) if each.story == "strait")
    shard = crisis.build / "annotations" / "entities" / "silver" / "a.jsonl"
    layers.write(shard, [mention(document, name, SILVER) for name in ("Orla Venn", "Trevaunis")])

    done = communique("score", "entities", "--root", crisis.root, "--json")

    line = json.loads(done.stdout)
    assert line["crisis"] == "strait"
    counts = {name: (m["hits"], m["true"]) for name, m in line["score"]["measures"].items()}
    assert counts["found"] == (2, 4)
    assert (counts["type"], counts["name"]) == ((1, 2), (1, 2))
    assert counts["found, person"] == (1, 1)


def test_silver_of_another_text_is_refused(crisis: Workspace) -> None:
    (document,) = (each for each in texts(crisis) if each.story == "strait")
    shard = crisis.build / "annotations" / "quotes" / "silver" / "a.jsonl"
    layers.write(shard, [quote(document, "We will wait,", "Venn", SILVER)])
    raw = crisis.corpus / "exercise" / "strait" / "raw" / "a.txt"
    raw.write_text(ARTICLE.replace("strait", "sound"), "utf-8")

    done = communique("score", "quotes", "--root", crisis.root)

    assert done.returncode == 2
    assert "cleaned anew since it was annotated" in done.stderr


def test_gold_against_silver_stands_by_collection_and_withheld_text_is_not_shown(
    crisis: Workspace,
) -> None:
    shelf = crisis.annotations / "quotes"
    wait, boats = "We will wait,", "the boats of Keldra had been seen off the cape at night"
    gold = [quote(each, wait, "Orla", GOLD) for each in texts(crisis)]
    silver = [quote(each, boats, "Orla", SILVER) for each in texts(crisis)]
    layers.write(shelf / "gold" / "a.jsonl", gold)
    layers.write(shelf / "silver" / "a.jsonl", silver)
    layers.write(crisis.build / "annotations" / "quotes" / "silver" / "a.jsonl", silver)

    done = communique("score", "quotes", "--root", crisis.root, "--errors")

    assert done.returncode == 0, done.stderr
    shipped, _, withheld = done.stdout.partition("local: gold against silver, 1 documents")
    assert "exercise: gold against silver, 1 documents" in shipped
    assert "[We will wait,]" in shipped
    assert ": missed" in withheld
    assert "wait" not in withheld
    assert "boats" not in withheld
