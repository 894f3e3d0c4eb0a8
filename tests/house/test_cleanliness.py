"""What must not stand in any file of the project."""

import re
import tomllib
from pathlib import Path

# Put together here, so that this file does not contain what it looks for.
FOLDERS = (r"/wo" + r"rk/", r"/ho" + r"me/[a-z]", r"/ro" + r"ot/", r"C:\\" + r"Users")
HOSTS = (
    r"(?:pypi|npmjs|pythonhosted)\." + r"(?:org|com)",
    r"--(?:extra-)?index" + r"-url",
    r"registry" + r"\.",
)
MACHINE_PATHS = re.compile("|".join(FOLDERS))
REGISTRIES = re.compile("|".join(HOSTS), re.IGNORECASE)


def found(texts: dict[Path, str], pattern: re.Pattern[str], root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()[:100]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_machine_paths(texts: dict[Path, str], root: Path) -> None:
    assert found(texts, MACHINE_PATHS, root) == []


def test_no_registry_hosts(texts: dict[Path, str], root: Path) -> None:
    assert found(texts, REGISTRIES, root) == []


def test_no_unfinished_work(texts: dict[Path, str], root: Path) -> None:
    code = {path: text for path, text in texts.items() if path.suffix in {".py", ".ttl", ".rq", ".html"}}
    assert found(code, re.compile("TO" + "DO|FIX" + "ME|X" + "XX|NotImplemented" + "Error"), root) == []


def test_modules_are_of_readable_size(texts: dict[Path, str], root: Path) -> None:
    lengths = {
        str(path.relative_to(root)): len(text.splitlines())
        for path, text in texts.items()
        if path.suffix == ".py"
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_errors_are_swallowed(texts: dict[Path, str], root: Path) -> None:
    code = {
        path: text
        for path, text in texts.items()
        if path.suffix == ".py" and root / "tests" not in path.parents
    }
    swallowing = re.compile(r"except (?:Base)?Excep" + r"tion\b|^\s*except" + r":|type: ig" + "nore")
    assert found(code, swallowing, root) == []


def test_every_message_has_both_languages_and_the_same_places(root: Path) -> None:
    keys: dict[str, str] = {}
    for path in sorted((root / "core" / "messages").glob("*.toml")):
        for key, sentences in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert key not in keys, f"{key} stands in {path.name} and in {keys.get(key)}"
            keys[key] = path.name
            assert set(sentences) == {"ja", "en"}, key
            places = {language: set(re.findall(r"\{(\w+)", text)) for language, text in sentences.items()}
            assert places["ja"] == places["en"], key
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key


def test_the_command_says_each_of_its_sentences(root: Path) -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in (root / "tsunagu").rglob("*.py"))
    families = (
        "verdict-",
        "forms-",
        "help-",
        "col-",
        "encoding-",
        "code-",
        "status-",
        "severity-",
        "read-label-",
        "build-step-",
        "figure-",
    )
    keys = tomllib.loads((root / "core" / "messages" / "cli.toml").read_text(encoding="utf-8"))
    silent = {key for key in keys if f'"{key}"' not in said and not key.startswith(families)}
    silent -= {"read-goal", "read-midterm", "read-program"}  # put together from the section of an objective
    assert silent == set()
