"""How many annotation records `communique check` does in a second; not collected by pytest.

Run: python tests/bench_check.py [RECORDS]. Writes a corpus of invented texts to a temporary
folder, a document of 600 words for each hundred records, checks it at levels 1 to 4 and prints
the rate. What is timed is all that the command does: reading files, documents, annotations.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TypedDict

from communique import jsonl
from communique.config import Workspace
from communique.layers import first_id, write
from communique.offsets import Digester, sha256
from communique.records import (
    LAYERS,
    Annotation,
    Argument,
    Document,
    Entity,
    Event,
    Quote,
    Range,
    Stance,
)
from communique.rules import Level, Report, check
from communique.run.check import subject

WORDS = 600
SENTENCE = 12
PER_SENTENCE = 5
PER_DOCUMENT = 100
PER_SHARD = 500
WORDLIST = ("harbour", "envoy", "tide", "grain", "bridge", "käse", "ferry", "🚢", "noon")
REGISTRY = """[[collection]]
name = "made"
title = "Made"
licence = "CC0-1.0"
rights = "shipped"
"""
SETTINGS = 'name = "made"\ntitle = "Made"\nmaintainers = "nobody"\n'
STORY = '{"story":"made","issues":[{"code":"other","meaning":"Anything.","cues":[]}]}\n'


class Common(TypedDict):
    doc_id: str
    agent: str
    basis: str
    status: str


class Annotated:
    """A document with annotations of all four layers, five a sentence."""

    def __init__(self, number: int) -> None:
        random = Random(number)  # noqa: S311 - nothing secret
        self.text = " ".join(_sentence(random) for _ in range(WORDS // SENTENCE))
        self.id = f"made-{number:05}"
        self.digest = Digester(self.text)
        self.common = Common(doc_id=self.id, agent="made 1", basis="machine", status="silver")

    def document(self) -> Document:
        return Document(
            id=self.id,
            collection="made",
            story="made",
            source_file=f"{self.id}.txt",
            raw_sha256=sha256(self.id),
            encoding="utf-8",
            licence="CC0-1.0",
            text_available=True,
            text=self.text,
            text_sha256=sha256(self.text),
            sentences=(Range(0, len(self.text)),),
        )

    def annotations(self) -> Iterator[Annotation]:
        at = 0
        for _ in range(PER_DOCUMENT // PER_SENTENCE):
            start = self.text.index("Tarn", at)
            opening, at = self.text.index("“", start), self.text.index("”", start)
            yield from self._sentence(start, opening, at)

    def _sentence(self, start: int, opening: int, closing: int) -> Iterator[Annotation]:
        tarn, met, oss = ((start + a, start + b) for a, b in ((0, 4), (5, 8), (9, 12)))
        said, content = (opening - 7, opening - 1), (opening + 1, closing)
        quote = self._id("quotes", content)
        for span, name in ((tarn, "Tarn"), (oss, "Oss")):
            yield Entity(
                id=self._id("entities", span),
                span=self._span(span),
                label="PERSON",
                entity=name,
                **self.common,
            )
        yield Quote(
            id=quote,
            kind="direct",
            content=self._span(content),
            cue=self._span(said),
            speaker=self._span(tarn),
            speaker_entity=("Tarn",),
            **self.common,
        )
        yield Event(
            id=self._id("events", met),
            type="CONSULT",
            modality="actual",
            trigger=self._span(met),
            mode="visit",
            actor=(Argument("Tarn", span=self._span(tarn)),),
            recipient=(Argument("Oss", span=self._span(oss)),),
            date="2029-10",
            attributed_to=quote,
            **self.common,
        )
        yield Stance(
            id=self._id("stances", content),
            holder="Tarn",
            target="other",
            target_kind="issue",
            polarity="against",
            evidence=self._span(content),
            rests_on=quote,
            **self.common,
        )

    def _span(self, where: tuple[int, int]) -> object:
        return self.digest.span(*where, with_text=True)

    def _id(self, layer: str, where: tuple[int, int]) -> str:
        return first_id(self.id, layer, self.digest(*where), where[0])


def _sentence(random: Random) -> str:
    words = [random.choice(WORDLIST) for _ in range(SENTENCE - 4)]
    return f"Tarn met Oss {' '.join(words[:3])}, saying “{' '.join(words[3:])}.”"


def write_corpus(root: Path, records: int) -> None:
    """A workspace of documents, stories and silver layers under `root`."""
    for name, content in (
        ("corpus.toml", SETTINGS),
        ("corpus/sources.toml", REGISTRY),
        ("schema/stories/made.json", STORY),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    made = [Annotated(number) for number in range(records // PER_DOCUMENT)]
    for shard in range(0, len(made), PER_SHARD):
        name, part = f"{shard // PER_SHARD:05}.jsonl", made[shard : shard + PER_SHARD]
        jsonl.write(root / "build/documents" / name, (one.document() for one in part))
        found = [each for one in part for each in one.annotations()]
        for layer, kind in LAYERS.items():
            path = root / "annotations" / layer / "silver" / name
            write(path, (each for each in found if isinstance(each, kind)))


def timed(root: Path) -> tuple[Report, float]:
    """The check's report and how long it took, in seconds."""
    started = time.process_time()
    report = check(subject(Workspace(root)), upto=Level.LABELS)
    return report, time.process_time() - started


def main() -> None:
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), records)
        report, seconds = timed(Path(folder))
    for issue in report.issues[:5]:
        print(issue)
    print(
        f"{records:,} annotations of {records // PER_DOCUMENT:,} documents in {seconds:.2f} CPU-s: "
        f"{records / seconds:,.0f} a second, {len(report.issues)} issues"
    )


if __name__ == "__main__":
    main()
