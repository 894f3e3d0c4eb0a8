"""The steps of reading and building, each as a bar on stderr."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.messages import say
from graph.result import Progress, Report
from tsunagu.screen import progress_bar

_STEPS = ("read", "check", "write")


@contextmanager
def progress() -> Iterator[Report]:
    """Show each step as a bar of its own, with the file that was just done."""
    with progress_bar() as bar:
        tasks = {
            step: bar.add_task(say(f"build-step-{step}"), total=None, name="", visible=step == "read")
            for step in _STEPS
        }

        def move(at: Progress) -> None:
            bar.update(tasks[at.step], completed=at.done, total=at.total, name=at.name, visible=True)

        yield move
