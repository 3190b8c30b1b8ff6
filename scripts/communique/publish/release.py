"""Every file of a release, by path: the same bytes whenever it is made from the same corpus."""

from communique.publish import about
from communique.publish.card import card
from communique.publish.configs import parts
from communique.publish.corpus import Corpus, Selection
from communique.publish.croissant import croissant
from communique.publish.files import DataFile
from communique.publish.numbers import filled, numbers_of
from communique.publish.parquet import parquet
from communique.publish.sums import SUMS, sums


def release(corpus: Corpus, *, full: bool) -> dict[str, bytes]:
    """The files of a release folder by relative path, in the order of their paths.

    The redistributable release (`full=False`) holds no text of withheld collections and is the
    same with or without their sources at hand. The full one is for its maker's eyes alone.

    Raises:
        ReleaseError: a schema lacks a column, a page has an unknown marker, or a document that
            ships in full has no text.
    """
    selection = Selection(corpus, full=full)
    data = [DataFile(part, parquet(part.table)) for part in parts(selection)]
    files = {each.path: each.content for each in data}
    files |= {f"schema/{path}": content for path, content in corpus.schemas.items()}
    generated = numbers_of(selection)
    files |= {path: filled(page, generated).encode() for path, page in corpus.pages.items()}
    files["README.md"] = card(selection, data, generated).encode()
    files["croissant.json"] = croissant(selection, data)
    files[about.FILE] = about.about(selection)
    files[SUMS] = sums(files)
    return dict(sorted(files.items()))
