"""`communique build` and `communique freeze`."""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from communique.cli.annotate import in_words as annotations_in_words
from communique.cli.annotate import name_quarantined
from communique.cli.dedup import in_words
from communique.cli.options import AsJson, Pipeline, Root, Sources, Yes, bar, say, workspace
from communique.config import Workspace
from communique.records import Document
from communique.rules import check
from communique.run import annotate, documents, freeze, pairs
from communique.run.check import subject, with_release
from communique.run.pairs import Pairs, Scope
from communique.run.publish import Published, corpus_of, publish

LISTED = 60


def build(sources: Sources = None, pipeline: Pipeline = None, root: Root = None) -> None:
    """Clean, find duplicates, annotate, find re-use, check and publish; then a look at the result.

    Nothing is published while a check fails. With --sources your own articles are built too:
    text that may not be redistributed goes to dist/communique-full alone.

    Exit 0: done; 1: issues, or items in quarantine; 2: wrong usage; 3: something outside failed.

    Example: communique build --sources ~/articles
    """
    where = workspace(root)
    done = documents.clean(where, sources or [], progress=bar("Cleaning"))
    for dropped in documents.quarantined(where):
        say(f"quarantined: {dropped.source_file}: {dropped.reason}: {dropped.detail}")
    say(f"clean: {done.kept} documents kept, {done.dropped} in quarantine")
    pairs.dedup(Scope(where))
    annotated = annotate.annotate(where, pipeline, progress=bar("Annotating"))
    name_quarantined(where)
    say(annotations_in_words(annotated))
    found = pairs.refresh(Scope(where))
    say(in_words(found))
    _checked(where, sources or [])
    built = list(documents.documents(where))
    corpus = corpus_of(where, built, documents.index(where).values(), found)
    releases = publish(where, corpus)
    _show(built, where, found)
    for release in releases:
        _say_release(release)
    _next(where, built, releases)
    raise typer.Exit(code=1 if done.dropped or annotated.dropped else 0)


def _checked(where: Workspace, sources: list[Path]) -> None:
    found = check(with_release(subject(where, sources), where))
    for issue in found.issues:
        print(issue)
    for note in found.notes:
        say(str(note))
    say(f"check: {len(found.issues)} issues, {found.records} records")
    if found.issues:
        say("build: nothing published; put the issues right and run again")
        raise typer.Exit(code=1)


def _show(built: list[Document], where: Workspace, found: Pairs) -> None:
    """A table of the documents: when, by whom, what, and how much of the page was not article."""
    table = Table(title=where.settings.title, title_justify="left", box=None, pad_edge=False)
    table.add_column("document", no_wrap=True, overflow="ellipsis", ratio=4)
    table.add_column("date", no_wrap=True, min_width=12)
    table.add_column("publisher", no_wrap=True, overflow="ellipsis", ratio=3)
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=6)
    for column in ("words", "sentences", "removed"):
        table.add_column(column, justify="right", no_wrap=True, min_width=len(column))
    table.add_column("copy", no_wrap=True, min_width=len("contained"))
    kinds = {each.doc_id: each.kind for each in reversed(found.duplicates)}
    for document in built[:LISTED]:
        table.add_row(
            document.id,
            document.published or f"({document.published_inferred or '?'})",
            document.publisher or "",
            document.title or "",
            str(len((document.text or "").split())),
            str(len(document.sentences)),
            str(len(document.removed)),
            kinds.get(document.id, ""),
        )
    out = Console(highlight=False, width=None if sys.stdout.isatty() else 150)
    out.print(table)
    more = f"; {len(built) - LISTED} more are not listed" if len(built) > LISTED else ""
    out.print(f"Dates in brackets are inferred{more}. Removed: lines that are no article.")


def _say_release(release: Published) -> None:
    state = "written" if release.is_new else "unchanged"
    say(f"{release.folder}: {release.files} files, {release.size_bytes:,} bytes, {state}")


def _next(where: Workspace, built: Sequence[Document], releases: Sequence[Published]) -> None:
    """The lines to type next, about what was just built."""
    folder = releases[-1].folder.relative_to(where.root)
    last = built[-1]
    split = where.splits.get(last.story or "", "train")
    print("\nNext:")
    print(f"  .venv/bin/communique show {last.id}")
    load = f"from datasets import load_dataset; print(load_dataset('{folder}', split='{split}'))"
    print(f'  .venv/bin/python -c "{load}"')


def freeze_data(root: Root = None, yes: Yes = False, as_json: AsJson = False) -> None:
    """Bring the tracked data up to date: index, silver, pairs, release, generated numbers.

    Shows what would change; writes it with --yes. Takes the documents of the last `clean` and
    their silver of the last `annotate`: withheld ones whose sources were not at hand stay as they
    are.

    Example: communique freeze --yes
    """
    where = workspace(root)
    wanted = freeze.frozen(where)
    found = freeze.changes(where, wanted)
    for change in found:
        line = f"{change.kind:>8} {change.file} ({change.bytes:,} bytes)"
        print(msgspec.json.encode(change).decode() if as_json else line)
    if yes:
        freeze.write(where, wanted)
    did = "written" if yes else "to write; give --yes to write them"
    say(f"freeze: {len(found)} files {did}")
