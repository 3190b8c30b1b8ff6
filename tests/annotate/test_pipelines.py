"""Pipelines by name or folder: found without loading them, known by what they are made of."""

import shutil
import sys
from pathlib import Path

import pytest
import spacy

from communique.annotate import pipelines
from communique.annotate.pipelines import PipelineError, load, pipeline


def copied(bare_pipeline: Path, folder: Path) -> Path:
    return Path(shutil.copytree(bare_pipeline, folder))


def test_a_pipeline_is_the_same_wherever_its_folder_stands(
    bare_pipeline: Path, tmp_path: Path
) -> None:
    there = copied(bare_pipeline, tmp_path / "elsewhere")

    assert pipeline(str(there)) == pipeline(str(bare_pipeline))
    assert (pipeline(str(there)).name, pipeline(str(there)).version) == ("en_pipeline", "0.0.0")


def test_a_changed_file_makes_another_pipeline(bare_pipeline: Path, tmp_path: Path) -> None:
    there = copied(bare_pipeline, tmp_path / "elsewhere")
    (there / "tokenizer").write_bytes((there / "tokenizer").read_bytes() + b" ")

    assert pipeline(str(there)).digest != pipeline(str(bare_pipeline)).digest


def test_a_name_is_that_of_a_package_before_ours(
    bare_pipeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "ours"
    monkeypatch.setattr(pipelines.resources, "files", lambda _: ours)
    copied(bare_pipeline, ours / "models" / "en_somewhere")
    assert pipelines.folder("en_somewhere") == ours / "models" / "en_somewhere"
    assert load("en_somewhere", "communique_quotes").pipe_names == [
        *("sentencizer", "communique_quotes")
    ]

    package = copied(bare_pipeline, tmp_path / "packages" / "en_somewhere")
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    sys.modules.pop("en_somewhere", None)

    assert pipelines.folder("en_somewhere") == package


def test_components_stand_in_their_order_and_once(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique_quotes")
    nlp.to_disk(tmp_path / "with-quotes")

    found = load(str(tmp_path / "with-quotes"), "sentencizer", "communique_quotes")

    assert found.pipe_names == ["communique_quotes", "sentencizer"]


@pytest.mark.parametrize("name", ["en_nowhere", "no/such/folder", "json", "os", "a.b", ""])
def test_what_is_no_pipeline_is_named(name: str) -> None:
    with pytest.raises(PipelineError, match=f"no spaCy pipeline '{name}'"):
        load(name)


def test_files_that_are_no_pipeline_are_named(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "en"}')

    with pytest.raises(PipelineError, match=r"meta\.json"):
        pipeline(str(tmp_path))
    with pytest.raises(PipelineError, match="cannot load"):
        load(str(tmp_path))
