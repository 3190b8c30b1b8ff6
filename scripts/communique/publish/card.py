"""The dataset card: its YAML head, which `load_dataset` obeys, and its pages for readers."""

from collections.abc import Mapping, Sequence
from importlib.resources import files as resources

from communique.publish.configs import CONFIGS, DEFAULT
from communique.publish.corpus import Selection
from communique.publish.dictionary import Dictionary
from communique.publish.features import features
from communique.publish.files import DataFile, by_config, content_digest
from communique.publish.frontmatter import Yaml, front_matter
from communique.publish.numbers import filled, markdown
from communique.publish.tables import dictionary_tables, label_tables, sample

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))

_OPEN = "Version {version}: all documents, {count}, ship in full."

_SHIPS = """Version {version}. Documents that ship in full: {count}.

**Documents without text: {withheld}.** They are news articles whose publishers own them and have
not licensed them for redistribution. They stand in the configuration `withheld`, with their
metadata, offsets and keyed digests; no run of eight or more of their words is in this release,
titles excepted. Whoever has the same files can put the text back:
`communique join RELEASE --sources DIR`."""

_FULL = """**NEVER REDISTRIBUTE THIS FOLDER.** It holds the full text of articles whose publishers
own them, taken from files on the machine that built it. Do not upload it, commit it, or pass it on.
The release that may be shared is the other one, which has no such text.

Version {version}. Documents with text: {count}; without: {withheld}."""


def card(selection: Selection, files: Sequence[DataFile], generated: Mapping[str, str]) -> str:
    """`README.md` of a release; `generated` are its numbers."""
    dictionary = Dictionary(selection.corpus.schemas)
    template = resources("communique.publish").joinpath("card.md").read_text("utf-8")
    body = filled(template, {**generated, **_texts(selection, files, dictionary)})
    return front_matter(_head(selection, files, dictionary)) + "\n" + body


def _texts(
    selection: Selection, files: Sequence[DataFile], dictionary: Dictionary
) -> Mapping[str, str]:
    return {
        "title": selection.corpus.title,
        "opening": _opening(selection),
        "rows": _rows(files),
        "without-rows": _without_rows(files),
        "sample": sample(selection, files),
        "dictionary": dictionary_tables(dictionary),
        "labels": label_tables(files, dictionary),
    }


def _opening(selection: Selection) -> str:
    shown = sum(document.text is not None for document in selection.documents)
    withheld = len(selection.documents) - shown
    words = _FULL if selection.full else _SHIPS if withheld else _OPEN
    return words.format(
        version=selection.corpus.version, count=f"{shown:,}", withheld=f"{withheld:,}"
    )


def _rows(files: Sequence[DataFile]) -> str:
    rows = (
        (f"`{file.config}`", file.part.split, f"{file.part.table.num_rows:,}", file.part.config.row)
        for file in files
    )
    return markdown(("configuration", "split", "rows", "a row is"), rows)


def _without_rows(files: Sequence[DataFile]) -> str:
    present = {file.config for file in files}
    absent = [f"`{config.name}`" for config in CONFIGS if config.name not in present]
    if not absent:
        return "Every configuration has rows; a split without rows has no file."
    return (
        f"Without rows in this version, and so not to be loaded: {', '.join(absent)}. "
        "Their columns stand in the data dictionary below."
    )


def _head(
    selection: Selection, files: Sequence[DataFile], dictionary: Dictionary
) -> Mapping[str, Yaml]:
    groups = by_config(files)
    return {
        "pretty_name": selection.corpus.title,
        "language": sorted({each.language for each in selection.documents if each.language}),
        **_licence(selection),
        "size_categories": [_size(len(selection.documents))],
        "task_categories": ["token-classification", "text-classification"],
        "annotations_creators": ["machine-generated"],
        "source_datasets": ["original"],
        "tags": ["news", "diplomacy", "stand-off-annotation", "quotations", "events", "stance"],
        "configs": [_config(selection, group) for group in groups.values()],
        "dataset_info": [_info(group, dictionary) for group in groups.values()],
    }


def _licence(selection: Selection) -> Mapping[str, Yaml]:
    if selection.full:
        return {
            "license": "other",
            "license_name": "never-redistribute",
            "license_link": "README.md",
        }
    shipped = {each.licence.lower() for each in selection.corpus.collections if each.is_shipped}
    return {"license": sorted(shipped) or ["other"]}


def _size(count: int) -> str:
    return next((name for limit, name in _SIZES if count < limit), "n>1M")


def _config(selection: Selection, files: Sequence[DataFile]) -> Mapping[str, Yaml]:
    name = files[0].config
    return {
        "config_name": name,
        **({"default": True} if name == DEFAULT else {}),
        "version": selection.corpus.version,
        "data_files": [{"split": file.part.split, "path": file.path} for file in files],
    }


def _info(files: Sequence[DataFile], dictionary: Dictionary) -> Mapping[str, Yaml]:
    """Features, and the content's digest.

    `datasets` keys its cache on this head alone: without a digest of the content in it, a folder
    that was rebuilt in place serves the old rows. Row counts are left out: with them, reading
    with `filters=` raises.
    """
    config = files[0].part.config
    return {
        "config_name": config.name,
        "description": f"One row is {config.row}. sha256:{content_digest(files)}",
        "features": features(config.columns, dictionary),
    }
