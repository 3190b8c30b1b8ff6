"""What pushing and pulling have in common: the project, the people, the documents and names."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from communique import jsonl, layers, schema
from communique.config import Workspace
from communique.layers import SILVER, Shelf
from communique.offsets import sha256
from communique.records import LAYERS, Annotation, DocId, Document, RegisteredEntity
from communique.run import own
from communique.run.documents import UnfinishedError, documents, index
from communique.schema import Story
from communique.tools.label_studio.answers import Person, Project
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.encode import Marked
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.place import StudioUsageError
from communique.tools.label_studio.screen import instructions, screen
from communique.tools.label_studio.taken import Annotator
from communique.tools.label_studio.task import Identity

BASES = ("human", "machine")
SIGNED = "screen of communique "


@dataclass(frozen=True)
class Lesson:
    """A document to annotate: with the silver that is shown, and names as annotators see them."""

    document: Document
    silver: Marked
    names: Names
    story: Story | None

    @property
    def identity(self) -> Identity:
        """What its task is known by."""
        return Identity.of(self.document)


def title(workspace: Workspace, *, adjudicating: bool = False) -> str:
    """The title of the corpus's project, or of that of its adjudicators."""
    return f"{workspace.settings.name} {'adjudication' if adjudicating else 'corpus'}"


def found_project(client: Client, workspace: Workspace, *, adjudicating: bool = False) -> Project:
    """The corpus's project, or that of its adjudicators.

    Raises:
        StudioUsageError: there is none, or several, or one that somebody made by hand.
        StudioError: the server fails.
    """
    name = title(workspace, adjudicating=adjudicating)
    projects = client.projects(name)
    if len(projects) > 1:
        numbers = ", ".join(str(one.id) for one in projects)
        message = f"{client.url} has {len(projects)} projects {name!r} ({numbers})"
        raise StudioUsageError(f"{message}; give all but one another title")
    if not projects:
        message = f"{client.url} has no project {name!r}"
        raise StudioUsageError(f"{message}; `communique studio push` makes it")
    _demand_ours(client, projects[0])
    return projects[0]


def ensured_project(client: Client, workspace: Workspace, *, adjudicating: bool = False) -> Project:
    """The corpus's project, made if there is none, with the screen and the overlap of now.

    Raises:
        StudioUsageError: there are several, or one that somebody made by hand.
        StudioError: the server fails, or refuses the screen because labels in use are gone from it.
    """
    wanted = screen(adjudicating=adjudicating)
    name = title(workspace, adjudicating=adjudicating)
    settings: dict[str, object] = {
        "label_config": wanted,
        "description": SIGNED + sha256(wanted),
        "maximum_annotations": 1 if adjudicating else workspace.settings.studio.overlap,
        "expert_instruction": instructions(workspace.settings.studio.guide),
        "show_instruction": False,
        "show_collab_predictions": True,
        "enable_empty_annotation": True,
        "sampling": "Sequential sampling",
    }
    if not client.projects(name):
        return _created(client, name, settings)
    project = found_project(client, workspace, adjudicating=adjudicating)
    is_same = project.description == settings["description"]
    if not is_same or project.maximum_annotations != settings["maximum_annotations"]:
        client.change(project.id, **settings)
    return project


def _created(client: Client, named: str, settings: dict[str, object]) -> Project:
    """A new project, once: a server whose database is locked half-way begins again by itself."""
    made = client.create(named, **settings)
    for one in client.projects(named):
        is_twin = one.id != made.id and one.description == made.description
        if is_twin and not one.task_number:
            client.remove_project(one.id)
    return made


def _demand_ours(client: Client, project: Project) -> None:
    """A screen that somebody changed by hand would give records that nobody can read."""
    said = (project.description or "").removeprefix(SIGNED)
    if said != sha256(project.label_config):
        message = (
            f"project {project.id} of {client.url}, {project.title!r}, has a labeling config "
            "that was made or changed by hand"
        )
        raise StudioUsageError(f"{message}; give it another title, and push makes a new project")


