"""`communique check`."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.progress import track

from communique.cli.options import AsJson, Root, Sources, progress, say, workspace
from communique.config import Workspace
from communique.issues import Issue
from communique.rules import File, Level, Note, Report
from communique.rules import check as checked
from communique.run import check as run

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Files or folders to check, up to level 4; default: all."),
]


class Format(StrEnum):
    """How issues are printed."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


AsFormat = Annotated[Format, typer.Option("--format", help="github: annotations of a workflow.")]
UpTo = Annotated[
    int,
    typer.Option(
        "--level", min=1, max=5, help="1 bytes, 2 shape, 3 text, 4 labels, 5 release: up to this."
    ),
]


def check(  # noqa: PLR0913, PLR0917 - an argument an option
    paths: Paths = None,
    as_json: AsJson = False,
    form: AsFormat = Format.TEXT,
    level: UpTo = Level.RELEASE,
    sources: Sources = None,
    root: Root = None,
) -> None:
    """Check the corpus, or the files given: bytes, shape, text, labels, release.

    Prints FILE:LINE: RULE: what is wrong, and how to put it right. What needs texts that are not
    at hand is said on stderr as not verifiable here (with --json on stdout, with a `reason`).

    Exit 0: clean; 1: issues found; 2: wrong usage; 3: something outside failed.

    Example: communique check annotations/quotes
    """
    report = _report(workspace(root), paths or [], sources or [], Level(level))
    shown = Format.JSON if as_json else form
    for issue in report.issues:
        print(_line(issue, shown))
    for note in report.notes:
        _say_note(note, shown)
    say(_counts(report))
    raise typer.Exit(code=1 if report.issues else 0)


def _report(
    where: Workspace, paths: Sequence[Path], sources: Sequence[Path], level: Level
) -> Report:
    chosen = run.chosen(where, paths)
    for name in chosen.unknown:
        say(f"{name}: not checked: no rule knows what it holds")
    subject = run.subject(where, sources)
    if paths:
        upto = min(level, Level.LABELS)
        return checked(subject, upto=upto, only=chosen.known, each=_with_bar)
    if level == Level.RELEASE:
        subject = run.with_release(subject, where)
    return checked(subject, upto=level, each=_with_bar)


def _line(issue: Issue, form: Format) -> str:
    if form is Format.JSON:
        return msgspec.json.encode(issue).decode()
    return github("error", issue) if form is Format.GITHUB else str(issue)


def _say_note(note: Note, form: Format) -> None:
    if form is Format.JSON:
        print(msgspec.json.encode(note).decode())
    else:
        say(str(note))


def github(kind: str, issue: Issue) -> str:
    """A workflow command that marks an issue's line in a pull request.

    Escapes as the runner wants: https://github.com/actions/toolkit, packages/core/src/command.ts
    """
    message = f"{issue.message}\n{issue.hint}" if issue.hint else issue.message
    place = f"file={_property(issue.file)},line={max(issue.line, 1)},title={issue.rule}"
    return f"::{kind} {place}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _with_bar(files: Sequence[File]) -> Iterable[File]:
    return track(
        files,
        "Checking",
        console=progress,
        disable=not progress.is_terminal,
        transient=True,
    )


def _counts(report: Report) -> str:
    unverified = sum(note.count for note in report.notes)
    return (
        f"check: {len(report.issues)} issues in {report.files} files, {report.records} records; "
        f"{unverified} not verifiable here"
    )
