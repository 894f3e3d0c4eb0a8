"""The peer of `names.py`: GiNZA's `ja_ginza` over lines of text. Runs in an environment of its own.

Reads one JSON string a line from standard input; writes one JSON object: the entities of each text
with their labels, seconds for all of them (loading not counted), and the peak memory in MiB.
"""

import json
import resource
import sys
import time

import spacy


def main() -> None:
    """Read texts, write what was found."""
    texts = [json.loads(line) for line in sys.stdin]
    model = spacy.load("ja_ginza")
    model("準備")
    start = time.perf_counter()
    found = [[(entity.text, entity.label_) for entity in model(text).ents] for text in texts]
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"found": found, "seconds": seconds, "memory": memory}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
