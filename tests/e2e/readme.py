"""Run the README's Python snippets from the top of a checkout: `python tests/e2e/readme.py`."""

import re
import sys
from pathlib import Path

FENCED = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def snippets(text: str) -> list[str]:
    """The Python code blocks of a Markdown text."""
    return FENCED.findall(text)


def main() -> None:
    """Run each snippet of README.md and say how many ran; 1 if there is none."""
    found = snippets(Path("README.md").read_text("utf-8"))
    for number, code in enumerate(found, 1):
        print(f"== snippet {number}")
        exec(compile(code, f"README.md, snippet {number}", "exec"), {})  # noqa: S102
    print(f"{len(found)} snippets ran")
    sys.exit(0 if found else 1)


if __name__ == "__main__":
    main()
