"""What an adjudicator decided, beside what was agreed: the gold of a document.

Every record of a decided dispute has become the decided record whose anchor overlaps its own the
most, or nothing. A record that refers to what became nothing, or is not decided yet, is not gold:
its dispute stays open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from communique.adjudicate import gold
from communique.adjudicate.compare import Comparison
from communique.adjudicate.disputes import Dispute
from communique.adjudicate.meaning import layer_of, references, referring
from communique.layers import anchor, first_id, order
from communique.records import LAYERS, Annotation, Record


class DecisionError(ValueError):
    """A decision fits no dispute; the message says why."""


class Decision(Record, frozen=True, kw_only=True):
    """The records that replace the sides of the dispute of that name; none if nothing is there.

    They are those of a side, as they are, or the adjudicator's own. `who` is the adjudicator's
    code, `basis` human or machine, `why` a note.
    """

    dispute: str
    records: tuple[Annotation, ...]
    who: str
    basis: str
    why: str | None = None
    unsure: bool = False


class Settled(Record, frozen=True):
    """The gold of a document, layer by layer in the order of files, and what is still open."""

    gold: tuple[Annotation, ...]
    open: tuple[Dispute, ...] = ()

    def layer(self, name: str) -> tuple[Annotation, ...]:
        """The gold of one layer."""
        return tuple(record for record in self.gold if layer_of(record) == name)


class _Outcome(Record, frozen=True):
    """What a dispute comes to: each record as it was given, with whose it is, and as gold."""

    dispute: Dispute
    given: tuple[tuple[str, Annotation], ...]
    gold: tuple[Annotation, ...]


@dataclass(frozen=True)
class _Ids:
    """What has become of the annotators' records and the adjudicator's: the ids of gold.

    `became` is by whose a record was and its own id; a record that is not in it became nothing.
    """

    annotators: tuple[str, ...]
    became: Mapping[tuple[str, str], str]

    def target(self, who: str, reference: str) -> str | None:
        """The gold that somebody's record refers to; None if it is none.

        An adjudicator's own record may name gold, or an annotator's record: the first's of that id.
        """
        if (who, reference) in self.became or who in self.annotators:
            return self.became.get((who, reference))
        if reference in self.became.values():
            return reference
        named = ((whose, reference) for whose in self.annotators)
        return next((self.became[each] for each in named if each in self.became), None)


def settled(comparison: Comparison, decisions: Iterable[Decision]) -> Settled:
    """The gold of what is agreed and decided, whichever way the decisions are ordered.

    A dispute that waits needs no decision: its record becomes gold once all that it refers to is.
    A decided record keeps its id if no other gold record has it, else it gets a new one.

    Raises:
        DecisionError: a decision is of no dispute or a second one of the same, or a record is of
            another document or layer.
    """
    outcomes = _outcomes(comparison, _by_dispute(comparison, decisions))
    ids = _ids(comparison, outcomes)
    standing = _standing(comparison, outcomes, ids)
    found = [each.gold for each in comparison.agreed]
    found += [record for each in standing for record in _resolved(each, ids)]
    names = {each.dispute.name for each in standing}
    return Settled(
        tuple(sorted(found, key=_order)),
        tuple(each for each in comparison.disputes if each.name not in names),
    )


def _order(record: Annotation) -> tuple[int, tuple[str, int, int, str]]:
    return list(LAYERS).index(layer_of(record)), order(record)


def _by_dispute(comparison: Comparison, decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    found: dict[str, Decision] = {}
    for each in decisions:
        dispute = comparison.dispute(each.dispute)
        if dispute is None:
            raise DecisionError(f"{comparison.doc_id} has no dispute {each.dispute!r}")
        if each.dispute in found:
            raise DecisionError(f"{comparison.doc_id} {each.dispute} is decided twice")
        for record in each.records:
            if record.doc_id != dispute.doc_id or layer_of(record) != dispute.layer:
                raise DecisionError(
                    f"{record.id} is in {layer_of(record)} of {record.doc_id}; it cannot settle "
                    f"{each.dispute} of {dispute.doc_id}"
                )
        found[each.dispute] = each
    return found


def _outcomes(comparison: Comparison, chosen: Mapping[str, Decision]) -> list[_Outcome]:
    taken = {each.gold.id for each in comparison.agreed}
    found = []
    for dispute in comparison.disputes:
        decision = chosen.get(dispute.name)
        if decision is None and not dispute.waits:
            continue
        given, own = _decided(decision) if decision else _merged(dispute)
        named = []
        for record in own:
            named.append(_named(record, taken))
            taken.add(named[-1].id)
        found.append(_Outcome(dispute, given, tuple(named)))
    return found


_Given = tuple[tuple[str, Annotation], ...]


def _decided(decision: Decision) -> tuple[_Given, list[Annotation]]:
    given = tuple((record.agent, record) for record in sorted(decision.records, key=order))
    return given, [
        gold.as_gold(
            replace(
                record,
                agent=decision.who,
                basis=decision.basis,
                unsure=decision.unsure,
                note=decision.why,
            )
        )
        for _, record in given
    ]


def _merged(dispute: Dispute) -> tuple[_Given, list[Annotation]]:
    """What all say, of a dispute that waits."""
    records = {side.who: record for side in dispute.sides for record in side.records}
    return tuple(list(records.items())[:1]), [gold.agreed(records)]


def _named(record: Annotation, taken: set[str]) -> Annotation:
    """The record with an id that no other gold record has."""
    found, ordinal = record.id, 0
    while found in taken:
        found = first_id(record.doc_id, layer_of(record), anchor(record).digest, ordinal)
        ordinal += 1
    return replace(record, id=found)


def _ids(comparison: Comparison, outcomes: Iterable[_Outcome]) -> _Ids:
    """What became of every annotator's records, and of the adjudicator's own."""
    found = {
        (side.who, record.id): each.gold.id
        for each in comparison.agreed
        for side in each.sides
        for record in side.records
    }
    for each in outcomes:
        for side in each.dispute.sides:
            heirs = ((record, _heir(record, each.gold)) for record in side.records)
            found |= {(side.who, record.id): heir.id for record, heir in heirs if heir}
        pairs = zip(each.given, each.gold, strict=True)
        found |= {(who, record.id): named.id for (who, record), named in pairs}
    return _Ids(comparison.who, found)


def _heir(record: Annotation, decided: Sequence[Annotation]) -> Annotation | None:
    """The decided record that covers most of what a record is anchored in; None if none does."""
    own = anchor(record)
    shared = [
        (min(own.end, span.end) - max(own.start, span.start), -at)
        for at, span in enumerate(map(anchor, decided))
    ]
    most, at = max(shared, default=(0, 0))
    return decided[-at] if most > 0 else None


def _standing(comparison: Comparison, outcomes: Sequence[_Outcome], ids: _Ids) -> list[_Outcome]:
    """The outcomes that refer to nothing but gold."""
    agreed = {each.gold.id for each in comparison.agreed}
    held = list(outcomes)
    while True:
        known = agreed | {record.id for each in held for record in each.gold}
        left = [each for each in held if all(to in known for to in _referents(each, ids))]
        if len(left) == len(held):
            return held
        held = left


def _referents(outcome: _Outcome, ids: _Ids) -> Iterator[str | None]:
    for who, record in outcome.given:
        yield from (ids.target(who, each) for each in references(record))


def _resolved(outcome: _Outcome, ids: _Ids) -> Iterator[Annotation]:
    for (who, given), record in zip(outcome.given, outcome.gold, strict=True):
        named = {each: ids.target(who, each) or each for each in references(given)}
        yield referring(record, named)
