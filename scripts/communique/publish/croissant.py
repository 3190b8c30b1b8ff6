"""`croissant.json`: the release described for machines, in the Croissant 1.0 vocabulary.

http://docs.mlcommons.org/croissant/docs/croissant-spec.html, with the responsible-AI terms of
http://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html where something is known.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from communique.publish.columns import Column
from communique.publish.configs import Config, split_order
from communique.publish.corpus import Selection
from communique.publish.dictionary import Dictionary, Json
from communique.publish.features import meaning
from communique.publish.files import DataFile, by_config

_PARQUET = "application/x-parquet"
_TYPES = {"string": "sc:Text", "int32": "sc:Integer", "double": "sc:Float", "bool": "sc:Boolean"}
_SPLITS = "splits"
_SPLIT = f"{_SPLITS}/name"

_CONTEXT: Mapping[str, Json] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


_COLLECTION = (
    "The real articles were chosen by the maintainers. The dispatches are invented: written for "
    "this corpus by machine, edited and adjudicated by the maintainers."
)
_CLEANING = (
    "Decoded, repaired and normalised (NFC, LF); page furniture removed by rules, each removal "
    "recorded with its reason; sentences split by rules."
)
_ANNOTATION = (
    "Stand-off annotations. Each says in `basis` whether a machine or a human decided, and in "
    "`status` whether it is silver, individual or gold."
)
_RAI: Mapping[str, Json] = {
    "rai:dataCollection": _COLLECTION,
    "rai:dataPreprocessingProtocol": [_CLEANING],
    "rai:dataAnnotationProtocol": _ANNOTATION,
    "rai:dataLimitations": [
        "Small; English only; in part invented; real articles withheld, with offsets alone."
    ],
    "rai:dataUseCases": ["Developing and testing extraction of who says and does what to whom."],
    "rai:personalSensitiveInformation": [
        "Names of public persons in news. The persons of the dispatches are invented."
    ],
}


def croissant(selection: Selection, files: Sequence[DataFile]) -> bytes:
    """The description of the release's data files and their columns."""
    corpus = selection.corpus
    dictionary = Dictionary(corpus.schemas)
    configs = list(by_config(files))
    described: Mapping[str, Json] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": [
            "http://mlcommons.org/croissant/1.0",
            "http://mlcommons.org/croissant/RAI/1.0",
        ],
        "name": corpus.name,
        "description": _description(selection),
        "version": corpus.version,
        "datePublished": corpus.released,
        "license": sorted({each.licence for each in selection.documents}),
        "creator": {"@type": "sc:Organization", "name": corpus.maintainers},
        "citeAs": f"{corpus.maintainers}: {corpus.title}. Version {corpus.version}.",
        "inLanguage": sorted({each.language for each in selection.documents if each.language}),
        **_RAI,
        "distribution": [*map(_file_object, files), *map(_file_set, configs)],
        "recordSet": [_splits(files), *(_record_set(each, dictionary) for each in configs)],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def _description(selection: Selection) -> str:
    rights = (
        "Holds withheld text: never to be redistributed."
        if selection.full
        else "Documents whose text is withheld have offsets and keyed digests only."
    )
    return f"{selection.corpus.title}. {rights} README.md has the data dictionary."


def _file_object(file: DataFile) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{len(file.content)} B",
        "encodingFormat": _PARQUET,
        "sha256": file.sha256,
    }


def _file_set(config: Config) -> Json:
    return {
        "@type": "cr:FileSet",
        "@id": f"{config.name}-files",
        "name": f"{config.name}-files",
        "encodingFormat": _PARQUET,
        "includes": f"data/{config.name}/*.parquet",
    }


def _splits(files: Iterable[DataFile]) -> Json:
    names = sorted({file.part.split for file in files}, key=split_order)
    return {
        "@type": "cr:RecordSet",
        "@id": _SPLITS,
        "name": _SPLITS,
        "dataType": "cr:Split",
        "key": {"@id": _SPLIT},
        "field": [{"@type": "cr:Field", "@id": _SPLIT, "name": "name", "dataType": "sc:Text"}],
        "data": [{_SPLIT: name} for name in names],
    }


def _record_set(config: Config, dictionary: Dictionary) -> Json:
    """The columns of a configuration; of nested ones as far as Croissant reaches.

    A list in a list cannot be said in Croissant 1.0. The layers nested in documents are such,
    and have configurations of their own.
    """
    shown = (column for column in config.columns if not _is_deep(column))
    return {
        "@type": "cr:RecordSet",
        "@id": config.name,
        "name": config.name,
        "description": f"A row is {config.row}.",
        **({"key": {"@id": f"{config.name}/{config.key}"}} if config.key else {}),
        "field": [_split(config), *(_field(config, each, dictionary) for each in shown)],
    }


def _is_deep(column: Column) -> bool:
    return column.repeated and any(each.repeated or each.children for each in column.children)


def _split(config: Config) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"{config.name}/split",
        "name": "split",
        "description": "The split that the row belongs to; the file's name says it.",
        "dataType": "sc:Text",
        "references": {"field": {"@id": _SPLIT}},
        "source": {
            "fileSet": {"@id": f"{config.name}-files"},
            "extract": {"fileProperty": "filename"},
            # mlcroissant 1.1 applies it twice: it must take a split's bare name as well.
            "transform": {"regex": r"^(\w+?)(?:-\d+-of-\d+\.parquet)?$"},
        },
    }


def _field(config: Config, column: Column, dictionary: Dictionary) -> Json:
    head: Mapping[str, Json] = {
        "@type": "cr:Field",
        "@id": f"{config.name}/{column.name}",
        "name": column.name,
        "description": meaning(column, dictionary),
        **({"repeated": True} if column.repeated else {}),
    }
    if column.children:
        inner = [_sub_field(config, column, each, dictionary) for each in column.children]
        return {**head, "subField": inner}
    return {**head, "dataType": _TYPES[str(column.leaf)], "source": _source(config, column)}


def _sub_field(config: Config, column: Column, child: Column, dictionary: Dictionary) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"{config.name}/{column.name}/{child.name}",
        "name": child.name,
        "description": meaning(child, dictionary),
        "dataType": _TYPES[str(child.leaf)],
        "source": {**_source(config, column), "transform": {"jsonPath": child.name}},
    }


def _source(config: Config, column: Column) -> Mapping[str, Json]:
    return {
        "fileSet": {"@id": f"{config.name}-files"},
        "extract": {"column": column.name},
    }
