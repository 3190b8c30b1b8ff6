"""Silver is frozen with what depends on it, keeps rights, and counts where it should."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import GOLD, SILVER, Shelf
from communique.offsets import Digester
from communique.records import Argument, Entity, Event, Manifest, Quote, Reading, Reuse
from communique.rules import Report, check
from communique.run import annotate, documents, freeze, pairs, silver
from communique.run.check import subject, with_release
from communique.run.documents import UnfinishedError
from communique.run.publish import corpus_of, publish
from dedup.invented import report as invented

CHECKOUT = Path(__file__).parents[2]
PAGES = ("DATASHEET.md", "CHANGELOG.md", "CITATION.cff", "LICENSE-DATA", "README.md")
SILVERS = "annotations/quotes/silver"
LAYERS = ("entities", "events", "quotes", "stances")
KEPT = [f"annotations/{layer}/silver/kept-00000.jsonl" for layer in LAYERS]
SECRET = " ".join(reversed("wait, will ferries grey nine the of crews the All".split()))  # noqa: SIM905
"""Put together here: runs of a withheld text are looked for wherever they may stand."""

FIRST = (
    "Boats wait at the bar\n\nThe boats waited at the bar of the river on Monday.\n\n"
    f"{invented(1, 12)}\n\n"
    "“No hull will pass the bar until the pilots are paid what they were promised in spring,” "
    "said Orla Venn.\n"
)
SECOND = (
    "Pilots go home\n\nThe pilots left the quay before noon, and nobody else came.\n\n"
    f"{invented(2, 12)}\n\n"
    "“No hull will pass the bar until the pilots are paid what they were promised in spring,” "
    "said Orla Venn.\n\nThe river was quiet.\n"
)
WITHHELD = f"Crews restless\n\nThe inn was full again.\n\n“{SECRET}” said Ilka Dorn.\n"
OWN = "Own notes\n\nThere was much to see.\n\n“Come and see the lamps for yourself,” she said.\n"

Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def workspace(tmp_path: Path, bare_pipeline: Path) -> Workspace:
    """A small corpus: two dispatches that ship, an article that does not."""
    root = tmp_path / "workspace"
    raw = root / "corpus" / "made" / "river" / "raw"
    raw.mkdir(parents=True)
    (root / "annotations").mkdir()
    (raw / "01.txt").write_text(FIRST, "utf-8")
    (raw / "02.txt").write_text(SECOND, "utf-8")
    (root / "corpus" / "splits.tsv").write_text("story\tsplit\nriver\ttrain\n")
    (root / "corpus" / "sources.toml").write_text(registry(), "utf-8")
    (root / "corpus.toml").write_text(
        'name = "small"\ntitle = "Small"\nmaintainers = "nobody"\n'
        f'[annotate]\npipeline = "{bare_pipeline}"\n[run]\nworkers = 1\n'
    )
    for name in PAGES:
        text = (CHECKOUT / name).read_text("utf-8")
        (root / name).write_text(text if "md" not in name or "CHANGE" in name else "# A page\n")
    (root / "pyproject.toml").write_text((CHECKOUT / "pyproject.toml").read_text())
    return Workspace(root)


def registry() -> str:
    digest = hashlib.sha256(WITHHELD.encode()).hexdigest()
    collections = "".join(
        f'[[collection]]\nname = "{name}"\ntitle = "{name}"\nlicence = "CC-BY-4.0"\n'
        f'rights = "{rights}"\n{folder}'
        for name, rights, folder in (
            ("made", "shipped", 'folder = "made"\n'),
            ("kept", "withheld", ""),
            ("local", "withheld", ""),
        )
    )
    source = '[[source]]\nid = "kept-a"\ncollection = "kept"\nstory = "river"\nfile = "a.txt"\n'
    return f'{collections}{source}sha256 = "{digest}"\n'


@pytest.fixture
def sources(write: Write) -> Path:
    """The withheld article, and one of one's own."""
    write("a.txt", WITHHELD)
    return write("mine.txt", OWN)


def annotated(workspace: Workspace, *sources: Path) -> None:
    documents.clean(workspace, sources)
    annotate.annotate(workspace)


