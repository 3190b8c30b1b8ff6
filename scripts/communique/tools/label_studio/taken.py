"""A task's annotations as individual records: what of them is taken, and why the rest is not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from msgspec import to_builtins
from msgspec.structs import replace as changed

from communique.layers import INDIVIDUAL
from communique.offsets import sha256
from communique.records import Annotation, Document, Event, Reading
from communique.schema import explained, validator
from communique.tools.label_studio.answers import Seen, Submitted
from communique.tools.label_studio.decode import Envelope, annotated
from communique.tools.label_studio.encode import Marked
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.regions import Problem

SCHEMAS = {"entities": "entity", "quotes": "quote", "events": "event", "stances": "stance"}
OVERWRITTEN, TWICE, UNKNOWN = "annotation-overwritten", "annotation-doubled", "annotator-unknown"
TEXT_DIFFERS, SUPERSEDED = "text-differs", "silver-superseded"


@dataclass(frozen=True)
class Annotator:
    """Somebody with a code, which their records are known by; the rest stays with the server."""

    person: int
    code: str
    basis: str


@dataclass(frozen=True)
class Taken:
    """One annotator's work on a document, whole."""

    reading: Reading
    marked: Marked


@dataclass(frozen=True)
class Finding:
    """Something to be said of an annotation; `is_taken` if it was taken all the same."""

    rule: str
    message: str
    hint: str
    is_taken: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a task: what is taken, what there is to say, and what was passed over."""

    taken: tuple[Taken, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: int = 0
    drafts: int = 0


def outcome(
    task: Seen,
    document: Document | None,
    annotators: Mapping[int, Annotator],
    names: Names,
    version: str | None,
) -> Outcome:
    """What of a task can be taken.

    `document` is the one that it is of, as it is now (None: no longer of the corpus); `version` the
    silver that is shown now. Of two annotations by one annotator neither is taken, nor is one that
    somebody else changed after its annotator: nobody can tell which is meant.
    """
    submitted = [one for one in task.annotations if not one.was_cancelled]
    passed = Outcome(skipped=len(task.annotations) - len(submitted), drafts=len(task.drafts))
    if why := _other_text(task, document):
        return replace(passed, findings=(why,) if submitted else ())
    doubled = {
        who for who, times in Counter(one.completed_by for one in submitted).items() if times > 1
    }
    taken: list[Taken] = []
    findings: list[Finding] = []
    for one in submitted:
        refused = list(_refused(one, annotators, doubled))
        by = annotators.get(one.completed_by or 0)
        if refused or by is None:
            findings += refused
            continue
        said = annotated(
            task.data.doc_id, task.data.text, one.result, names, Envelope(by.code, by.basis)
        )
        marked = individual(said.marked, by)
        problems = [*said.problems, *_shapeless(marked)]
        findings += [_finding(task, by, problem) for problem in problems]
        if not problems:
            saw = task.saw(one)
            findings += _superseded(by, saw, version)
            taken.append(Taken(_reading(task, by, saw), marked))
    return replace(passed, taken=tuple(taken), findings=tuple(findings))


def individual(marked: Marked, by: Annotator) -> Marked:
    """Records as their annotator's: they looked at all of them, and decided on no mode."""

    def own(record: Annotation) -> Annotation:
        record = changed(record, agent=by.code, basis=by.basis, status=INDIVIDUAL, changed_in=None)
        return changed(record, mode=None) if isinstance(record, Event) else record

    return Marked.of({layer: [own(one) for one in all_] for layer, all_ in marked.layers().items()})


def _other_text(task: Seen, document: Document | None) -> Finding | None:
    doc_id = task.data.doc_id
    if sha256(task.data.text) != task.data.text_sha256:
        message = f"the text of {doc_id} was changed on the server"
        return Finding(TEXT_DIFFERS, message, "delete the task, and push again")
    if document is None:
        hint = "clean it (--sources) and pull again; nothing is lost"
        return Finding(TEXT_DIFFERS, f"{doc_id} is no document of the corpus now", hint)
    if document.text_sha256 != task.data.text_sha256:
        message = f"{doc_id} has another text now than this task"
        hint = "`communique studio push` makes a task of the new text, and moves the work to it"
        return Finding(TEXT_DIFFERS, message, hint)
    return None


def _refused(
    one: Submitted, annotators: Mapping[int, Annotator], doubled: set[int | None]
) -> Iterator[Finding]:
    author = annotators.get(one.completed_by or 0)
    who = author.code if author else f"account {one.completed_by}"
    if author is None:
        hint = "`communique studio annotator CODE ACCOUNT` gives it one; then pull again"
        yield Finding(UNKNOWN, f"annotation {one.id} is by {who}, which has no code", hint)
    if one.completed_by in doubled:
        hint = "delete all but the one that is meant"
        yield Finding(TWICE, f"{who} annotated the document more than once ({one.id})", hint)
    if one.is_by_another:
        other = annotators.get(one.updated_by or 0)
        by = other.code if other else f"account {one.updated_by}"
        hint = f"{who} opens the task, looks at what {by} did, and presses Update"
        yield Finding(OVERWRITTEN, f"annotation {one.id} is by {who}, and {by} changed it", hint)


def _shapeless(marked: Marked) -> Iterator[Problem]:
    """Records that the schemas do not allow: a date that is none."""
    for layer, records in marked.layers().items():
        for record in records:
            decoded = to_builtins(record)
            if not validator(SCHEMAS[layer]).is_valid(decoded):
                message = explained(SCHEMAS[layer], decoded)
                yield Problem(0, 0, "schema", f"{record.id}: {message}", "correct the field")


def _finding(task: Seen, by: Annotator, problem: Problem) -> Finding:
    place = f"{task.data.doc_id}[{problem.start}:{problem.end}]"
    return Finding(problem.kind, f"{by.code}, {place}: {problem.message}", problem.hint)


def _superseded(by: Annotator, saw: str | None, version: str | None) -> Iterator[Finding]:
    if saw is not None and version is not None and saw != version:
        message = f"{by.code} corrected {saw}; {version} is shown now"
        hint = "it counts; nothing need be done"
        yield Finding(SUPERSEDED, message, hint, is_taken=True)


def _reading(task: Seen, by: Annotator, saw: str | None) -> Reading:
    return Reading(
        doc_id=task.data.doc_id,
        status=INDIVIDUAL,
        agent=by.code,
        basis=by.basis,
        text_sha256=task.data.text_sha256,
        saw=saw,
    )
