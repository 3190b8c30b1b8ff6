"""spaCy pipelines by name or folder, and texts as they like them."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

OTHER_BLANKS = re.compile(r"[^\S\n]|[\u200b\ufeff]")
"""Blanks other than line ends, each one code point: hard, thin and zero-width ones, tabs, CR."""


class PipelineError(ValueError):
    """A spaCy pipeline cannot be loaded."""


def load(name: str, component: str) -> "Language":
    """The pipeline `name`, an installed package or a folder, with a component at its end.

    Raises:
        PipelineError: there is no such pipeline, or its files do not fit this version of spaCy.
    """
    from spacy.util import load_model  # noqa: PLC0415  (a second, which `--help` need not wait)

    try:
        nlp = load_model(Path(name) if Path(name).is_dir() else name)
    except (OSError, ValueError) as error:
        raise PipelineError(
            f"cannot load the spaCy pipeline {name!r}: {_first_line(error)}; "
            "give the name of an installed one or a folder that `communique train` wrote"
        ) from error
    if component not in nlp.pipe_names:
        nlp.add_pipe(component)
    return nlp


def plain(text: str) -> str:
    """`text` with every blank but line ends an ordinary one: as long as before, offset by offset.

    Parsers know no others: names that hard blanks join are lost to them.
    """
    return OTHER_BLANKS.sub(" ", text)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
