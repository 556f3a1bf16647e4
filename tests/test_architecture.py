"""The shape of the code: what the linters cannot know."""

import ast
import importlib
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask

from kit.access import EVERYONE, open_to, refuse_unmarked

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "matching", "search", "directory", "kit")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
WORD_LISTS = {"app/demo/words", "directory/vocabularies/skills.py"}
MOST_LINES = 300
MOST_FUNCTION_LINES = 30
PARTS = {
    "__init__", "access", "actions", "api", "commands", "documents", "holdings", "jobs", "labels", "letters", "models", "pages",
    "queries", "schemas",
}  # fmt: skip
NOUNS = [folder.parent for folder in (ROOT / "directory").glob("*/models.py")] + [
    folder.parent for folder in (ROOT / "matching").glob("*/models.py")
]
OWN_PARTS = {
    # What these nouns are made of beyond the usual parts.
    "accounts": {
        "attempts",
        "by_letter",
        "devices",
        "email_change",
        "entering",
        "me",
        "my_pages",
        "passwords",
        "second_factor",
        "second_factor_pages",
        "staff_pages",
        "staff_sign_in",
        "token_pages",
        "tokens",
    },
    "availability": {"appointments", "calendar_files", "free", "wording"},
    "confirmations": {"schedule"},
    "consents": {"texts"},
    "consultations": {"answers", "desk_api", "desk_pages", "my_pages", "offers", "questions", "settling", "sheet"},
    "deletions": {"ground"},
    "documents": {"contents", "files"},
    "follow_ups": {"asking", "desk_pages"},
    "groups": {"corporate_number", "names"},
    "letters": {"paper"},
    "history": {"comparison", "shapes", "tracking", "values", "wording"},
    "memberships": {"codes", "joining", "limits", "viewpoints"},
    "openings": {"browser"},
    "needs": {"catalogue", "comparison", "found", "imports", "wording"},
    "introductions": {
        "answers",
        "asking",
        "disclosures",
        "items",
        "limits",
        "masking",
        "moves",
        "outlines",
        "reaching",
    },
    "care": {"effects", "figures", "outside", "rails", "replays", "weights_pages"},
    "casework": {"casefile", "choosing_pages", "exclusion_pages", "letter_pages", "round_pages", "telling"},
    "people": {"questions"},
    "meetings": {"calendar", "paper", "telling", "together"},
    "plans": {"clashes", "fairness", "flow", "making", "room"},
    "sides": {"standing"},
    "registrations": {
        "agreeing",
        "entry",
        "group_entry",
        "handing_in",
        "paper",
        "person_actions",
        "person_entry",
        "person_pages",
        "sections",
        "sheets",
    },
    "reviews": {"likeness"},
    "suggestions": {
        "asked",
        "bidding",
        "candidates",
        "changes",
        "explaining",
        "guesses",
        "likeness",
        "listing",
        "objections",
        "reasons",
        "results",
        "signals",
        "snapshots",
        "sources",
        "telling",
        "trials",
        "versions",
    },
    "stories": {"desk_pages", "drafts", "found", "moves", "own_pages", "telling"},
    "vocabularies": {"fields", "filters", "merging", "prefectures", "skills", "synonyms"},
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "tools"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of every import."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module, alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ""


def test_nobody_but_kit_commits() -> None:
    guilty = [
        name_of(path)
        for path in SOURCES
        if path.parts[len(ROOT.parts)] != "kit"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("commit", "rollback")
        and isinstance(node.value, ast.Name)
        and "session" in node.value.id
    ]
    assert guilty == []


def test_files_are_short_enough_to_read() -> None:
    long = {
        name_of(path): count
        for path in SOURCES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
        and not any(name_of(path).startswith(words) for words in WORD_LISTS)
    }
    assert long == {}


def test_functions_are_short_enough_to_read() -> None:
    long = {}
    for path in SOURCES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                start = first.end_lineno if said else node.lineno
                if (length := (node.end_lineno or 0) - (start or 0)) > MOST_FUNCTION_LINES:
                    long[f"{name_of(path)}:{node.name}"] = length
    assert long == {}


def test_every_file_says_in_one_sentence_what_it_is_for() -> None:
    silent = [name_of(path) for path in SOURCES if not (ast.get_docstring(parse(path)) or "").strip()]
    assert silent == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [name_of(path) for path in SOURCES if path.stem in VAGUE] == []


@pytest.mark.parametrize("noun", NOUNS, ids=name_of)
def test_a_noun_has_only_known_parts(noun: Path) -> None:
    if noun.name == "imports":
        pytest.skip("a tool of its own, not a noun of the register")
    unknown = {path.stem for path in noun.glob("*.py")} - PARTS - OWN_PARTS.get(noun.name, set())
    assert unknown == set()


def test_no_statement_changes_groups_or_people_past_their_history() -> None:
    kept = (
        r"(Group|Person|GroupContact|PersonSkill|Absence|CouncilPost|(group|person)_(fields|areas|skills)"
        r"|person_avoided_(groups|fields))"
    )
    guilty = [
        (name_of(path), found.group())
        for path in SOURCES
        for found in re.finditer(rf"sa\.(update|delete|insert)\(\s*{kept}\s*[,)]", path.read_text(encoding="utf-8"))
    ]
    assert guilty == [], "change them through the session, so that directory/history/tracking.py sees it"


def test_models_know_no_request() -> None:
    guilty = [(name_of(p), m) for p in SOURCES if p.stem == "models" for m, _ in imports_of(p) if m.startswith("flask")]
    assert guilty == []


def test_access_rules_know_no_database() -> None:
    guilty = [
        (name_of(path), module)
        for path in SOURCES
        if path.stem == "access" and path.parent.name != "kit"
        for module, name in imports_of(path)
        if module.startswith("sqlalchemy") or (module == "kit.db" and name == "session")
    ]
    assert guilty == []


def test_pages_and_api_do_not_touch_the_session() -> None:
    guilty = [
        (name_of(path), module)
        for path in SOURCES
        if path.stem in ("pages", "api")
        for module, name in imports_of(path)
        if module.startswith("sqlalchemy") or (module == "kit.db" and name == "session")
    ]
    assert guilty == []


def test_schemas_take_nothing_from_models_but_fixed_choices() -> None:
    guilty = []
    for path in SOURCES:
        if path.stem == "schemas":
            for module, name in imports_of(path):
                if module.endswith(".models"):
                    thing = getattr(importlib.import_module(module), name)
                    if not (isinstance(thing, type) and issubclass(thing, StrEnum)):
                        guilty.append((name_of(path), name))
    assert guilty == []


def test_templates_mirror_the_packages() -> None:
    folders = {str(path.parent.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html")} - {
        ".",
        "parts",
        "home",
        "desk",
        "admin",
        "api",
    }
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_every_template_says_what_it_is_for() -> None:
    silent = [
        name_of(p) for p in (ROOT / "templates").rglob("*.html") if not p.read_text(encoding="utf-8").startswith("{#")
    ]
    assert silent == []


def test_an_endpoint_without_a_gate_keeps_the_application_from_starting() -> None:
    app = Flask(__name__)
    open_to(EVERYONE)(app.view_functions["static"])
    refuse_unmarked(app)
    app.add_url_rule("/secret", "secret", lambda: "")
    with pytest.raises(RuntimeError, match="secret"):
        refuse_unmarked(app)


@pytest.mark.parametrize(("folder", "kind"), [("browser", "browser"), ("servers", "server")])
def test_what_drives_browsers_and_servers_says_so(folder: str, kind: str) -> None:
    """The quick part does not even look into these folders, so a test without its kind would never be run."""
    marked = re.compile(rf"^pytestmark = (\[\n    )?pytest\.mark\.{kind}\b", re.MULTILINE)
    files = list((ROOT / "tests" / folder).glob("test_*.py"))
    assert files
    assert [path.name for path in files if not marked.search(path.read_text())] == []
