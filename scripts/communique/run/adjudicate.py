"""Individual work to gold: what annotators agree on, and what an adjudicator decides.

Disputed documents go to a project of their own, one task each, and come back from there decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from communique import layers
from communique.adjudicate import gold
from communique.adjudicate.compare import Comparison, compared
from communique.adjudicate.settle import settled
from communique.config import Workspace
from communique.issues import Issue
from communique.layers import GOLD, INDIVIDUAL, Shelf
from communique.records import LAYERS, Annotation, DocId, Document, Reading
from communique.run.documents import documents, index
from communique.run.shelves import shown, write_readings, write_shelf

if TYPE_CHECKING:
    from communique.run.adjudication import Adjudication


@dataclass(frozen=True)
class Read:
    """A document with the work of those who finished its text of now."""

    document: Document
    readings: tuple[Reading, ...]
    work: Mapping[str, Mapping[str, Sequence[Annotation]]]

    @property
    def basis(self) -> str:
        """Human, if all of the work is."""
        return gold.HUMAN if {one.basis for one in self.readings} == {gold.HUMAN} else gold.MACHINE


@dataclass
class Adjudicated:
    """What an adjudication came to, in documents; `comparisons` have open disputes."""

    agreed: int = 0
    decided: int = 0
    too_few: int = 0
    changed: int = 0
    held: int = 0
    comparisons: list[Comparison] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def disputes(self) -> int:
        """How many disputes are open."""
        return sum(len(one.disputes) for one in self.comparisons)


def adjudicate(
    workspace: Workspace, least: int, server: "Adjudication | None", *, replacing: bool = False
) -> Adjudicated:
    """Make gold of documents that `least` annotators finished.

    Without a `server` disputed documents stay open. Gold that stands and would be another is left
    as it is unless `replacing`.

    Raises:
        StudioError: the server fails; what is agreed was written.
    """
    done = Adjudicated()
    found = _read(workspace)
    enough = [one for one in found if len(one.readings) >= least]
    done.too_few = len(found) - len(enough)
    made: dict[DocId, tuple[Read, list[Annotation], str]] = {}
    contested: list[tuple[Read, Comparison]] = []
    for one in enough:
        if len(one.readings) == 1:
            made[one.document.id] = (one, _single(one), one.readings[0].agent)
            continue
        comparison = compared(one.document.id, one.work)
        if comparison.disputes:
            contested.append((one, comparison))
        else:
            records = list(settled(comparison, ()).gold)
            made[one.document.id] = (one, records, "+".join(comparison.who))
    done.agreed = len(made)
    done.comparisons = [comparison for _, comparison in contested]
    _write(workspace, made.values(), done, replacing=replacing)
    if server is not None and contested:
        decided = server.decisions([(one.document, comparison) for one, comparison in contested])
        done.issues += server.issues
        by_id = {one.document.id: one for one, _ in contested}
        rows = [(by_id[doc_id], list(records), who) for doc_id, (records, who) in decided.items()]
        done.decided = len(rows)
        done.comparisons = [one for one in done.comparisons if one.doc_id not in decided]
        _write(workspace, rows, done, replacing=replacing)
    return done


def _read(workspace: Workspace) -> list[Read]:
    """The documents that somebody finished, as they are now, with the work on them."""
    texts = {one.id: one for one in documents(workspace)}
    known = index(workspace) | texts
    by_document: dict[DocId, list[Reading]] = {}
    for reading in layers.readings(workspace.annotations):
        document = known.get(reading.doc_id)
        is_of_now = document is not None and document.text_sha256 == reading.text_sha256
        if reading.status == INDIVIDUAL and is_of_now:
            by_document.setdefault(reading.doc_id, []).append(reading)
    work = _work(workspace, {one.agent for all_ in by_document.values() for one in all_})
    return [
        Read(
            known[doc_id],
            tuple(found),
            {one.agent: work.get((doc_id, one.agent), {}) for one in found},
        )
        for doc_id, found in sorted(by_document.items())
    ]


def _work(
    workspace: Workspace, who: Iterable[str]
) -> dict[tuple[DocId, str], dict[str, list[Annotation]]]:
    found: dict[tuple[DocId, str], dict[str, list[Annotation]]] = {}
    for code in sorted(who):
        for layer in LAYERS:
            for one in layers.read(workspace.annotations, Shelf(layer, INDIVIDUAL, code)):
                found.setdefault((one.doc_id, code), {}).setdefault(layer, []).append(one)
    return found


def _single(read: Read) -> list[Annotation]:
    """The work of one alone, as gold."""
    (who,) = read.work
    return [gold.agreed({who: one}) for records in read.work[who].values() for one in records]


def _write(
    workspace: Workspace,
    made: Iterable[tuple[Read, list[Annotation], str]],
    done: Adjudicated,
    *,
    replacing: bool,
) -> None:
    """Put gold on its shelves, beside or in place of what stands there."""
    rows = list(made)
    known = index(workspace) | {one.document.id: one.document for one, _, _ in rows}
    before = {layer: _standing(workspace, layer) for layer in LAYERS}
    standing = {one.doc_id for one in layers.readings(workspace.annotations) if one.status == GOLD}
    after = {layer: dict(before[layer]) for layer in LAYERS}
    readings: list[Reading] = []
    for read, records, who in rows:
        doc_id = read.document.id
        by_layer = _by_layer(shown(workspace, one, known) for one in records)
        differs = any(before[layer].get(doc_id, []) != by_layer[layer] for layer in LAYERS)
        if doc_id in standing and not differs:
            continue
        if doc_id in standing and not replacing:
            done.held += 1
            continue
        done.changed += 1
        for layer in LAYERS:
            after[layer][doc_id] = by_layer[layer]
        readings.append(_gold_reading(read, who))
    if readings:
        for layer in LAYERS:
            records = [one for found in after[layer].values() for one in found]
            if after[layer] != before[layer]:
                write_shelf(workspace, workspace.annotations, Shelf(layer, GOLD), records, known)
        write_readings(workspace.annotations, readings)


def _standing(workspace: Workspace, layer: str) -> dict[DocId, list[Annotation]]:
    found: dict[DocId, list[Annotation]] = {}
    for one in layers.read(workspace.annotations, Shelf(layer, GOLD)):
        found.setdefault(one.doc_id, []).append(one)
    return found


def _by_layer(records: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    found: dict[str, list[Annotation]] = {layer: [] for layer in LAYERS}
    for one in sorted(records, key=layers.order):
        layer = next(name for name, kind in LAYERS.items() if isinstance(one, kind))
        found[layer].append(replace(one, status=GOLD))
    return found


def _gold_reading(read: Read, who: str) -> Reading:
    return Reading(
        doc_id=read.document.id,
        status=GOLD,
        agent=who,
        basis=read.basis,
        text_sha256=read.document.text_sha256,
    )
