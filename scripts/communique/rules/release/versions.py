"""The version is one: package, citation, changelog."""

import re
from collections.abc import Iterator
from pathlib import Path

from communique.issues import Issue
from communique.rules.rule import Level, rule
from communique.rules.subject import Subject

STATED = {
    "pyproject.toml": re.compile(r'^version\s*=\s*"([^"]+)"', re.MULTILINE),
    "CITATION.cff": re.compile(r"^version:\s*[\"']?([^\s\"']+)", re.MULTILINE),
    "CHANGELOG.md": re.compile(r"^## \[?v?(\d[^\]\s]*)", re.MULTILINE),
}
"""Where the version stands first; the changelog's newest release comes first of all."""


@rule(Level.RELEASE, "subject")
def version_differs(subject: Subject) -> Iterator[Issue]:
    """Package, citation and the newest entry of the changelog state one version."""
    stated = {name: _stated(subject.root / name, pattern) for name, pattern in STATED.items()}
    if not any(stated.values()):
        return
    package = stated["pyproject.toml"]
    for name, version in stated.items():
        if version != package:
            message = f"the version is {version or 'not stated'}, in pyproject.toml {package}"
            yield Issue(
                name, 0, "version-differs", message, "state the version of the next release"
            )


def _stated(path: Path, pattern: re.Pattern[str]) -> str | None:
    found = pattern.search(path.read_text("utf-8")) if path.exists() else None
    return found[1] if found else None
