"""Records go to Label Studio and come back the same: the law, and what annotators do to them."""

import msgspec
from hypothesis import given, settings

from communique.tools.label_studio.decode import Envelope, annotated
from communique.tools.label_studio.encode import results
from tools.label_studio.pages import DOC, Page, pages

BY = Envelope("a1", "human")


@settings(max_examples=200, deadline=None)
@given(pages())
def test_a_document_comes_back_as_it_went(page: Page) -> None:
    sent = results(page.marked, page.text, page.names)

    found = annotated(
        DOC, page.text, msgspec.json.decode(msgspec.json.encode(sent)), page.names, BY
    )

    assert found.problems == ()
    assert found.marked == page.marked
