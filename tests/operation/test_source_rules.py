"""Rules of the house about safety that no linter knows, read from the source."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ("config", "register", "accreditation", "portfolio", "notifications")
FILES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
DANGEROUS_CALLS = {"eval", "exec", "mark_safe", "yaml.load", "os.system", "os.popen", "RawSQL"}
DANGEROUS_MODULES = {"pickle", "marshal", "shelve", "telnetlib", "ftplib", "xmlrpc", "commands"}
CALLERS_OUTSIDE = {"requests", "httpx", "httpcore", "urllib.request", "http.client", "aiohttp"}
THE_GUARD = {"register/services/outside.py"}
SQL_OF_OUR_OWN = {"promise.sql", "TABLES[name]", "trigger_function"}


@cache
def tree_of(path: Path) -> ast.AST:
    return ast.parse(path.read_text())


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            yield name, node


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, node.lineno) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{one.name}", node.lineno) for one in node.names)


def dangerous_calls(tree: ast.AST, place: str) -> Iterator[int]:
    for name, node in calls(tree):
        plain = name.rpartition(".")[2] == "RawSQL" and isinstance(node.args[0], ast.Constant)
        if {name, name.rpartition(".")[2]} & DANGEROUS_CALLS and not plain:
            yield node.lineno


def dangerous_modules(tree: ast.AST, place: str) -> Iterator[int]:
    yield from (line for name, line in imported(tree) if name.partition(".")[0] in DANGEROUS_MODULES)


def calls_outside(tree: ast.AST, place: str) -> Iterator[int]:
    """Addresses that others choose are called through one guard, which refuses what is inside."""
    if place in THE_GUARD:
        return
    for name, line in imported(tree):
        if any(name == one or name.startswith(f"{one}.") for one in CALLERS_OUTSIDE):
            yield line


def tasks_from_services(tree: ast.AST, place: str) -> Iterator[int]:
    """Work is handed out after the commit, by the one place of each app that bears a queue that is away."""
    if "/tasks" in place or place.endswith(("queue.py", "handing_out.py")):
        return
    for name, node in calls(tree):
        if name.endswith((".delay", ".apply_async", ".send_task")):
            yield node.lineno


def open_serializers(tree: ast.AST, place: str) -> Iterator[int]:
    """Every field that goes out or comes in is named: never all of a model, and never all but some."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == "Meta":
            for statement in node.body:
                if isinstance(statement, ast.Assign) and "/api/" in place:
                    names = {ast.unparse(target) for target in statement.targets}
                    if "exclude" in names or ("fields" in names and "__all__" in ast.unparse(statement.value)):
                        yield statement.lineno


def rows_without_scope(tree: ast.AST, place: str) -> Iterator[int]:
    """A view takes rows through `visible_to`; by number alone it would take anybody's."""
    if "/api/" not in place:
        return
    for name, node in calls(tree):
        numbers = [word for word in node.keywords if word.arg in ("pk", "id", "uuid")]
        own = all(ast.unparse(word.value).endswith("actor.user_id") for word in numbers)  # who asks
        if name.endswith(".objects.get") and numbers and not own:
            yield node.lineno


def statements_of_text(tree: ast.AST, place: str) -> Iterator[int]:
    """What is given to the database to carry out is made of constants only; values travel beside it."""
    for name, node in calls(tree):
        if name.endswith((".execute", ".executemany", ".raw")) and node.args and not _constant(node.args[0]):
            yield node.lineno


def _constant(statement: ast.expr) -> bool:
    """Whether it is put together from names in capitals and pieces of SQL of our own; a variable was so elsewhere."""
    if isinstance(statement, ast.BinOp):
        return _constant(statement.left) and _constant(statement.right)
    if isinstance(statement, ast.JoinedStr):
        values = [part.value for part in statement.values if isinstance(part, ast.FormattedValue)]
        names = [ast.unparse(value) for value in values]
        return all(name.rpartition(".")[2].isupper() or name in SQL_OF_OUR_OWN for name in names)
    return True


RULES = (
    dangerous_calls,
    dangerous_modules,
    calls_outside,
    tasks_from_services,
    open_serializers,
    rows_without_scope,
    statements_of_text,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule):
    broken = [
        f"{place}:{line}"
        for path in FILES
        for place in [path.relative_to(ROOT).as_posix()]
        for line in rule(tree_of(path), place)
    ]

    assert broken == []


BAD = {
    dangerous_calls: "from django.utils import safestring\nsafestring.mark_safe(x)\n",
    dangerous_modules: "import pickle\n",
    calls_outside: "import requests\n",
    tasks_from_services: "remind.delay(1)\n",
    open_serializers: "class One:\n    class Meta:\n        fields = '__all__'\n",
    rows_without_scope: "Claim.objects.get(uuid=uuid)\n",
    statements_of_text: "cursor.execute(f'SELECT * FROM x WHERE y = {y}')\n",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_sees_what_breaks_it(rule):
    assert list(rule(ast.parse(BAD[rule]), "portfolio/api/claims.py"))
