"""Small corpora that tests give to annotators, and what happens to their texts and silver."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import INDIVIDUAL, SILVER, Shelf
from communique.offsets import sha256
from communique.records import LAYERS, Annotation, Document, Event
from communique.run.silver import withheld

CHECKOUT = Path(__file__).parents[4]
CASES = CHECKOUT / "tests" / "cases"
WITHHELD = CASES / "valid" / "withheld-spans-without-text"
PRACTICE = "annotations/guidelines/practice"
ODD = (
    "Tarn\tsaid 🕊️👩‍👩‍👧 to شادي, near Q\u0303ana\u200b, twice.  Nobody — “nobody” — heard\u2028it."
)


def corpus(root: Path, name: str) -> Workspace:
    """A corpus of three documents with silver, one withheld with its text at hand; and practice."""
    for case in ("base", "valid/four-layers"):
        shutil.copytree(CASES / case, root, dirs_exist_ok=True)
    (root / "corpus.toml").write_text(
        f'name = "{name}"\ntitle = "Rounds"\nmaintainers = "nobody"\n', "utf-8"
    )
    kept = CASES / "valid" / "withheld-text-at-hand" / "build/documents/00001.jsonl"
    shutil.copy(kept, root / "build" / "documents")
    _whole(root / "build", "00000", "00001")
    for layer in LAYERS:
        folder = root / "annotations" / layer / "silver"
        (folder / "00000.jsonl").rename(folder / "made-00000.jsonl")
        kept_silver = WITHHELD / "annotations" / layer / "silver" / "00000.jsonl"
        if kept_silver.exists():
            found = jsonl.read(kept_silver, LAYERS[layer])
            layers.write(folder / "kept-00000.jsonl", [withheld(one, None) for one in found])
    shutil.copytree(CHECKOUT / PRACTICE, root / PRACTICE)
    return Workspace(root)


def many(root: Path, name: str, count: int) -> Workspace:
    """A corpus of many short documents, without silver."""
    workspace = corpus(root, name)
    shutil.rmtree(root / "annotations")
    template = next(one for one in texts(workspace) if one.id == "made-b")
    rewrite(workspace, [_numbered(template, number) for number in range(count)])
    return workspace


def _numbered(template: Document, number: int) -> Document:
    text = f"Salt road opens\n\nBarge {number} passed the {'long ' * 40}mole at noon."
    return with_text(replace(template, id=f"barge-{number:04}"), text)


def with_text(document: Document, text: str) -> Document:
    return replace(
        document, text=text, text_sha256=sha256(text), alignment=(), blocks=(), sentences=()
    )


def texts(workspace: Workspace) -> list[Document]:
    """The cleaned documents."""
    shards = sorted(workspace.documents.glob("*.jsonl"))
    return [one for path in shards for one in jsonl.read(path, Document)]


def rewrite(workspace: Workspace, documents: list[Document]) -> None:
    """Other cleaned documents, and the index of them."""
    for path in workspace.documents.glob("*.jsonl"):
        path.unlink()
    jsonl.write(workspace.documents / "00000.jsonl", documents)
    jsonl.write(workspace.index, [replace(one, text=None) for one in documents])
    _whole(workspace.build, "00000")


def _whole(build: Path, *shards: str) -> None:
    """Say that a run of `clean` made these shards."""
    (build / "run.json").write_bytes(msgspec.json.encode(shards))
    for shard in shards:
        (build / "documents" / f"{shard}.manifest.json").write_bytes(b"{}")


def reword(workspace: Workspace, doc_id: str, change: Callable[[str], str]) -> None:
    """Another text of a document."""
    rewrite(
        workspace,
        [
            with_text(one, change(one.text or "")) if one.id == doc_id else one
            for one in texts(workspace)
        ],
    )


def silver(workspace: Workspace, layer: str) -> list[Annotation]:
    return list(layers.read(workspace.annotations, Shelf(layer, SILVER)))


def another_silver(workspace: Workspace, agent: str) -> None:
    """The silver as another annotator has it."""
    for layer in LAYERS:
        for path in layers.shards(workspace.annotations, Shelf(layer, SILVER)):
            found = list(jsonl.read(path, LAYERS[layer]))
            layers.write(path, [replace(one, agent=agent) for one in found])


def as_accepted(annotation: Annotation, code: str) -> Annotation:
    """A silver record as its annotator's, who changed nothing."""
    own = replace(annotation, agent=code, basis="human", status=INDIVIDUAL)
    return replace(own, mode=None) if isinstance(own, Event) else own


def accepted_bytes(workspace: Workspace, code: str) -> dict[str, bytes]:
    """What the individual files hold when all silver is accepted, by path."""
    found = {}
    for layer in LAYERS:
        for path in layers.shards(workspace.annotations, Shelf(layer, SILVER)):
            records = jsonl.read(path, LAYERS[layer])
            name = f"{layer}/individual/{code}/{path.name}"
            found[name] = jsonl.lines(as_accepted(one, code) for one in records)
    return found


def individual_bytes(workspace: Workspace) -> dict[str, bytes]:
    """What the individual files hold, by path."""
    return {
        path.relative_to(workspace.annotations).as_posix(): path.read_bytes()
        for path in sorted(workspace.annotations.glob("*/individual/*/*.jsonl"))
    }


def tracked(workspace: Workspace) -> dict[str, tuple[bytes, int]]:
    """All files of annotations with their bytes and when they were written."""
    return {
        path.relative_to(workspace.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in _files(workspace.annotations)
    }


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def decoded(data: bytes) -> list[dict[str, object]]:
    return [msgspec.json.decode(line) for line in data.splitlines()]


def overlap(workspace: Workspace, doc_id: str) -> None:
    """Silver that cannot be: two entities that overlap."""
    shelf = Shelf("entities", SILVER)
    path = next(path for path in layers.shards(workspace.annotations, shelf) if "made" in path.name)
    found = list(layers.read(workspace.annotations, shelf))
    twice = [replace(one, id=f"ent-{'0' * 16}") for one in found if one.doc_id == doc_id]
    layers.write(path, [*jsonl.read(path, LAYERS["entities"]), *twice])
