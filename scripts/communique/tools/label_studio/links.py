"""What a region is linked to: participants by relations or by name, parts, other records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from communique import layers
from communique.offsets import Digester
from communique.records import Argument, Span
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.encode import classes
from communique.tools.label_studio.names import Named, Names
from communique.tools.label_studio.regions import Layout
from communique.tools.label_studio.results import Region


@dataclass
class Links:
    """The regions of a document with what relates them. What does not fit becomes a problem.

    `ids` are the ids of the records that regions stand for.
    """

    text: str
    names: Names
    layout: Layout
    digester: Digester
    ids: Mapping[str, str]
    _linked: dict[tuple[str, str], list[Region]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort relations by what has them, and look for names in no role."""
        regions = self.layout.regions
        for relation in self.layout.relations:
            ends = self._linked.setdefault((relation.one, relation.label), [])
            if regions[relation.other] not in ends:
                ends.append(regions[relation.other])
        for ends in self._linked.values():
            ends.sort(key=lambda one: (one.start, one.end, one.id))
        for region in regions.values():
            self._demand_roles(region)

    def span(self, region: Region) -> Span:
        """The span of a region, read from the text."""
        return self.digester.span(region.start, region.end, with_text=True)

    def choice(self, region: Region, control: str, known: Iterable[str]) -> str | None:
        """What was chosen; a problem if nothing was, several were, or it is no label any more."""
        found = region.choices.get(control, [])
        if len(found) == 1 and found[0] in known:
            return found[0]
        what = f"{region.label} has {' and '.join(found) or 'no choice'} as its {control}"
        hint = f"choose one of {', '.join(known)}"
        self.layout.doubt(region, "choice-misfit", what, hint)
        return None

    def linked(self, region: Region, role: str) -> list[Region]:
        """What a region is related to in a role, in the order of the text."""
        return self._linked.get((region.id, role), [])

    def part(self, region: Region, role: str) -> Span | None:
        """The cue or condition of a region."""
        found = self.linked(region, role)
        self._demand_one(region, role, len(found))
        return self.span(found[0]) if found else None

    def arguments(self, region: Region, role: str) -> tuple[Argument, ...]:
        """Who takes part in a role, by relations and by name."""
        found: set[Argument] = set()
        for other in self.linked(region, role):
            if (named := self.name(other)) is not None:
                found.add(Argument(*named, self.span(other)))
            else:
                message = f"the {role} of {region.label} is {other.label} without a name"
                self.layout.doubt(other, "name-missing", message, "write down who or what it is")
        for written in self.unmarked(region, role):
            found.add(Argument(*self.names.read(written)))
        return tuple(sorted(found, key=layers.argument_order))

    def whoever(self, region: Region, role: str) -> Named | None:
        """The one holder or target; None if nobody was named."""
        linked = [self.name(other) for other in self.linked(region, role)]
        named = [one for one in linked if one is not None]
        named += [self.names.read(one) for one in self.unmarked(region, role)]
        if len(linked) > len([one for one in linked if one]):
            message = f"the {role} of {region.label} is a region without a name"
            self.layout.doubt(region, "name-missing", message, "write down who or what it is")
        self._demand_one(region, role, len(set(named)))
        return named[0] if named else None

    def references(self, region: Region, role: str) -> list[str]:
        """The ids of the records that a region is related to, or that are written down."""
        linked = [self.ids[other.id] for other in self.linked(region, role) if other.id in self.ids]
        return list(dict.fromkeys([*linked, *self.unmarked(region, role)]))

    def reference(self, region: Region, role: str) -> str | None:
        """The one record, or name, that a region refers to."""
        found = [*self.references(region, role), *self._mentioned(region, role)]
        self._demand_one(region, role, len(found))
        return found[0] if found else None

    def _mentioned(self, region: Region, role: str) -> Iterator[str]:
        """The names of mentions that something is related to: they are no records themselves."""
        for other in self.linked(region, role):
            if other.kind == c.MENTION and (named := self.name(other)) is not None:
                yield named[0]

    def unmarked(self, region: Region, role: str) -> Iterator[str]:
        """The names written down for a role."""
        for line in region.texts.get(c.UNNAMED, ()):
            if line.startswith(f"{role}: "):
                yield line.removeprefix(f"{role}: ")

    def _demand_roles(self, region: Region) -> None:
        lines = region.texts.get(c.UNNAMED)
        if not lines:
            return
        roles = [name for name, (origins, _, _) in c.RELATIONS.items() if region.kind in origins]
        for line in lines:
            role, divided, named = line.partition(": ")
            if role not in roles or not divided or not named:
                message = f"{region.label} names somebody by no role that it has"
                hint = f"write `ROLE: NAME`, ROLE being {', '.join(roles)}"
                self.layout.doubt(region, "role-unreadable", message, hint)

    def name(self, region: Region) -> Named | None:
        """Who a region says it is: what was typed, else, of a name, what it covers."""
        if typed := region.typed(c.NAME):
            return self.names.read(typed)
        is_name = region.kind == c.ENTITIES and classes()[region.label] == "name"
        return self.names.read(self.text[region.start : region.end]) if is_name else None

    def _demand_one(self, region: Region, role: str, count: int) -> None:
        if count > 1:
            message = f"the {region.label} has {count} times a {role}"
            self.layout.doubt(region, "role-repeated", message, "keep one of the relations")
