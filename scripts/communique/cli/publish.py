"""The commands `publish` and `join`."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from communique.config import ConfigError, find_workspace
from communique.publish.corpus import ReleaseError
from communique.publish.join import Finding
from communique.run.documents import documents, index
from communique.run.join import cleaner
from communique.run.join import join as join_release
from communique.run.publish import Published, corpus_of
from communique.run.publish import publish as publish_release
from communique.sources.plan import SourceError

ISSUES, USAGE, FAILED = 1, 2, 3

Root = Annotated[Path, typer.Option(help="A folder in the checkout.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout.")]


def publish(root: Root = Path(), as_json: AsJson = False) -> None:
    """Write the release to dist/communique, and dist/communique-full where sources were given.

    The full release is never to be redistributed; its card says so.

    Example: communique publish
    """
    try:
        workspace = find_workspace(root)
        corpus = corpus_of(workspace, documents(workspace), index(workspace).values())
        done = publish_release(workspace, corpus)
    except (ConfigError, ReleaseError) as error:
        raise _ended(str(error), USAGE) from error
    except OSError as error:
        raise _ended(f"cannot write the release: {error}", FAILED) from error
    for each in done:
        print(_as_json(each) if as_json else _in_words(each))
    _say(
        f"{len(done)} releases, {sum(each.is_new for each in done)} written, the rest as they were"
    )


def join(
    release: Annotated[Path, typer.Argument(help="The folder of a downloaded release.")],
    sources: Annotated[Path, typer.Option(help="The folder of your own copies of the files.")],
    out: Annotated[Path | None, typer.Option(help="Default: RELEASE-joined beside it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put withheld text back into a copy of RELEASE. Exit 0: all of it; 1: some is listed.

    Files are known by their SHA-256, texts and spans by their digests. The copy holds what its
    owners withhold: never redistribute it.

    Example: communique join dist/communique --sources ~/articles
    """
    into = out or release.with_name(f"{release.resolve().name}-joined")
    try:
        result = join_release(release, sources, into, cleaner())
    except (ReleaseError, SourceError) as error:
        raise _ended(str(error), USAGE) from error
    except OSError as error:
        raise _ended(f"cannot write {into}: {error}", FAILED) from error
    _print(result.findings, as_json=as_json)
    missing = sum(not finding.is_joined for finding in result.findings)
    _say(f"{len(result.findings) - missing} joined, {missing} left without text, in {into}")
    raise typer.Exit(ISSUES if missing else 0)


def _print(findings: Iterable[Finding], *, as_json: bool) -> None:
    if as_json:
        for finding in findings:
            print(msgspec.json.encode(finding).decode())
        return
    table = Table("document", "file", "result", "why")
    for finding in findings:
        table.add_row(finding.doc_id, finding.source_file, finding.reason, finding.detail)
    Console().print(table)


def _in_words(published: Published) -> str:
    state = "written" if published.is_new else "as it was"
    return f"{published.folder}  {published.files} files, {published.size_bytes:,} bytes, {state}"


def _as_json(published: Published) -> str:
    fields = {
        "folder": str(published.folder),
        "files": published.files,
        "bytes": published.size_bytes,
        "written": published.is_new,
    }
    return msgspec.json.encode(fields).decode()


def _ended(message: str, code: int) -> typer.Exit:
    _say(f"error: {message}")
    return typer.Exit(code)


def _say(line: str) -> None:
    print(line, file=sys.stderr)
