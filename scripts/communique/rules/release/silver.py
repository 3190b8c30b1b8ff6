"""Tracked silver is what would be made now, as far as its manifest tells.

Annotating anew would not show it: another processor rounds otherwise, and now and then finds
something else. The texts that silver was made of are covered by their digests.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from communique.issues import Issue
from communique.layers import SILVER
from communique.records import Manifest, Output
from communique.rules.rule import Finding, Level, Note, rule
from communique.rules.subject import ANNOTATIONS, File, Subject, readable

MANIFEST = f"{ANNOTATIONS}/MANIFEST.json"
HINT = "run `communique annotate` with all sources at hand, then `communique freeze`"
MEANT = {
    "stage": "in another way",
    "version": "by another version",
    "config": "with another pipeline, or other components,",
    "input": "of other texts",
}


@rule(Level.RELEASE, "subject")
def silver_stale(subject: Subject) -> Iterator[Finding]:
    """Tracked silver was made by the annotator, and of the texts, that there are now."""
    tracked = [file for file in subject.files if _layer(file)]
    if not tracked:
        return
    said = _said(subject)
    if subject.silver is None or said is None:
        reason = subject.not_annotated if said else "no manifest says what silver was made from"
        yield Note(MANIFEST, "silver-stale", reason)
        return
    wanted = {f"{ANNOTATIONS}/{one.file}": one for one in subject.silver}
    made = {PurePosixPath(one.file).parts[0] for one in subject.silver}
    for file in tracked:
        if _layer(file) in made:
            yield from _differing(file.name, said.get(file.name), wanted.get(file.name))
    for name in sorted(wanted.keys() - {file.name for file in tracked}):
        yield from _lacking(name, subject)


def _layer(file: File) -> str | None:
    """The layer whose silver stands in a file; None if it holds something else."""
    shelf = file.kind.shelf if file.kind else None
    return shelf.layer if shelf and shelf.status == SILVER else None


def _said(subject: Subject) -> Mapping[str, Output] | None:
    """What the manifest says, by file; None if there is none that can be read."""
    found = (
        {f"{ANNOTATIONS}/{output.file}": output for output in manifest.outputs}
        for file in subject.files
        if file.name == MANIFEST
        for _, manifest in readable(file, Manifest)
    )
    return next(found, None)


def _differing(name: str, said: Output | None, wanted: Output | None) -> Iterator[Issue]:
    if wanted is None:
        message = "the index has no documents for this file"
        yield Issue(name, 0, "silver-stale", message, "`communique freeze` removes it")
    elif said is None:
        message = "the manifest does not say what this file was made from"
        yield Issue(name, 0, "silver-stale", message, HINT)
    else:
        for field, how in MEANT.items():
            if getattr(said, field) != getattr(wanted, field):
                message = f"this silver was made {how} than it would be now"
                yield Issue(name, 0, "silver-stale", message, HINT)


def _lacking(name: str, subject: Subject) -> Iterator[Finding]:
    """Documents without silver: those of others cannot be annotated until they are at hand."""
    collection = PurePosixPath(name).stem.rpartition("-")[0]
    is_shipped = subject.registry.collection_named(collection).is_shipped
    if is_shipped or any(one.collection == collection for one in subject.rebuilt or ()):
        message = "these documents have no silver, though others have"
        yield Issue(name, 0, "silver-stale", message, HINT)
    else:
        yield Note(name, "silver-stale", "withheld sources are not at hand; give --sources")
