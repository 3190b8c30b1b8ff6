"""A disputed document on the screen: what is agreed, both sides of what is not, and the decision.

Each side of a dispute stands as regions of its own, whose ids end in `~` and the annotator's code.
What is related to one side is related to its counterparts on the others too: whichever of them the
adjudicator deletes, the relation to the one that stays is kept.
"""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from communique.adjudicate import gold
from communique.adjudicate.compare import Comparison
from communique.adjudicate.disputes import Dispute, lines
from communique.adjudicate.meaning import layer_of, references, referring
from communique.layers import anchor, layer_of_id, with_spans
from communique.offsets import sha256
from communique.records import LAYERS, Annotation, Digest
from communique.tools.label_studio.encode import Marked, results
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.results import Json

SIDE = "~"
"""What divides a record's id from the code of the annotator whose side it is."""


def digest(comparison: Comparison) -> Digest:
    """A digest of what is compared: another one whenever an annotator changed anything."""
    return sha256(msgspec.json.encode(comparison))


@dataclass
class _Stage:
    """The records as they go on the screen, and which of them are counterparts."""

    comparison: Comparison
    records: list[Annotation] = field(default_factory=list)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    counterparts: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.comparison.agreed:
            self.ids |= {
                (side.who, each.id): one.gold.id for side in one.sides for each in side.records
            }
        for dispute in self.comparison.disputes:
            self._name(dispute)
        self.records = [one.gold for one in self.comparison.agreed]
        for dispute in self.comparison.disputes:
            sides = dispute.sides[:1] if dispute.waits else dispute.sides
            self.records += [
                self._staged(side.who, each, dispute) for side in sides for each in side.records
            ]

    def _name(self, dispute: Dispute) -> None:
        for side in dispute.sides:
            first = dispute.sides[0]
            for at, each in enumerate(side.records):
                shown = first.records[at].id if dispute.waits else f"{each.id}{SIDE}{side.who}"
                self.ids[side.who, each.id] = shown
        if dispute.waits:
            return
        for side in dispute.sides:
            for each in side.records:
                self.counterparts[self.ids[side.who, each.id]] = [
                    self.ids[other.who, like.id]
                    for other in dispute.sides
                    if other is not side and (like := _likest(each, other.records)) is not None
                ]

    def _staged(self, who: str, record: Annotation, dispute: Dispute) -> Annotation:
        named = {each: self.ids.get((who, each), each) for each in references(record)}
        note = f"{who}: {record.note}" if record.note else None
        identity = self.ids[who, record.id]
        if dispute.waits:
            return replace(referring(_all_say(dispute), named), id=identity)
        return replace(referring(record, named), id=identity, note=note)


def _all_say(dispute: Dispute) -> Annotation:
    """The record of a dispute that waits: all say the same."""
    return gold.agreed({side.who: one for side in dispute.sides for one in side.records})


def _likest(record: Annotation, others: Iterable[Annotation]) -> Annotation | None:
    """The record of another side that covers most of what this one is anchored in."""
    own = anchor(record)

    def shared(other: Annotation) -> int:
        span = anchor(other)
        return min(own.end, span.end) - max(own.start, span.start)

    return max((one for one in others if shared(one) > 0), key=shared, default=None)


def staged(comparison: Comparison, text: str, names: Names) -> list[Json]:
    """Label Studio's results for a disputed document: a prediction that shows all sides."""
    stage = _Stage(comparison)
    by_layer: dict[str, list[Annotation]] = {layer: [] for layer in LAYERS}
    for one in stage.records:
        by_layer[layer_of(one)].append(one)
    agreed = {one.gold.id for one in comparison.agreed}
    sent = results(Marked.of(by_layer), text, names)
    for result in sent:
        if result.get("id") not in agreed:
            result.pop("meta", None)  # what is decided is the adjudicator's
    return [*sent, *_more_relations(sent, stage.counterparts)]


def _more_relations(
    sent: Sequence[Json], counterparts: Mapping[str, Sequence[str]]
) -> Iterator[Json]:
    known = {(one.get("from_id"), one.get("to_id")) for one in sent}
    for one in list(sent):
        for other in counterparts.get(str(one.get("to_id")), ()):
            if one["type"] == "relation" and (one["from_id"], other) not in known:
                known.add((one["from_id"], other))
                yield {**one, "to_id": other}


def restored(found: Sequence[Json]) -> list[Json]:
    """The results with the ids that records had before they were sides: each id once.

    Where two sides of one record are left, the first has its id; the other is a new record.
    """
    labelled = [str(one["id"]) for one in found if one.get("type") == "labels"]
    used = {identity for identity in labelled if SIDE not in identity}
    ids: dict[str, str] = {}
    for identity in sorted(set(labelled) - used):
        plain = identity.partition(SIDE)[0]
        if plain not in used and layer_of_id(plain):
            ids[identity] = plain
            used.add(plain)
    return [
        {
            key: ids.get(str(value), value) if key in {"id", "from_id", "to_id"} else value
            for key, value in one.items()
        }
        for one in found
    ]


def told(comparison: Comparison, text: str) -> str:
    """The disputes of a document as HTML: what is disputed, where, and what each says."""
    shown = []
    for number, dispute in enumerate(comparison.disputes, 1):
        if dispute.waits:
            continue
        covered = html.escape(text[dispute.start : dispute.end])
        _, *sides = lines(dispute, with_names=True)
        said = "".join(f"<li>{html.escape(side.strip())}</li>" for side in sides)
        differ = html.escape(", ".join(dispute.differ))
        head = f"<b>{number}. {dispute.layer}</b> “{covered}” (differ in {differ})"
        shown.append(f"<li>{head}<ul>{said}</ul></li>")
    return f'<ul style="font: 13px sans-serif; margin: 0">{"".join(shown)}</ul>'


def decided(
    comparison: Comparison, marked: Marked, why: str, *, who: str, basis: str
) -> list[Annotation]:
    """The gold of a document: what stayed as it was agreed, and what the adjudicator decided.

    A decided record has the adjudicator's code and, for a note, their comment on it, else `why`.
    """
    agreed = {one.gold.id: one.gold for one in comparison.agreed}
    alike = (_all_say(one) for one in comparison.disputes if one.waits)
    waiting = {one.id: one for one in alike}
    found = []
    for record in (one for all_ in marked.layers().values() for one in all_):
        if _plain(record) == _plain(agreed.get(record.id)):
            found.append(agreed[record.id])
        elif record.id in waiting and record.note == waiting[record.id].note:
            everybody = "+".join(sorted({*comparison.who, who}))
            found.append(replace(record, agent=everybody, basis=basis))
        else:
            own = record.note if not _is_of_a_side(record.note, comparison.who) else None
            found.append(replace(record, agent=who, basis=basis, note=own or why or None))
    return found


def _plain(record: Annotation | None) -> Annotation | None:
    """A record without the words that its spans show: those of withheld documents have none."""
    return None if record is None else with_spans(record, lambda span: replace(span, text=None))


def _is_of_a_side(note: str | None, who: Iterable[str]) -> bool:
    return note is not None and any(note.startswith(f"{one}: ") for one in who)