def frozen(workspace: Workspace, *sources: Path) -> Workspace:
    annotated(workspace, *sources)
    freeze.write(workspace, freeze.frozen(workspace))
    return workspace


def changes(workspace: Workspace) -> dict[str, str]:
    return {one.file: one.kind for one in freeze.changes(workspace, freeze.frozen(workspace))}


def report(workspace: Workspace) -> Report:
    return check(with_release(subject(workspace), workspace))


def stale(workspace: Workspace) -> list[tuple[str, str]]:
    """Where tracked silver is stale: issues, and what cannot be told."""
    found = report(workspace)
    issues = [(one.file, one.message) for one in found.issues if one.rule == "silver-stale"]
    return issues + [(one.file, one.reason) for one in found.notes if one.rule == "silver-stale"]


def quotes(workspace: Workspace) -> dict[str, Quote]:
    found = layers.read(workspace.annotations, Shelf("quotes", SILVER))
    return {one.doc_id: one for one in found if isinstance(one, Quote)}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def published(workspace: Workspace) -> Path:
    found = pairs.refresh(pairs.Scope(workspace))
    cleaned, indexed = documents.documents(workspace), documents.index(workspace).values()
    publish(workspace, corpus_of(workspace, cleaned, indexed, found))
    return workspace.dist


def test_what_is_frozen_is_clean_and_has_nothing_left_to_do(
    workspace: Workspace, sources: Path
) -> None:
    frozen(workspace, sources)

    assert [str(issue) for issue in report(workspace).issues] == []
    assert changes(workspace) == {}
    assert set(quotes(workspace)) == {"kept-a", "river-01", "river-02"}


def test_reuse_is_frozen_with_the_speakers_of_the_silver_beside_it(workspace: Workspace) -> None:
    documents.clean(workspace)
    freeze.write(workspace, freeze.frozen(workspace))
    assert [each.speaker_entity for each in reused(workspace)] == [None]

    frozen(workspace)

    assert [each.speaker_entity for each in reused(workspace)] == ["Orla Venn"]
    assert [str(issue) for issue in report(workspace).issues] == []


def reused(workspace: Workspace) -> list[Reuse]:
    return list(jsonl.read(workspace.reuse, Reuse))


def test_silver_is_shown_then_written_then_gone(workspace: Workspace) -> None:
    annotated(workspace)

    shown = changes(workspace)
    assert shown[f"{SILVERS}/made-00000.jsonl"] == "new"
    assert shown["annotations/MANIFEST.json"] == "new"
    assert not (workspace.annotations / "MANIFEST.json").exists()

    freeze.write(workspace, freeze.frozen(workspace))
    assert changes(workspace) == {}


def test_withheld_spans_are_tracked_without_their_text(workspace: Workspace, sources: Path) -> None:
    frozen(workspace, sources)

    kept = (workspace.root / SILVERS / "kept-00000.jsonl").read_text("utf-8")
    quote = quotes(workspace)["kept-a"]
    assert '"text"' not in kept
    assert quote.speaker_entity == ("Ilka Dorn",)
    assert quotes(workspace)["river-01"].speaker
    assert quotes(workspace)["river-01"].content.text is not None


def test_of_a_withheld_document_only_short_mentions_are_shown() -> None:
    text = "Oss met the Second Deputy of the Third Harbour Board of Old Tarn, for $1.5 to $2,500.75"
    digester = Digester(text)

    def mention(start: int, end: int) -> Entity:
        span = digester.span(start, end, with_text=True)
        return Entity(
            id="ent-1",
            doc_id="d",
            agent="a",
            basis="machine",
            status=SILVER,
            span=span,
            label="PERSON",
        )

    met = Event(
        id="evt-1",
        doc_id="d",
        agent="a",
        basis="machine",
        status=SILVER,
        type="CONSULT",
        modality="actual",
        trigger=digester.span(4, 7, with_text=True),
        actor=(Argument("Oss", span=digester.span(0, 3, with_text=True)), Argument("Tarn")),
    )
    of_one, of_twelve = mention(0, 3), mention(8, 64)

    for known in (text, None):
        assert silver.withheld(of_one, known) == of_one
        assert layers.anchor(silver.withheld(of_twelve, known)).text is None
        spans = [span for _, span in layers.spans(silver.withheld(met, known))]
        assert [(span.text, span.digest) for span in spans] == [
            (None, span.digest) for _, span in layers.spans(met)
        ]
    bare = msgspec.structs.replace(of_one, span=digester.span(0, 3, with_text=False))
    assert silver.withheld(bare, text) == of_one


