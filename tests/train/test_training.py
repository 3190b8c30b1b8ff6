"""A whole pipeline, trained in seconds on invented data."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from communique.cli import main
from communique.run.train import Trained, demand_free, plans, train, written
from communique.train import loop
from communique.train.loop import Plan, Step
from communique.train.pipeline import names_pipeline
from communique.train.sources import TreebankError

STEPS = 25
TEXT = "Mara Tolwin visited Keldra. Idris Quell warned Orrin."


@pytest.fixture(scope="session")
def trained(treebanks: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    out = tmp_path_factory.mktemp("pipelines") / "communique_en"
    return train(treebanks, out, plans(STEPS, 0), lambda _: lambda _: None)


def test_a_trained_pipeline_is_loaded_by_spacy_alone(trained: Trained) -> None:
    doc = spacy.load(trained.folder)(TEXT)

    assert [sentence.text for sentence in doc.sents] == [
        "Mara Tolwin visited Keldra.",
        "Idris Quell warned Orrin.",
    ]
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Mara Tolwin", "PERSON"),
        ("Keldra", "GPE"),
        ("Idris Quell", "PERSON"),
        ("Orrin", "GPE"),
    ]
    assert [token.dep_ for token in doc][:5] == ["compound", "nsubj", "ROOT", "dobj", "punct"]
    assert [token.lemma_ for token in doc][2] == "visit"


def test_a_new_line_ends_a_sentence(trained: Trained) -> None:
    doc = spacy.load(trained.folder)("Talks with Orrin\n\nMara Tolwin left")

    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Talks with Orrin",
        "Mara Tolwin left",
    ]


def test_a_pipeline_says_what_it_is_made_of(trained: Trained) -> None:
    meta = json.loads((trained.folder / "meta.json").read_text("utf-8"))

    assert (meta["lang"], meta["name"], meta["license"]) == ("en", "communique_en", "CC-BY-SA-4.0")
    assert meta["training"]["syntax"] == {"steps": STEPS, "seed": 0}
    assert len(meta["sources"]) == 7
    assert len(meta["performance"]) == len(trained.scores)
    assert (trained.folder / "ATTRIBUTION.md").read_text("utf-8").startswith("# communique_en")


def test_every_test_set_is_scored(trained: Trained) -> None:
    tests = {(score.test, score.measure) for score in trained.scores}

    assert {test for test, measure in tests if measure == "LAS"} == {
        *("EWT", "EWT, raw text", "GUM", "GUM, raw text")
    }
    assert {test for test, measure in tests if measure == "names"} == {
        *("UNER", "GUM", "Re-DocRED", "CrossNER", "wikigold", "re3d")
    }


def test_the_same_seed_gives_the_same_weights(treebanks: Path) -> None:
    once, again, other = (_weights(treebanks, seed) for seed in (5, 5, 6))

    assert once == again
    assert once != other


def _weights(treebanks: Path, seed: int) -> bytes:
    nlp = names_pipeline(treebanks, Plan(steps=2, seed=seed), lambda _: None)
    return bytes(nlp.get_pipe("ner").model.to_bytes())


def test_the_best_step_is_kept_not_the_last() -> None:
    nlp = loop.blank("names")
    scores = iter([0.2, 0.9, 0.1, 0.4])
    kept: list[bytes] = []

    def score(candidate: Language) -> float:
        kept.append(candidate.get_pipe("ner").model.to_bytes())
        return next(scores)

    steps: list[Step] = []
    best = loop.train(nlp, [_example(nlp)], score, Plan(steps=4), steps.append)

    assert best.get_pipe("ner").model.to_bytes() == kept[1]
    assert [step.score for step in steps] == [0.2, 0.9, 0.1, 0.4]


def _example(nlp: Language) -> Doc:
    doc = Doc(nlp.vocab, words=["Quell", "left"])
    doc.set_ents([doc.char_span(0, 5, label="PERSON")], default="outside")
    return doc


def test_the_rate_rises_and_falls() -> None:
    rates = [loop.rate(number, 1000) for number in (1, 50, 100, 550, 1000)]

    assert rates == pytest.approx([0.01, 0.5, 1.0, 0.55, 0.1])


def test_a_pipeline_is_replaced_only_when_told(trained: Trained) -> None:
    with pytest.raises(TreebankError, match="add --yes"):
        demand_free(trained.folder, is_replaceable=False)

    demand_free(trained.folder, is_replaceable=True)


def test_a_folder_that_is_no_pipeline_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")

    with pytest.raises(TreebankError, match="is no pipeline"):
        demand_free(tmp_path, is_replaceable=True)


def test_what_stood_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "communique_en"
    written(out, lambda new: (new / "meta.json").write_text("old") and None)

    def fail(_: Path) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        written(out, fail)

    assert (out / "meta.json").read_text() == "old"
    written(out, lambda new: (new / "meta.json").write_text("new") and None)
    assert (out / "meta.json").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["communique_en"]


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`communique train`: its exit code, what it printed, and what it said."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["communique", "train", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        return int(end.value.code or 0), captured.out, captured.err

    return run


def test_the_command_says_which_data_set_is_absent(command: Run, tmp_path: Path) -> None:
    code, _, said = command("--treebanks", tmp_path, "--out", tmp_path / "out")

    assert code == 2
    assert "ewt/en_ewt-ud-train.conllu is absent" in said
    assert said.count("\n") == 1


def test_the_command_trains_and_prints_scores(
    command: Run, treebanks: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    code, printed, said = command("--treebanks", treebanks, "--out", out, "--steps", "1")

    assert code == 0, said
    assert printed.splitlines()[0].split() == ["test", "measure", "P", "R", "F", "true"]
    assert "train: names: step 1 of 1, development score" in said
    assert f"MB in {out}" in said.splitlines()[-1]
