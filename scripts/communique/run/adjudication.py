"""The adjudicators' project on the annotation server: disputed documents there, decisions back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communique.adjudicate.compare import Comparison
from communique.config import Workspace
from communique.issues import Issue
from communique.layers import GOLD
from communique.records import Annotation, DocId, Document
from communique.run import contest, studio
from communique.run.studio_import import Importer
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.answers import Project, Seen, Submitted
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.decode import Envelope, annotated
from communique.tools.label_studio.results import Json
from communique.tools.label_studio.taken import Annotator
from communique.tools.label_studio.task import Identity, data

VERSION = "disputes"
CHUNK = 100

Contested = tuple[Document, Comparison]


@dataclass
class Adjudication:
    """Disputed documents at the server. `issues` is why decisions there could not be taken."""

    workspace: Workspace
    client: Client
    issues: list[Issue] = field(default_factory=list)
    project: Project | None = None

    def decisions(
        self, contested: Sequence[Contested]
    ) -> dict[DocId, tuple[list[Annotation], str]]:
        """The gold of documents that were decided, with who decided; the others are sent there.

        Raises:
            StudioUsageError: the project cannot be used.
            StudioError: the server fails.
        """
        wanted = {_identity(*pair): pair for pair in self._at_hand(contested)}
        if not wanted:
            return {}
        self.project = studio.ensured_project(self.client, self.workspace, adjudicating=True)
        self._send(wanted)
        people = studio.annotators(self.client.people())
        found: dict[DocId, tuple[list[Annotation], str]] = {}
        for task in self.client.everything(self.project.id):
            submitted = [one for one in task.annotations if not one.was_cancelled]
            if task.data.identity in wanted and submitted:
                document, comparison = wanted[task.data.identity]
                by = self._adjudicator(task, submitted, people)
                pair = document, comparison
                records = None if by is None else self._gold(task, submitted[0], pair, by)
                if by is not None and records is not None:
                    found[document.id] = records, "+".join(sorted({*comparison.who, by.code}))
        return found

    def _at_hand(self, contested: Sequence[Contested]) -> Iterator[Contested]:
        """Those whose text can be shown; of the others an issue says what is needed."""
        for document, comparison in contested:
            if document.text is not None:
                yield document, comparison
                continue
            message = f"{document.id} has disputes, and its text is not at hand to be shown"
            hint = "run `communique clean --sources PATH` with its file, then this again"
            self.issues.append(Issue(self.client.url, 0, "text-absent", message, hint))

    def _send(self, wanted: Mapping[Identity, Contested]) -> None:
        """Send what is not there or not whole; remove what was compared otherwise."""
        project = self.project.id if self.project else 0
        importer = Importer(self.client, project, self.workspace.studio)
        importer.await_unheard()
        # a server whose database was locked may have taken a task without what it was to show
        listed = self.client.listed(project)
        whole = [one for one in listed if one.is_touched or VERSION in one.versions]
        broken = [one for one in listed if one not in whole]
        there = {one.identity for one in whole}
        missing = [pair for identity, pair in wanted.items() if identity not in there]
        for start in range(0, len(missing), CHUNK):
            chunk = missing[start : start + CHUNK]
            identities = [_identity(*pair) for pair in chunk]
            importer.send(identities, [self._task(*pair) for pair in chunk])
        documents = {identity.doc_id for identity in wanted}
        old = [one for one in whole if one.data.doc_id in documents and one.identity not in wanted]
        for task in (*broken, *(one for one in old if not one.is_touched)):
            self.client.remove_task(task.id)

    def _task(self, document: Document, comparison: Comparison) -> Json:
        text = document.text or ""
        names = studio.names(self.workspace, document.collection)
        story = studio.stories(self.workspace).get(document.story or "")
        shown = data(document, story, self.workspace.settings.studio.guide)
        shown |= {
            "compared": contest.digest(comparison),
            "disputes": contest.told(comparison, text),
        }
        sent = contest.staged(comparison, text, names)
        return {"data": shown, "predictions": [{"model_version": VERSION, "result": sent}]}

    def _adjudicator(
        self, task: Seen, submitted: Sequence[Submitted], people: Mapping[int, Annotator]
    ) -> Annotator | None:
        """Who decided; None, and an issue, if that is not one person with a code."""
        one = submitted[0]
        by = people.get(one.completed_by or 0)
        if len(submitted) == 1 and by is not None and not one.is_by_another:
            return by
        message = f"{task.data.doc_id} was decided by several, or by somebody without a code"
        hint = "leave one annotation, by somebody whom `studio annotator` gave a code"
        self._issue(task, "decision-unclear", message, hint)
        return None

    def _gold(
        self, task: Seen, decision: Submitted, pair: Contested, by: Annotator
    ) -> list[Annotation] | None:
        """The gold that a decision makes; None, and issues, if it cannot be taken whole."""
        document, comparison = pair
        said = annotated(
            document.id,
            document.text or "",
            contest.restored(decision.result),
            studio.names(self.workspace, document.collection),
            Envelope(by.code, by.basis, GOLD),
        )
        for one in said.problems:
            place = f"{document.id}[{one.start}:{one.end}]"
            self._issue(task, one.kind, f"{place}: {one.message}", one.hint)
        if said.problems:
            return None
        why = _why(decision.result)
        return contest.decided(comparison, said.marked, why, who=by.code, basis=by.basis)

    def _issue(self, task: Seen, rule: str, message: str, hint: str) -> None:
        project = self.project.id if self.project else 0
        address = studio.task_address(self.client, project, task.id)
        self.issues.append(Issue(address, 0, rule, message, hint))


def _identity(document: Document, comparison: Comparison) -> Identity:
    return Identity(document.id, contest.digest(comparison))


def _why(results: Sequence[Json]) -> str:
    """What the adjudicator wrote of the document as a whole."""
    for one in results:
        value = one.get("value")
        if one.get("from_name") == c.WHY and isinstance(value, dict):
            return " ".join(value.get("text") or [])
    return ""