def annotators(people: Iterable[Person]) -> dict[int, Annotator]:
    """Those who have a code, by the numbers of their accounts."""
    return {
        one.id: Annotator(one.id, one.first_name, one.last_name)
        for one in people
        if one.first_name and one.last_name in BASES
    }


def silver_version(workspace: Workspace, silver: Mapping[DocId, Marked]) -> str:
    """A name for the silver that is shown: another one whenever another annotator makes it.

    It depends on who made the records, the entity registry and the stories, not on the documents.
    """
    by_layer = (records for marked in silver.values() for records in marked.layers().values())
    agents = sorted({one.agent for records in by_layer for one in records})
    registry = workspace.annotations / "entities.jsonl"
    known = sha256(registry.read_bytes()) if registry.exists() else ""
    issues = msgspec.json.encode(sorted(stories(workspace).items()))
    return f"silver-{sha256(msgspec.json.encode((agents, known, sha256(issues))))[:12]}"


def stories(workspace: Workspace) -> Mapping[str, Story]:
    """The stories of the corpus, else those that come with the package."""
    own_ = workspace.root / "schema" / "stories"
    return schema.stories(own_ if own_.is_dir() else None)


def names(workspace: Workspace, collection: str) -> Names:
    """The names that the entity registry has for a collection."""
    path = workspace.annotations / "entities.jsonl"
    known = jsonl.read(path, RegisteredEntity) if path.exists() else ()
    return Names.of(known, collection)


def known_documents(workspace: Workspace) -> dict[DocId, Document]:
    """The documents of the corpus, as last cleaned, else as frozen."""
    known = index(workspace)
    with contextlib.suppress(UnfinishedError):
        known |= {one.id: one for one in documents(workspace)}
    return known


def lessons(
    workspace: Workspace, given: Iterable[Document], silver: Mapping[DocId, Marked]
) -> Iterator[Lesson]:
    """The documents as they are given to annotators."""
    known = stories(workspace)
    by_collection: dict[str, Names] = {}
    for document in given:
        if document.collection not in by_collection:
            by_collection[document.collection] = names(workspace, document.collection)
        shown = silver.get(document.id, Marked())
        story = known.get(document.story or "")
        yield Lesson(document, shown, by_collection[document.collection], story)


def silver_of(workspace: Workspace) -> dict[DocId, Marked]:
    """The silver of each document: tracked, or of own articles."""
    found: dict[DocId, dict[str, list[Annotation]]] = {}
    for layer in LAYERS:
        tracked = layers.read(workspace.annotations, Shelf(layer, SILVER))
        known: set[DocId] = set()
        for one in tracked:
            known.add(one.doc_id)
            found.setdefault(one.doc_id, {}).setdefault(layer, []).append(one)
        for one in own.silver(workspace, layer):
            if one.doc_id not in known:
                found.setdefault(one.doc_id, {}).setdefault(layer, []).append(one)
    return {doc_id: Marked.of(by_layer) for doc_id, by_layer in found.items()}


def task_address(client: Client, project: int, task: int) -> str:
    """Where a task can be looked at."""
    return f"{client.url}/projects/{project}/data?task={task}"


def practice(workspace: Workspace) -> tuple[Document, Marked] | None:
    """The practice document with its answers; None if the corpus has none."""
    folder = workspace.practice
    if not (folder / "document.jsonl").exists():
        return None
    (document,) = jsonl.read(folder / "document.jsonl", Document)
    answers = {layer: tuple(_records(folder, layer)) for layer in LAYERS}
    return document, Marked.of(answers)


def _records(folder: Path, layer: str) -> Iterator[Annotation]:
    path = folder / f"{layer}.jsonl"
    return jsonl.read(path, LAYERS[layer]) if path.exists() else iter(())
