"""How quickly a release is made: `python tests/publish/bench_release.py [DOCUMENTS]`."""

import sys
import time

import invented

from communique.publish.release import release

PARAGRAPH = (
    "“We will open the weir at Tarn in {} days,” Ilse Vantar said on Monday. Ostrel refused aid. "
    "The envoys of both states met for the {}th time, and nobody spoke of the bridge. "
)


def main() -> None:
    """Print documents and megabytes of text a second, without and with 80 annotations each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    documents = [
        invented.document(
            f"exercise-{n:06}", "".join(PARAGRAPH.format(n, n + k) for k in range(20))
        )
        for n in range(count)
    ]
    size = sum(len(each.text or "") for each in documents) / 1e6
    release(invented.corpus(), full=False)  # what is imported on first use is not to be measured
    for per_document in (0, 20):
        corpus = invented.with_layers(documents, invented.annotations, per_document)
        start = time.perf_counter()
        files = release(corpus, full=False)
        seconds = time.perf_counter() - start
        written = sum(map(len, files.values())) / 1e6
        print(
            f"{4 * per_document} annotations a document: {count / seconds:,.0f} documents/s, "
            f"{size / seconds:.1f} MB of text/s, {written:.1f} MB written, {seconds:.1f} s"
        )


if __name__ == "__main__":
    main()
