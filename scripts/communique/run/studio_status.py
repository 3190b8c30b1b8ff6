"""Who has what on the annotation server, and how far all of it is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.config import Workspace
from communique.layers import anchor
from communique.records import Record
from communique.run import studio
from communique.run.agreement import with_answers
from communique.score.agreement import Agreement
from communique.tools.label_studio.answers import Person, Seen, Submitted
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.decode import Envelope, annotated
from communique.tools.label_studio.place import StudioUsageError


class Progress(Record, frozen=True):
    """How far one annotator is. `minutes` is the mean time that a document took them.

    `code` is None for an account without one: what it does is not pulled.
    """

    code: str | None
    account: int
    done: int
    skipped: int
    drafts: int
    minutes: float | None


class Status(Record, frozen=True):
    """How far all documents are: `done` have as many annotators as they are to have."""

    project: int
    documents: int
    done: int
    begun: int
    overlap: int
    annotators: tuple[Progress, ...]


def status(workspace: Workspace, client: Client) -> Status:
    """What the server knows of the corpus's project.

    Raises:
        StudioUsageError: there is no project of this corpus.
        StudioError: the server fails.
    """
    project = studio.found_project(client, workspace)
    tasks = [one for one in client.everything(project.id) if not one.data.practice]
    overlap = workspace.settings.studio.overlap
    finished = [len({one.completed_by for one in _submitted(task)}) for task in tasks]
    return Status(
        project=project.id,
        documents=len(tasks),
        done=sum(count >= overlap for count in finished),
        begun=sum(0 < count < overlap for count in finished),
        overlap=overlap,
        annotators=tuple(_progress(one, tasks) for one in _working(client.people(), tasks)),
    )


class Practised(Record, frozen=True):
    """One annotator's work on the practice document beside its answers; `problems` are fatal."""

    code: str
    layers: Mapping[str, Agreement]
    problems: tuple[str, ...] = ()


def practised(workspace: Workspace, client: Client) -> list[Practised]:
    """How those who did the practice document did it, each by their last annotation of it.

    Raises:
        StudioUsageError: the corpus has no practice document, or the server no project of it.
        StudioError: the server fails.
    """
    exercise = studio.practice(workspace)
    if exercise is None:
        raise StudioUsageError(f"{workspace.practice} holds no practice document")
    document, answers = exercise
    project = studio.found_project(client, workspace)
    people = studio.annotators(client.people())
    found: dict[str, Practised] = {}
    for task in client.everything(project.id):
        for one in _submitted(task) if task.data.practice else ():
            if by := people.get(one.completed_by or 0):
                names = studio.names(workspace, document.collection)
                said = annotated(
                    document.id, task.data.text, one.result, names, Envelope(by.code, by.basis)
                )
                found[by.code] = Practised(
                    by.code,
                    with_answers(document, answers.layers(), said.marked.layers()),
                    tuple(f"[{each.start}:{each.end}] {each.message}" for each in said.problems),
                )
    return sorted(found.values(), key=lambda one: one.code)


def remarks(workspace: Workspace) -> dict[tuple[int, int], str]:
    """What the practice document's answers say of themselves, by where they stand."""
    exercise = studio.practice(workspace)
    layers_ = exercise[1].layers().values() if exercise else ()
    every = (one for records in layers_ for one in records if one.note)
    places = ((anchor(one), one.note or "") for one in every)
    return {(span.start, span.end): note for span, note in places}


def annotator(client: Client, code: str, basis: str, account: int) -> None:
    """Give an account its code.

    Raises:
        StudioUsageError: there is no such account, or another has the code.
        StudioError: the server fails.
    """
    people = {one.id: one for one in client.people()}
    if account not in people:
        known = ", ".join(map(str, sorted(people)))
        raise StudioUsageError(f"{client.url} has no account {account}; there are {known}")
    for one in people.values():
        if one.first_name == code and one.id != account:
            raise StudioUsageError(f"account {one.id} has the code {code} already; take another")
    client.rename(account, code, basis)


def account_of(client: Client, email: str) -> int | None:
    """The number of the account with an address; None if there is none."""
    return next((one.id for one in client.people() if one.email == email), None)


def _submitted(task: Seen) -> Iterable[Submitted]:
    return (one for one in task.annotations if not one.was_cancelled)


def _working(people: Iterable[Person], tasks: Sequence[Seen]) -> list[Person]:
    """Those who have a code, or have done something."""
    active = {one.completed_by for task in tasks for one in task.annotations}
    return [one for one in people if one.first_name or one.id in active]


def _progress(person: Person, tasks: Sequence[Seen]) -> Progress:
    own = [one for task in tasks for one in task.annotations if one.completed_by == person.id]
    drafts = (one.user for task in tasks for one in task.drafts)
    took = [one.lead_time for one in own if one.lead_time and not one.was_cancelled]
    counts = Counter(one.was_cancelled for one in own)
    has_code = person.first_name and person.last_name in studio.BASES
    return Progress(
        code=person.first_name if has_code else None,
        account=person.id,
        done=counts[False],
        skipped=counts[True],
        drafts=sum(user in {person.id, person.email} for user in drafts),
        minutes=round(sum(took) / len(took) / 60, 1) if took else None,
    )
