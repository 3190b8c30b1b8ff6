"""`communique publish` and `communique join`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from communique.cli.options import AsJson, Root, say, workspace
from communique.publish.join import Finding
from communique.run import join as joining
from communique.run import pairs
from communique.run import publish as publishing
from communique.run.documents import documents, index

Release = Annotated[
    Path, typer.Argument(metavar="RELEASE", help="The folder of a downloaded release.")
]
OwnFiles = Annotated[
    Path, typer.Option("--sources", metavar="DIR", help="Your own copies of the withheld files.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where to; default: RELEASE-joined beside it."),
]


def publish(root: Root = None, as_json: AsJson = False) -> None:
    """Write the release to dist/communique, of the documents of the last `clean`.

    Where withheld articles were cleaned, dist/communique-full holds them too. That folder is
    never to be redistributed; its card says so.

    Example: communique publish
    """
    where = workspace(root)
    found = pairs.refresh(pairs.Scope(where))
    corpus = publishing.corpus_of(where, documents(where), index(where).values(), found)
    releases = publishing.publish(where, corpus)
    for release in releases:
        print(_as_json(release) if as_json else _in_words(release))
    say(f"publish: {len(releases)} releases, {sum(each.is_new for each in releases)} written")


def join(release: Release, sources: OwnFiles, out: Out = None, as_json: AsJson = False) -> None:
    """Put withheld text back into a copy of RELEASE, from your own copies of the files.

    Files are known by their SHA-256, texts and spans by their digests; what does not match is
    listed and left null. The copy holds what its owners withhold: never redistribute it.

    Exit 0: everything is joined; 1: something is listed; 2: wrong usage; 3: something outside
    failed.

    Example: communique join dist/communique --sources ~/articles
    """
    into = out or release.resolve().with_name(f"{release.resolve().name}-joined")
    result = joining.join(release, sources, into, joining.cleaner())
    _print(result.findings, as_json=as_json)
    left = sum(not finding.is_joined for finding in result.findings)
    say(f"join: {len(result.findings) - left} joined, {left} left without text, in {into}")
    raise typer.Exit(code=1 if left else 0)


def _print(findings: Iterable[Finding], *, as_json: bool) -> None:
    if as_json:
        for finding in findings:
            print(msgspec.json.encode(finding).decode())
        return
    for finding in findings:
        parts = (finding.doc_id, finding.source_file, finding.reason, finding.detail)
        print(": ".join(filter(None, parts)))


def _in_words(release: publishing.Published) -> str:
    state = "written" if release.is_new else "unchanged"
    return f"{release.folder}: {release.files} files, {release.size_bytes:,} bytes, {state}"


def _as_json(release: publishing.Published) -> str:
    fields = {
        "folder": str(release.folder),
        "files": release.files,
        "bytes": release.size_bytes,
        "written": release.is_new,
    }
    return msgspec.json.encode(fields).decode()
