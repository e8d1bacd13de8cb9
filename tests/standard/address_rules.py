"""Rules about addresses: what they are called, how they are written and what may stand in them."""

import re
from collections.abc import Iterator

from tests.standard.description import Description

SEGMENT = re.compile(r"_?[a-z0-9]+(-[a-z0-9]+)*")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
VERBS = frozenset(
    """
    accept activate add adopt answer appeal apply approve archive assign calculate cancel check close complete
    compute confirm convert copy correct create deactivate decide declare delete deny disable download edit
    enable end enrol execute export extend fetch file find generate get give grant handle import insert invite
    issue judge leave list load lookup make manage merge move object open patch pause post preview process
    propose publish put read reconsider refuse register reissue reject release remove replace replay reset
    resolve restore resubmit retract return revoke run save search see select send set settle show sign simulate
    start stop submit suspend take transfer trigger undo update upload validate verify view withdraw
    """.split()  # noqa: SIM905
)
SINGLE = frozenset({"profile", "account", "standing", "calendar", "catalogue"})  # of the caller, or of what it is in
TRACES = re.compile(
    r"(?i)(\.(php|aspx?|jsp|do|cgi|json|xml)\b|cgi-bin|servlet|django|serializer|viewset|_pkey|\bsql\b)"
)
# What says who somebody is, or opens something. A uuid or a registration number says nothing without the register.
SENSITIVE = re.compile(
    r"(?i)^(bsn|burgerservicenummer|ssn|email|e-?mail.*|phone|telephone|mobile|iban|password|secret|token|api-?key|"
    r"access_?token|(date)?of?birth.*|birth.*|geboorte.*|given_?name|first_?name|last_?name|family_?name|surname|"
    r"full_?name|voornaam|achternaam|address|postcode|postal_?code|zip_?code)$"
)


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]


def _fixed(path: str) -> list[str]:
    return [segment for segment in _segments(path) if not segment.startswith("{")]


def nouns_not_verbs(api: Description) -> Iterator[str]:
    """/core/naming-resources and /core/resource-operations: `/decisions`, never `/decide` or `/approve-item`"""
    for path in api.paths:
        for segment in _fixed(path):
            words = re.split(r"[-_]|(?<=[a-z])(?=[A-Z])", segment)
            if words[0].lower() in VERBS and (len(words) == 1 or not segment.endswith("s")):
                yield f"{path}: `{segment}` is a verb"


def collections_are_plural(api: Description) -> Iterator[str]:
    """/core/naming-collections"""
    for operation in api.operations():
        segments = _segments(operation.path)
        for segment, after in zip(segments, [*segments[1:], ""], strict=False):
            holds = after.startswith("{") or (not after and operation.method == "post")
            if holds and not segment.startswith("{") and not segment.endswith("s"):
                yield f"{operation}: `{segment}` is a collection, and not plural"
            single = not after and operation.method == "get" and not segment.startswith("{")
            if single and not segment.endswith("s") and segment not in SINGLE:
                yield f"{operation}: `{segment}` is not plural, and not one of {sorted(SINGLE)}"


def no_trailing_slash(api: Description) -> Iterator[str]:
    """/core/no-trailing-slash"""
    yield from (path for path in api.paths if path != "/" and path.endswith("/"))


def kebab_case(api: Description) -> Iterator[str]:
    """/core/path-segments-kebab-case"""
    for path in api.paths:
        for segment in _fixed(path):
            if not SEGMENT.fullmatch(segment) and path != "/openapi.json":
                yield f"{path}: `{segment}`"


def camel_case_query(api: Description) -> Iterator[str]:
    """/core/query-keys-camel-case"""
    for operation, parameter in api.parameters():
        if parameter.get("in") in ("query", "path") and not CAMEL.fullmatch(parameter["name"]):
            yield f"{operation}: `{parameter['name']}`"


def nothing_sensitive(api: Description) -> Iterator[str]:
    """/core/transport/no-sensitive-uris"""
    for operation, parameter in api.parameters():
        if parameter.get("in") in ("query", "path") and SENSITIVE.fullmatch(parameter["name"]):
            yield f"{operation}: `{parameter['name']}` ends up in logs and histories"


def nothing_of_the_inside(api: Description) -> Iterator[str]:
    """/core/hide-implementation"""
    for operation in api.operations():
        if operation.path != "/openapi.json" and TRACES.search(operation.path):
            yield f"{operation}: shows what it is made of"
        if "operationId" in operation.body and TRACES.search(operation.body["operationId"]):
            yield f"{operation}: its operationId shows what it is made of"


def known_methods(api: Description) -> Iterator[str]:
    """/core/http-methods"""
    for operation in api.operations():
        if operation.method not in ("get", "post", "put", "patch", "delete"):
            yield f"{operation}: answered by the server for every address, or not at all"


def safe_methods_take_nothing(api: Description) -> Iterator[str]:
    """/core/http-safety"""
    for operation in api.operations():
        if operation.method in ("get", "delete") and "requestBody" in operation.body:
            yield f"{operation}: has a body"
        if operation.method == "get" and {"201", "202"} & set(operation.body.get("responses", {})):
            yield f"{operation}: makes something"


def version_in_the_server(api: Description) -> Iterator[str]:
    """/core/uri-version"""
    if not api.servers:
        yield "no server is named"
    for url in api.servers:
        if not re.search(r"/v[1-9][0-9]*$", url):
            yield f"`{url}` does not end in the major version, as /v1"
    yield from (path for path in api.paths if re.search(r"(^|/)v[0-9]+(\.[0-9]+)*(/|$)", path))


def only_tls(api: Description) -> Iterator[str]:
    """/core/transport/tls"""
    yield from (url for url in api.servers if url.startswith("http:"))


RULES = (
    nouns_not_verbs,
    collections_are_plural,
    no_trailing_slash,
    kebab_case,
    camel_case_query,
    nothing_sensitive,
    nothing_of_the_inside,
    known_methods,
    safe_methods_take_nothing,
    version_in_the_server,
    only_tls,
)
