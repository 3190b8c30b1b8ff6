"""Disputes about a text that is not at hand cannot be shown: said so, and no server is asked."""

from pathlib import Path

from msgspec.structs import replace

from annotate.drafts import draft
from communique.adjudicate.compare import Comparison
from communique.config import Workspace
from communique.run.adjudication import Adjudication
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.place import Connection


def test_disputes_without_their_text_are_an_issue_and_go_nowhere(tmp_path: Path) -> None:
    nobody = Client(Connection("http://127.0.0.1:9", "0" * 40))
    server = Adjudication(Workspace(tmp_path), nobody)
    document = replace(draft("Tarn met Oss.", is_shown=False), text=None)

    decided = server.decisions([(document, Comparison(doc_id="d1", who=("a1", "a2")))])

    assert decided == {}
    assert [one.rule for one in server.issues] == ["text-absent"]
    assert "--sources" in server.issues[0].hint
