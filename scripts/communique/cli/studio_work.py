"""`communique studio push`, `pull`, `status` and `annotator`: documents out, work back."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from communique.cli.options import AsJson, Errors, Root, say, workspace
from communique.cli.studio import Data, studio_data
from communique.config import Workspace
from communique.issues import Issue
from communique.score.measures import Slip
from communique.tools.label_studio.place import InstallError
from communique.tools.label_studio.server import connection

if TYPE_CHECKING:
    from communique.run.studio_status import Status
    from communique.tools.label_studio.client import Client

SDK = "label_studio_sdk"
BASES = ("human", "machine")
CODE = re.compile(r"[a-z][a-z0-9-]*")

Documents = Annotated[
    list[str] | None, typer.Argument(metavar="[DOC]...", help="Only these documents; default: all.")
]
Again = Annotated[
    bool, typer.Option("--again", help="Show silver anew even where its version is the same.")
]
Individual = Annotated[
    bool,
    typer.Option(
        "--individual", help="Submit the work in annotations/ that the server lacks, too."
    ),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Look at all work, not only at what changed since last time.")
]
Code = Annotated[
    str, typer.Argument(metavar="CODE", help="What their records are known by, such as a1.")
]
Who = Annotated[
    str, typer.Argument(metavar="WHO", help="An e-mail address, or the number of an account.")
]
Basis = Annotated[str, typer.Option("--basis", help="human, or machine for a model's account.")]


def push(
    only: Documents = None,
    again: Again = False,
    individual: Individual = False,
    data: Data = None,
    root: Root = None,
) -> None:
    """Give the annotators every document whose text is at hand, with its silver.

    Each document is one task, however often this is run; the practice document is one too. Silver
    of another version replaces what is shown where nobody has begun. Work on a text that has
    changed since is moved to the new one, and what changed in it is marked unsure. --individual
    puts back work that was pulled once, or made elsewhere, in the names of its authors.

    Exit 0: done; 1: some could not be pushed, or were moved; 2: wrong usage; 3: the server fails.

    Example: communique studio push
    """
    where = workspace(root)
    client = client_of(data, root)
    from communique.run.studio_push import push as pushed_to  # noqa: PLC0415

    done = pushed_to(where, client, only=only or (), again=again)
    _print_issues(done.issues, as_json=False)
    doubled = f", {done.doubled} doubles removed" if done.doubled else ""
    moved = f", {done.moved} annotations moved" if done.moved else ""
    say(
        f"studio push: {done.new} new, {done.refreshed} with new silver, {done.stood} stood"
        f"{moved}{doubled}; {len(done.issues)} issues; {client.url}/projects/{done.project}/data"
    )
    failed = _restored(where, client, only or ()) if individual else False
    raise typer.Exit(code=1 if done.issues or failed else 0)


def _restored(where: Workspace, client: "Client", only: Sequence[str]) -> bool:
    """Submit what the server lacks; whether there is something that could not be."""
    from communique.run.studio_restore import restore  # noqa: PLC0415

    done = restore(where, client, only=only)
    _print_issues(done.issues, as_json=False)
    say(f"studio push: {done.new} annotations submitted, {done.stood} stood")
    return bool(done.issues)


def pull(
    everything: Everything = False,
    as_json: AsJson = False,
    data: Data = None,
    root: Root = None,
) -> None:
    """Take what annotators submitted into annotations/LAYER/individual/CODE.

    Offsets are measured against the text, and words read anew from it. What cannot be taken whole
    is not taken: stdout says why, with the task's address. Skips and drafts are counted. Look at
    the records with `communique check annotations`, at differences with `communique agreement`.

    Exit 0: done; 1: some work could not be taken; 2: wrong usage; 3: the server fails.

    Example: communique studio pull
    """
    where = workspace(root)
    client = client_of(data, root)
    from communique.run.studio_pull import pull as pulled_from  # noqa: PLC0415

    done = pulled_from(where, client, everything=everything)
    _print_issues(done.issues, as_json=as_json)
    for note in done.notes:
        say(str(note))
    say(
        f"studio pull: {done.tasks} tasks looked at, {done.taken} readings, {done.changed} new or "
        f"changed, {done.skipped} skipped, {done.drafts} drafts; {len(done.issues)} issues"
    )
    raise typer.Exit(code=1 if done.issues else 0)


def status(as_json: AsJson = False, data: Data = None, root: Root = None) -> None:
    """Who has what, and how far all of it is.

    Exit 0: said; 2: wrong usage; 3: the server fails.

    Example: communique studio status
    """
    client = client_of(data, root)
    from communique.run import studio_status  # noqa: PLC0415

    found = studio_status.status(workspace(root), client)
    if as_json:
        print(msgspec.json.encode(found).decode())
    else:
        _print_status(found)
    left = found.documents - found.done - found.begun
    say(
        f"studio status: {found.documents} documents, {found.done} done by {found.overlap}, "
        f"{found.begun} begun, {left} untouched"
    )


def practice(errors: Errors = False, data: Data = None, root: Root = None) -> None:
    """How annotators did on the practice document, beside its known answers: F1, layer by layer.

    Their work on it is never pulled.

    Exit 0: said; 2: wrong usage; 3: the server fails.

    Example: communique studio practice --errors
    """
    client = client_of(data, root)
    from communique.run import studio_status  # noqa: PLC0415

    where = workspace(root)
    found = studio_status.practised(where, client)
    notes = studio_status.remarks(where)
    for one in found:
        scores = (
            (layer, next(iter(each.figures.values()), None)) for layer, each in one.layers.items()
        )
        shown = (f"{layer} {(figure and figure.value) or 0:.2f}" for layer, figure in scores)
        print(f"{one.code}: {', '.join(shown)}")
        for problem in one.problems:
            print(f"  cannot be taken: {problem}")
        for slip in (each for layer in one.layers.values() for each in layer.slips):
            if errors:
                print(_told(slip, notes))
    say(f"studio practice: {len(found)} annotators")


def _told(slip: Slip, notes: Mapping[tuple[int, int], str]) -> str:
    """What was done otherwise than the answers have it, and why the answer is as it is."""
    said = f"answer {slip.true or 'none'}, theirs {slip.predicted or 'none'}"
    why = notes.get((slip.start, slip.end))
    line = f"  {slip.kind} {slip.context or f'[{slip.start}:{slip.end}]'}: {said}"
    return f"{line}\n    {why}" if why else line


def annotator(
    code: Code,
    who: Who,
    basis: Basis = "human",
    data: Data = None,
    root: Root = None,
) -> None:
    """Give somebody a code, and an account if they have none; print how they log in.

    Records and releases know annotators by their codes alone; addresses stay on the server.

    Exit 0: done; 2: wrong usage; 3: the server fails.

    Example: communique studio annotator a1 reader@example.org
    """
    if not CODE.fullmatch(code):
        raise typer.BadParameter(f"{code!r} is no code; take small letters, digits and hyphens")
    if basis not in BASES:
        raise typer.BadParameter(f"{basis!r} is no basis; take human or machine")
    client = client_of(data, root)
    from communique.run import studio_status  # noqa: PLC0415

    account = int(who) if who.isdecimal() else _invited(client, who)
    studio_status.annotator(client, code, basis, account)
    say(f"studio annotator: account {account} is {code} ({basis})")


def client_of(data: Path | None, root: Path | None) -> "Client":
    """The server to talk to. What talks to it is an extra, and takes two seconds to load.

    Raises:
        InstallError: the extra is not installed.
        StudioError: no server runs.
        StudioUsageError: the environment names half of one.
    """
    if find_spec(SDK) is None:
        raise InstallError("this needs label-studio-sdk: pip install 'communique[studio]'")
    from communique.tools.label_studio.client import Client  # noqa: PLC0415

    return Client(connection(studio_data(data, root)))


def _invited(client: "Client", email: str) -> int:
    """The account of an address, made if there is none; then the login is printed, once."""
    from communique.run import studio_status  # noqa: PLC0415
    from communique.tools.label_studio.accounts import sign_up  # noqa: PLC0415

    found = studio_status.account_of(client, email)
    if found is not None:
        return found
    password = secrets.token_urlsafe(12)
    sign_up(client.invitation(), email, password)
    print(f"address   {client.url}\ne-mail    {email}\npassword  {password}")
    return studio_status.account_of(client, email) or 0


def _print_issues(issues: Iterable[Issue], *, as_json: bool) -> None:
    for issue in issues:
        print(msgspec.json.encode(issue).decode() if as_json else issue)


def _print_status(found: "Status") -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("annotator", "account", "done", "skipped", "drafts", "minutes each"):
        table.add_column(column, justify="left" if column == "annotator" else "right")
    for one in found.annotators:
        minutes = "" if one.minutes is None else f"{one.minutes:.1f}"
        counts = (one.account, one.done, one.skipped, one.drafts)
        table.add_row(one.code or "no code", *map(str, counts), minutes)
    Console().print(table)
