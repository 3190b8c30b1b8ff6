"""`communique bench annotate`: what is measured, and how it is put together."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens.underscore import Underscore

from communique.annotate import makers as _makers  # noqa: F401  (before extensions are faked)
from communique.bench.annotate import BARE, LAYERS, MORE, Plan, Run, copies, rows, runs
from communique.bench.clusters import BenchError
from communique.bench.measure import Cost
from communique.bench.piped import OURS, Report, Text, pipeline, run

TEXT = "🚢 “We will wait,” said Orla Venn. “Not a day.”\r\n\r\nThe envoy left."


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pipelines") / "bare"
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(folder)
    return folder


def texts(number: int) -> list[Text]:
    return [Text(f"t{each}", TEXT) for each in range(number)]


def measured(system: str, work_s: float, *, times: int = 1, peak: int = 100) -> Run:
    cost = Cost(wall_s=9, cpu_s=work_s + 1, peak_bytes=peak, status=0)
    return Run(
        system, times, cost, Report(10 * times, 100 * times, {"a": work_s / 2, "b": work_s / 2})
    )


def test_a_row_has_the_medians_of_runs_over_the_texts_themselves() -> None:
    done = [
        *(measured(BARE, 2.0), measured(LAYERS, 3.0)),
        *(measured(BARE, 4.0), measured(LAYERS, 4.0, peak=120)),
        *(measured(BARE, 2.5), measured(LAYERS, 5.0)),
        *(measured(BARE, 9.0, times=MORE, peak=130), measured(LAYERS, 9.0, times=MORE)),
    ]

    first, second = rows(done)

    assert (first.system, first.texts, first.words, first.ratio) == (BARE, 10, 100, 1.0)
    assert (first.cpu_s, first.least_s, first.most_s, first.start_s) == (2.5, 2.0, 4.0, 1.0)
    assert (first.words_per_cpu_s, first.peak_bytes, first.peak_bytes_more) == (40.0, 100, 130)
    assert (second.cpu_s, second.ratio, second.peak_bytes) == (4.0, 1.5, 120)
    assert second.components == {"a": 2.0, "b": 2.0}


def test_the_components_of_a_pipeline_are_those_asked_for(bare: Path) -> None:
    name = str(bare)

    assert pipeline(name, []).pipe_names == ["sentencizer"]
    assert pipeline(name, ["communique_quotes"]).pipe_names == ["sentencizer", "communique_quotes"]
    assert pipeline(name, ["not_yet_written"]).pipe_names == ["sentencizer"]


def test_all_layers_are_measured_in_their_order_those_that_are_there(bare: Path) -> None:
    nlp = pipeline(str(bare), list(OURS))

    assert OURS[:2] == ("communique_entities", "communique_quotes")
    assert set(OURS[2:]) == {"communique_events", "communique_stances"}
    assert nlp.pipe_names == ["sentencizer", *(name for name in OURS if nlp.has_factory(name))]


def test_components_know_the_story_of_a_text(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Underscore.doc_extensions, "story", (None, None, None, None))
    told = []
    nlp = pipeline(str(bare), [])

    @Language.component("test_story")
    def heard(doc: Doc) -> Doc:
        told.append(doc._.story)
        return doc

    nlp.add_pipe("test_story")
    run(nlp, copies([Text("a", TEXT, "strait"), Text("b", TEXT)], 2))

    assert told == ["strait", None, "strait", None]


def test_every_text_and_word_is_counted_and_every_component_timed(bare: Path) -> None:
    report = run(pipeline(str(bare), ["communique_quotes"]), iter(texts(70)))

    assert (report.texts, report.words) == (70, 70 * 21)
    assert list(report.components) == ["tokenizer", "sentencizer", "communique_quotes"]
    assert all(spent > 0 for spent in report.components.values())


def test_copies_have_ids_of_their_own() -> None:
    assert len({each.id for each in copies(texts(3), 4)}) == 12


def test_systems_run_in_turn_and_last_over_more_texts(bare: Path) -> None:
    done = list(runs(Plan(str(bare), texts(2), 1)))

    assert [(each.system, each.times) for each in done] == [
        (BARE, 1),
        (LAYERS, 1),
        (BARE, MORE),
        (LAYERS, MORE),
    ]
    assert [each.report.texts for each in done] == [2, 2, 2 * MORE, 2 * MORE]
    assert all(each.cost.cpu_s > each.work_s for each in done)


def test_what_fails_is_said_with_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="there is no spaCy pipeline"):
        list(runs(Plan(str(tmp_path), texts(1), 1)))
    with pytest.raises(BenchError, match="no texts"):
        list(runs(Plan(str(tmp_path), [], 1)))


@pytest.mark.slow
def test_in_json_each_system_is_a_line(tmp_path: Path, bare: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(json.dumps({"id": "a", "text": TEXT, "more": 1}) + "\n")
    command = [sys.executable, "-m", "communique", "bench", "annotate", str(file), "--json"]
    options = ["--pipeline", str(bare), "--repetitions", "1", "--copies", "2"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["system"], line["texts"]) for line in lines] == [(BARE, 2), (LAYERS, 2)]
    assert "bench: 4 runs over 2 texts" in done.stderr
