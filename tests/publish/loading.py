"""Loads the release in the folder given, and prints what a user of `datasets` sees, as JSON.

Run by the tests in a process of its own, with a cache of its own and no network, and in
environments that have `datasets` but not this package.
"""

import json
import sys

import datasets
from datasets import ClassLabel, get_dataset_config_names, load_dataset


def main(folder: str) -> None:
    datasets.disable_progress_bars()
    seen = {name: _config(folder, name) for name in get_dataset_config_names(folder)}
    default = load_dataset(folder)
    first = next(iter(default.values()))
    report = {
        "default": {split: rows["doc_id"][:] for split, rows in default.items()},
        "labels": _labels(load_dataset(folder, "events", split="train").features["type"]),
        "nested": _labels(_item(first.features["entities"])["label"]),
        "configs": seen,
    }
    print(json.dumps(report))


def _config(folder: str, name: str) -> dict:
    loaded = load_dataset(folder, name)
    streamed = load_dataset(folder, name, streaming=True)
    return {
        split: {
            "rows": [_plain(row, rows.features) for row in rows],
            "streamed": [_plain(row, rows.features) for row in streamed[split]],
            "version": str(rows.info.version),
        }
        for split, rows in loaded.items()
    }


def _item(feature: object) -> dict:
    """What a list holds: datasets 3 writes `[item]`, 5 `List(item)`."""
    return feature[0] if isinstance(feature, list) else feature.feature


def _labels(feature: ClassLabel) -> list[str]:
    return feature.names


def _plain(row: dict, features: dict) -> dict:
    """The row with the labels of its own columns as words."""
    return {
        name: features[name].int2str(value)
        if isinstance(features[name], ClassLabel) and value is not None
        else value
        for name, value in row.items()
    }


main(sys.argv[1])
