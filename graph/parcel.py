"""A job that travels to another machine: the bytes go with it, and nothing is left there."""

import os
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import UsageError
from core.messages import user_language
from graph.cache import LINKING_CODE, Cache, code_digest
from graph.loaded import Cities, Job, Loaded, bytes_of, load

_one_at_a_time = threading.Lock()  # the shapes are not checked in two threads of one process


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job with the bytes of its file, the language of its sentences, and the code it expects."""

    job: Job
    data: bytes
    language: str
    code: str


def parcel(job: Job) -> Parcel:
    """Pack a job; raises `RefusedFile` where the bytes are lost."""
    return Parcel(job, bytes_of(job), user_language(), code_digest(LINKING_CODE))


def load_parcel(parcel: Parcel, cities: Cities) -> Loaded:
    """Return the sheet, as `load` does. Raises `UsageError` where this machine has other code."""
    if code_digest(LINKING_CODE) != parcel.code:
        raise UsageError("scheduler-other-version")
    with _one_at_a_time, tempfile.TemporaryDirectory() as folder:
        os.environ["TSUNAGU_LANG"] = parcel.language
        place = Path(folder, parcel.job.sha256)
        place.write_bytes(parcel.data)
        return load(replace(parcel.job, path=place), cities, Cache(Path(folder)))