def test_without_its_source_a_withheld_document_keeps_its_silver(
    workspace: Workspace, sources: Path
) -> None:
    frozen(workspace, sources)
    before = tree(workspace.annotations)

    frozen(workspace)

    assert tree(workspace.annotations) == before
    assert stale(workspace) == []


def test_own_articles_are_never_tracked_and_change_no_release(
    workspace: Workspace, sources: Path
) -> None:
    frozen(workspace, sources)
    with_own, full = (
        tree(published(workspace) / name) for name in ("communique", "communique-full")
    )
    before = tree(workspace.annotations)
    shutil.rmtree(workspace.build)

    annotated(workspace)
    without = tree(published(workspace) / "communique")

    assert without == with_own
    for files in (without, before):
        assert not any(b"local-mine" in data for data in files.values())
    assert any(b"local-mine" in data for data in full.values())


def rows(folder: Path, config: str) -> Iterator[dict[str, object]]:
    for path in sorted((folder / "data" / config).glob("*.parquet")):
        yield from pq.read_table(path).to_pylist()


def test_the_full_release_holds_the_silver_of_own_articles_with_its_text(
    workspace: Workspace, sources: Path
) -> None:
    frozen(workspace, sources)

    folder = published(workspace) / "communique-full"
    found = {row["doc_id"]: row["content"] for row in rows(folder, "quotes")}

    assert set(found) == {"kept-a", "local-mine", "river-01", "river-02"}
    assert found["local-mine"]["text"] == "Come and see the lamps for yourself,"  # type: ignore[index]
    assert found["kept-a"]["text"]  # type: ignore[index]


def test_silver_made_anew_changes_no_release_before_it_is_frozen(
    workspace: Workspace, sources: Path
) -> None:
    frozen(workspace, sources)
    before = tree(published(workspace) / "communique")
    path = workspace.annotated / "quotes/silver/made-00000.jsonl"
    path.write_text("")

    assert tree(published(workspace) / "communique") == before


