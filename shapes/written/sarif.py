"""Findings as SARIF 2.1.0, which editors and code-review sites show beside the lines of a file.

A cell or a page, for which SARIF has no word, stands among the logical locations.
"""

import hashlib
import json
from collections.abc import Iterable
from urllib.parse import quote

from core.messages import Language
from shapes.report import Finding, Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"violation": "error", "warning": "warning", "info": "note"}

Values = dict[str, object]


def as_sarif(findings: Iterable[Finding], language: Language) -> str:
    """Return one log with one run; its sentences are in one language."""
    ordered = sorted(findings, key=Finding.order)
    rules = {each.shape: each for each in sorted(ordered, key=lambda each: each.shape)}
    places = {shape: number for number, shape in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "tsunagu",
                "informationUri": "https://w3id.org/tsunagu/shapes",
                "rules": [_rule(each, language) for each in rules.values()],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, places[each.shape], language) for each in ordered],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(finding: Finding, language: Language) -> Values:
    return {
        "id": finding.shape,
        "shortDescription": {"text": finding.message(language)},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _result(finding: Finding, rule: int, language: Language) -> Values:
    words = " ".join(filter(None, (finding.message(language), finding.next_step(language))))
    result: Values = {
        "ruleId": finding.shape,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": words},
        "locations": [_location(finding, language)],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    further = {"focus": finding.focus, "path": finding.path, "value": finding.value}
    if told := {name: value for name, value in further.items() if value}:
        result["properties"] = told
    return result


def _location(finding: Finding, language: Language) -> Values:
    """Return the file and lines, and by what other names the place is known."""
    physical: Values = {}
    if finding.file:
        physical["artifactLocation"] = {"uri": quote(finding.file)}
        if finding.line:
            physical["region"] = _region(finding)
    kind = "cell" if finding.cell else "page"
    spot = finding.where.spot(language) if finding.cell or finding.page is not None else ""
    named = [("member", finding.label), (kind, spot)]
    logical = [{"fullyQualifiedName": name, "kind": kind} for kind, name in named if name]
    found = {"physicalLocation": physical, "logicalLocations": logical}
    return {name: value for name, value in found.items() if value}


def _region(finding: Finding) -> Values:
    region: Values = {"startLine": finding.line, "endLine": finding.line_end or finding.line}
    return region | {"snippet": {"text": finding.quote}} if finding.quote else region


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when lines move: the rule, the thing, the value."""
    words = "\n".join(
        (finding.shape, finding.file, finding.focus, finding.path, finding.value, finding.quote)
    )
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
