"""The R of the how-to runs, with nothing but what R itself brings."""

from collections.abc import Callable

CHECKS = """
stopifnot(
  nrow(targets) > 3, nrow(missed) == 1, !anyNA(targets$indicatorLabel),
  nrow(goals) > 10, all(goals$policies >= 0), any(goals$department == "みどり環境部"),
  all(partnerships$partner %in% partners$id), all(c(ties$Source, ties$Target) %in% points$Id)
)
cat("whole")
"""


def test_the_page_runs(
    code: Callable[[str], list[str]],
    program: Callable[[str, str], str],
    program_of: Callable[..., str],
) -> None:
    rscript = program("Rscript", "Debian: apt-get install r-base-core")
    said = program_of([rscript, "--vanilla", "-"], "\n".join([*code("r"), CHECKS]))
    assert said.endswith("whole")
    assert "NPO法人ゆいのえんがわ" in said
