"""From results to regions and relations: put together, measured against the text and the schema."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec

from communique.records import Offset, Record
from communique.schema import labels
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.results import Json, Meta, Region, Result, Value

REGION_TYPES = ("labels", "choices", "textarea")


class Problem(Record, frozen=True, order=True):
    """Why an annotation cannot be taken as it is: what is wrong, where in the text, what to do."""

    start: Offset
    end: Offset
    kind: str
    message: str
    hint: str


@dataclass(frozen=True)
class Relation:
    """A labelled relation between two regions, from what has it to what takes part."""

    one: str
    other: str
    label: str


@dataclass
class Layout:
    """What was found in the results of one annotation."""

    regions: dict[str, Region] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def doubt(self, region: Region | None, kind: str, message: str, hint: str) -> None:
        """Note a problem at a region, or of the annotation as a whole."""
        start, end = (region.start, region.end) if region else (0, 0)
        self.problems.append(Problem(start, end, kind, message, hint))


def laid_out(results: Sequence[Json], text: str) -> Layout:
    """The regions and relations of an annotation; what does not fit is a problem, and left out."""
    layout = Layout()
    try:
        found = msgspec.convert(results, list[Result])
    except msgspec.ValidationError as error:
        hint = "was it written by another program? open the task and mark it again"
        layout.doubt(None, "result-unreadable", str(error), hint)
        return layout
    for result in found:
        if result.type in REGION_TYPES:
            _add(layout, result)
    _demand_whole(layout, text)
    for result in found:
        if result.type == "relation":
            _relate(layout, result)
    return layout


def _add(layout: Layout, result: Result) -> None:
    value = result.value or Value()
    name, identity = result.from_name or "", result.id or ""
    if name in {c.SEEN, c.WHY}:
        return
    if result.type == "labels":
        for label in value.labels or [""]:
            _label(layout, identity, name, label, result)
        return
    region = layout.regions.get(identity)
    if region is None:
        hint = "select the span, and give it a label"
        layout.doubt(None, "label-missing", f"a {name} is given to a region without a label", hint)
    elif result.type == "choices":
        region.choices[name] = list(value.choices or ())
    elif isinstance(value.text, list):
        region.texts[name] = [line for line in value.text if line]


def _label(layout: Layout, identity: str, name: str, label: str, result: Result) -> None:
    value = result.value or Value()
    place = (value.start if value.start is not None else -1, value.end or 0)
    region = Region(identity, *place, name, label, result.meta or Meta())
    if label not in known_labels().get(name, ()):
        message = f"{label or 'no label'} is no label of {name}"
        layout.doubt(region, "label-unknown", message, "choose another; has the scheme changed?")
    elif identity in layout.regions:
        message = f"{label} and {layout.regions[identity].label} are labels of one region"
        layout.doubt(region, "label-repeated", message, "delete the region and mark it once")
    else:
        layout.regions[identity] = region


def _demand_whole(layout: Layout, text: str) -> None:
    """Leave out regions that do not lie in the text; narrow those with blanks at their ends."""
    for region in list(layout.regions.values()):
        covered = text[region.start : region.end] if region.start >= 0 else ""
        if region.end > len(text) or not covered.strip():
            message = (
                f"{region.label} [{region.start}:{region.end}] covers nothing of the text, "
                f"which has {len(text)} characters"
            )
            hint = "delete the region and mark the words again"
            layout.doubt(region, "offsets-outside", message, hint)
            del layout.regions[region.id]
            continue
        region.start += len(covered) - len(covered.lstrip())
        region.end -= len(covered) - len(covered.rstrip())


def _relate(layout: Layout, result: Result) -> None:
    one, other = result.from_id or "", result.to_id or ""
    if result.direction == "left":
        one, other = other, one
    ends = layout.regions.get(one), layout.regions.get(other)
    if ends[0] is None or ends[1] is None:
        message = "a relation leads to a region that is not there or cannot be taken"
        layout.doubt(ends[0] or ends[1], "relation-dangling", message, "delete the relation")
        return
    if not result.labels:
        message = f"the relation from {ends[0].label} to {ends[1].label} has no label"
        layout.doubt(ends[0], "relation-unlabelled", message, "choose what it is, or delete it")
    for label in result.labels or ():
        _oriented(layout, label, ends[0], ends[1])


def _oriented(layout: Layout, label: str, one: Region, other: Region) -> None:
    """Take a relation the way that its label allows; it may have been drawn from either end."""
    origins, ends, meaning = c.RELATIONS.get(label, ((), (), ""))
    if one.kind in origins and other.kind in ends:
        layout.relations.append(Relation(one.id, other.id, label))
    elif other.kind in origins and one.kind in ends:
        layout.relations.append(Relation(other.id, one.id, label))
    else:
        message = f"no {label} leads from {one.label} to {other.label}"
        hint = meaning or f"labels of relations are {', '.join(c.RELATIONS)}"
        layout.doubt(one, "relation-misfit", message, hint)


@cache
def known_labels() -> Mapping[str, frozenset[str]]:
    """The labels of each control of regions."""
    return {
        c.ENTITIES: frozenset(labels("entity", "label")),
        c.MARKS: frozenset(c.MARK_MEANINGS),
    }


def overlapping(regions: Iterable[Region]) -> list[tuple[Region, Region]]:
    """Pairs of entities that overlap: entities are flat."""
    flat = sorted(
        (one for one in regions if one.control == c.ENTITIES), key=lambda one: (one.start, one.end)
    )
    found: list[tuple[Region, Region]] = []
    widest: Region | None = None
    for region in flat:
        if widest is not None and region.start < widest.end:
            found.append((widest, region))
        if widest is None or region.end > widest.end:
            widest = region
    return found
