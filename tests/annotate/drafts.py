"""Documents for the laws of layers, and what `check` says of a layer's records alone."""

from collections.abc import Collection, Sequence

from communique.offsets import sha256
from communique.records import Annotation, Document
from communique.rules.rule import RULES, At, Finding


def draft(text: str, *, is_shown: bool = True, story: str | None = None) -> Document:
    return Document(
        id="d1",
        collection="exercise",
        story=story,
        source_file="d1.txt",
        raw_sha256=sha256(text),
        encoding="utf-8",
        licence="CC-BY-4.0",
        text_available=is_shown,
        text=text,
        text_sha256=sha256(text),
    )


def findings(
    kind: type[Annotation],
    records: Sequence[Annotation],
    text: str,
    on: Collection[str] = ("record", "document"),
) -> list[Finding]:
    """What the rules that look at records of `kind` alone say; they need no other subject."""
    every = [At("layer.jsonl", n, one, text=text) for n, one in enumerate(records, 1)]
    ours = [rule for rule in RULES.values() if rule.kinds == (kind,) and rule.on in on]
    assert ours
    alone = [
        x for rule in ours if rule.on == "record" for at in every for x in rule.function(at, None)
    ]
    together = [x for rule in ours if rule.on == "document" for x in rule.function(every, None)]
    return [*alone, *together]
