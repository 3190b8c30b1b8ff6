"""`communique predict stances`: whole texts, and the label of one given stance."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from spacy.tokens import Doc
from spacy.tokens.underscore import Underscore

from communique.annotate import makers as _makers  # noqa: F401  (before extensions are faked)
from communique.annotate.stances.found import Found
from communique.jsonl import DataError
from communique.records import Range
from communique.run import predict_stances
from communique.schema import StoryError, stories

TEXT = "🚢 Orla Venn backs a pause if Zennava frees the crews. Tarn distrusts Zennava."
STANCES = (
    Found(
        holder="Orla Venn",
        target="pause",
        target_kind="issue",
        polarity="favor",
        evidence=Range(12, 25),
        conditional=True,
        condition=Range(26, 52),
    ),
    Found(
        holder="Tarn",
        target="Zennava",
        target_kind="entity",
        polarity="against",
        evidence=Range(54, 76),
        inferred=True,
    ),
)


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text holds `STANCES`; toward a target, what `directed` was asked is the answer."""

    def directed(doc: Doc, holder: Range | None, target: Range) -> str:
        words = doc.text[target.start : target.end]
        return f"{doc.text[holder.start : holder.end] if holder else None} on {words}"

    getter = (None, None, lambda _: STANCES, None)
    monkeypatch.setitem(Underscore.doc_extensions, "stances", getter)
    fake = SimpleNamespace(directed=directed)
    monkeypatch.setitem(sys.modules, "communique.annotate.stances.directed", fake)


def predicted(tmp_path: Path, pipeline: Path, *lines: dict[str, object]) -> list[object]:
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    predict_stances.stances(file, out, str(pipeline))
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_every_stance_of_a_text_stands_with_its_evidence(
    tmp_path: Path, bare_pipeline: Path
) -> None:
    (line,) = predicted(tmp_path, bare_pipeline, {"id": "a", "text": TEXT, "stances": []})

    assert line == {
        "id": "a",
        "stances": [
            {
                "holder": {"text": "Orla Venn"},
                "target_id": "pause",
                "label": "favor",
                "evidence": {"text": "backs a pause", "start": 12, "end": 25},
                "conditional": True,
                "inferred": False,
                "condition": {"text": "if Zennava frees the crews", "start": 26, "end": 52},
            },
            {
                "holder": {"text": "Tarn"},
                "target": {"text": "Zennava"},
                "label": "against",
                "evidence": {"text": "Tarn distrusts Zennava", "start": 54, "end": 76},
                "conditional": False,
                "inferred": True,
            },
        ],
    }


def test_toward_a_given_target_the_line_is_a_label(tmp_path: Path, bare_pipeline: Path) -> None:
    venn, zennava = {"text": "Venn", "start": 7, "end": 11}, {"start": 29, "end": 36}
    lines = predicted(
        tmp_path,
        bare_pipeline,
        {"id": "a", "text": TEXT, "holder": venn, "target": zennava, "label": "favor"},
        {"id": "b", "text": TEXT, "holder": None, "target": zennava},
        {"id": "c", "text": TEXT, "holder": {"text": "Venn"}, "target": zennava},
    )

    assert lines == [
        {"id": "a", "label": "Venn on Zennava"},
        {"id": "b", "label": "None on Zennava"},
        {"id": "c", "label": "None on Zennava"},
    ]


def test_a_target_without_a_place_is_no_given_one(tmp_path: Path, bare_pipeline: Path) -> None:
    (line,) = predicted(
        tmp_path, bare_pipeline, {"id": "a", "text": TEXT, "target": {"text": "Zennava"}}
    )

    assert isinstance(line, dict)
    assert len(line["stances"]) == 2


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (70, 99)])
def test_a_place_outside_the_text_is_named(
    tmp_path: Path, bare_pipeline: Path, start: int, end: int
) -> None:
    target = {"start": start, "end": end}

    with pytest.raises(DataError, match=rf"'a': \[{start}:{end}\] is no stretch"):
        predicted(tmp_path, bare_pipeline, {"id": "a", "text": TEXT, "target": target})

    assert not (tmp_path / "out.jsonl").exists()


def test_a_file_that_is_no_story_is_named(tmp_path: Path) -> None:
    (tmp_path / "bridge.json").write_text('{"story": "bridge", "issues": [{"code": 1}]}', "utf-8")

    with pytest.raises(StoryError, match=r"bridge\.json: Expected `str`"):
        stories(tmp_path)
