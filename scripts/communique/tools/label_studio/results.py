"""Label Studio's results: what an annotation or a prediction of a task is a list of.

A region of the text comes as one result with its label and one more for each value given to it,
all with the region's id; a relation has the ids of two regions.
"""

from dataclasses import dataclass, field

import msgspec

from communique.records import Offset

Json = dict[str, object]


class Meta(msgspec.Struct, omit_defaults=True, gc=False):
    """What a region carries unseen: who made the record, and what annotators do not decide."""

    agent: str | None = None
    basis: str | None = None
    status: str | None = None
    changed_in: str | None = None
    mode: str | None = None


class Value(msgspec.Struct, omit_defaults=True, gc=False):
    """A stretch of the text and what is said of it.

    `text` is what was typed for a text field; for all else it is the covered text as the browser
    has it, which is not to be relied on.
    """

    start: Offset | None = None
    end: Offset | None = None
    labels: list[str] | None = None
    choices: list[str] | None = None
    text: list[str] | str | None = None


class Result(msgspec.Struct, omit_defaults=True, kw_only=True, gc=False):
    """One result. A relation has `from_id` and `to_id`, all others `id`, names and a value."""

    type: str
    id: str | None = None
    from_name: str | None = None
    to_name: str | None = None
    value: Value | None = None
    meta: Meta | None = None
    from_id: str | None = None
    to_id: str | None = None
    direction: str | None = None
    labels: list[str] | None = None


@dataclass
class Region:
    """All that is said of a region, put together: its label and what was chosen and typed."""

    id: str
    start: Offset
    end: Offset
    control: str
    label: str
    meta: Meta = field(default_factory=Meta)
    choices: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The mark's name; for every entity label the name of their control."""
        return self.control if self.control == "entities" else self.label

    def chosen(self, control: str) -> str | None:
        """The one choice of a control; None if none or several were made."""
        found = self.choices.get(control, [])
        return found[0] if len(found) == 1 else None

    def typed(self, control: str) -> str | None:
        """What was typed into a field of one line; None if nothing was."""
        return next(iter(self.texts.get(control, ())), None)

    def results(self) -> list[Result]:
        """The region as Label Studio has it: the label first."""

        def result(kind: str, name: str, value: Value, meta: Meta | None = None) -> Result:
            value.start, value.end = self.start, self.end
            return Result(
                type=kind, id=self.id, from_name=name, to_name="text", value=value, meta=meta
            )

        meta = self.meta if self.meta != Meta() else None
        found = [result("labels", self.control, Value(labels=[self.label]), meta)]
        found += [result("choices", name, Value(choices=one)) for name, one in self.choices.items()]
        return found + [
            result("textarea", name, Value(text=one)) for name, one in self.texts.items()
        ]
