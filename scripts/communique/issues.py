"""An issue: something wrong with data, said so that its maker can put it right."""

from communique.records import Record


class Issue(Record, frozen=True, order=True):
    """One finding of a rule. `line` is 1-based; 0 where the file as a whole is meant."""

    file: str
    line: int
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`file:line: rule: message`, and the hint on a line of its own."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        head = f"{place}: {self.rule}: {self.message}"
        return f"{head}\n    hint: {self.hint}" if self.hint else head