def test_load_dataset_reads_the_rows_of_silver(
    workspace: Workspace, sources: Path, tmp_path: Path
) -> None:
    folder = published(frozen(workspace, sources)) / "communique"
    code = (
        "import sys, json, datasets\n"
        "quotes = datasets.load_dataset(sys.argv[1], 'quotes', split='train')\n"
        "documents = datasets.load_dataset(sys.argv[1], split='train')\n"
        "texts = {row['doc_id']: row['content']['text'] for row in quotes}\n"
        "print(json.dumps([texts, [len(row['quotes']) for row in documents]]))\n"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    texts, counts = json.loads(done.stdout.splitlines()[-1])
    assert set(texts) == {"kept-a", "river-01", "river-02"}
    assert texts["kept-a"] is None
    assert texts["river-01"].startswith("No hull will pass")
    assert counts == [1, 1]


def test_gold_counts_before_silver_and_is_left_as_it_is(workspace: Workspace) -> None:
    frozen(workspace)
    quote = msgspec.structs.replace(
        quotes(workspace)["river-01"], status=GOLD, basis="human", agent="ida"
    )
    layers.write(workspace.annotations / "quotes/gold/made-00000.jsonl", [quote])
    (text,) = (one for one in documents.documents(workspace) if one.id == "river-01")
    reading = Reading(
        doc_id="river-01",
        status=GOLD,
        agent="ida",
        basis="human",
        text_sha256=text.text_sha256,
    )
    jsonl.write(workspace.annotations / layers.READINGS, [reading])

    freeze.write(workspace, freeze.frozen(workspace))

    found = {row["doc_id"]: row["status"] for row in rows(workspace.frozen_release, "quotes")}
    assert found == {"river-01": "gold", "river-02": "silver"}
    assert [str(issue) for issue in report(workspace).issues] == []


def test_a_text_that_changed_has_to_be_annotated_before_it_is_frozen(workspace: Workspace) -> None:
    frozen(workspace)
    raw = workspace.corpus / "made" / "river" / "raw" / "01.txt"
    raw.write_text(FIRST.replace("Monday", "Friday"), "utf-8")
    documents.clean(workspace)

    with pytest.raises(UnfinishedError, match="communique annotate"):
        freeze.frozen(workspace)
    shutil.rmtree(workspace.annotated)
    with pytest.raises(UnfinishedError, match="river-01 is new or has changed"):
        freeze.frozen(workspace)

    frozen(workspace)
    assert [str(issue) for issue in report(workspace).issues] == []


def test_what_is_tracked_stays_where_nothing_was_annotated(workspace: Workspace) -> None:
    frozen(workspace)
    shutil.rmtree(workspace.annotated)

    assert changes(workspace) == {}


def test_silver_of_another_pipeline_than_that_of_the_corpus_is_not_frozen(
    workspace: Workspace, bare_pipeline: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(bare_pipeline, tmp_path / "other")
    (other / "note.txt").write_text("another")
    documents.clean(workspace)
    annotate.annotate(workspace, str(other))

    with pytest.raises(UnfinishedError, match="not what the pipeline"):
        freeze.frozen(workspace)


def test_a_document_that_is_no_longer_in_the_index_loses_its_silver(
    workspace: Workspace, sources: Path
) -> None:
    frozen(workspace, sources)
    path = workspace.corpus / "sources.toml"
    path.write_text(path.read_text("utf-8").partition("[[source]]")[0], "utf-8")
    annotated(fresh := Workspace(workspace.root))

    assert changes(fresh)[f"{SILVERS}/kept-00000.jsonl"] == "removed"
    frozen(fresh)

    assert set(quotes(fresh)) == {"river-01", "river-02"}
    assert [str(issue) for issue in report(fresh).issues] == []


def test_layers_that_no_machine_makes_are_left_alone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate, "made_layers", lambda: {"entities": 1, "quotes": 1})
    path = workspace.annotations / "stances" / "silver" / "by-hand.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("")

    frozen(workspace)

    assert path.exists()
    assert stale(workspace) == []


def test_another_version_makes_tracked_silver_stale(workspace: Workspace, sources: Path) -> None:
    frozen(workspace, sources)
    manifest = workspace.annotations / "MANIFEST.json"
    made = msgspec.json.decode(manifest.read_bytes(), type=Manifest)
    old = [msgspec.structs.replace(one, config="0" * 64) for one in made.outputs]
    manifest.write_bytes(msgspec.json.encode(Manifest(format=1, outputs=tuple(old))))

    assert [file for file, _ in stale(workspace)] == [
        f"annotations/{layer}/silver/{name}-00000.jsonl"
        for layer in LAYERS
        for name in ("kept", "made")
    ]

    frozen(workspace)
    assert [file for file, _ in stale(workspace)] == KEPT, (
        "what is not at hand is still as old as it was"
    )


def test_articles_that_were_never_annotated_are_not_verifiable_here(
    workspace: Workspace, sources: Path
) -> None:
    documents.clean(workspace, [sources])
    freeze.write(workspace, freeze.frozen(workspace))

    frozen(workspace)

    absent, lacking = "withheld sources are not at hand; give --sources", "these documents have no"
    assert stale(workspace) == [(kept, absent) for kept in KEPT]
    documents.clean(workspace, [sources])
    assert stale(workspace) == [(kept, f"{lacking} silver, though others have") for kept in KEPT]


def test_without_any_silver_nothing_is_stale(workspace: Workspace) -> None:
    documents.clean(workspace)
    freeze.write(workspace, freeze.frozen(workspace))

    assert stale(workspace) == []
    assert not (workspace.annotations / "MANIFEST.json").exists()


def test_where_the_pipeline_is_absent_silver_is_not_verifiable(workspace: Workspace) -> None:
    frozen(workspace)
    path = workspace.root / "corpus.toml"
    path.write_text(path.read_text().replace('pipeline = "', 'pipeline = "no-'))

    ((file, reason),) = stale(Workspace(workspace.root))

    assert file == "annotations/MANIFEST.json"
    assert reason.startswith("there is no spaCy pipeline")
