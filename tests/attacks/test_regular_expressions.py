"""No text makes a regular expression of ours work for ever (ReDoS): each is read from the source and taken apart."""

import ast
import importlib
import re
from collections import defaultdict
from functools import cache

import pytest

from accreditation.rules.files import documents
from accreditation.rules.files.refusal import Refused
from tests.attacks.tried_ways import Ways
from tests.factories.files import docx, pdf
from tests.operation.test_source_rules import FILES, ROOT, tree_of

WHOLE = {"match", "fullmatch"}
FUNCTIONS = frozenset(["compile", "match", "search", "fullmatch", "sub", "subn", "findall", "finditer", "split"])
# What may cost the square, of a text that cannot be long.
SHORT = {
    r"^(DETAIL|CONTEXT|LINE \d+): .*(\n\s+\^)?$": "a line of what the database says, which matches at its end",
    r"\n\s*\n": "a run of empty lines is taken whole, and only a run is tried",
    r'the text `(".*?")` could not be displayed': "what the renderer says about one text",
}


def called(tree):
    """The calls of the library of regular expressions."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name)) if name in FUNCTIONS:
                yield name, node


@cache
def uses():
    """Of every name on which something is called in the source: what."""
    found = defaultdict(set)
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                found[owner].add(node.attr)
    return found


def whole_only(path, call):
    """Whether a compiled pattern is only held against a whole text, wherever it is used."""
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign) and node.value is call:
            used = uses()[ast.unparse(node.targets[0])]
            return bool(used) and used <= WHOLE
    return False


@cache
def patterns():
    """Every pattern in the source, with its place, its flags and whether it is looked for anywhere in a text."""
    found = []
    for path in FILES:
        place = path.relative_to(ROOT).as_posix()
        module = None
        for name, call in called(tree_of(path)):
            given = call.args[0]
            if isinstance(given, ast.Constant):
                pattern = given.value
            else:
                module = module or importlib.import_module(place.removesuffix(".py").replace("/", "."))
                try:
                    pattern = eval(compile(ast.Expression(given), place, "eval"), vars(module))  # our own source
                except NameError:
                    continue  # put together within a function: the test of that function has it
            flags = [ast.unparse(word) for word in (*call.args[1:], *(one.value for one in call.keywords))]
            value = sum(getattr(re, flag[3:]) for flag in flags if re.fullmatch(r"re\.[A-Z]+", flag))
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            found.append((place, text, value, name not in WHOLE and not whole_only(path, call)))
    return found


def test_no_pattern_tries_exponentially_many_ways():
    assert [
        (place, text) for place, text, flags, _ in patterns() if Ways(text, flags, searched=False).exponential()
    ] == []
    assert len(patterns()) > 60


def test_no_pattern_costs_the_square_of_a_long_text():
    found = {(place, text) for place, text, flags, searched in patterns() if Ways(text, flags, searched).square()}

    assert {text for _, text in found} == set(SHORT), found


@pytest.mark.parametrize(
    "bad", [r"(a+)+b", r"(a|a)*b", r"(a|ab|b)*c", r"(\w+\s?)*$", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(a*)*b"]
)
def test_what_is_known_to_be_exponential_is_found(bad):
    assert Ways(bad, searched=False).exponential()


@pytest.mark.parametrize("good", [r"[a-z0-9]+(-[a-z0-9]+)*", r"\d+(\.\d+)?", r"(ab|ac)*d", r"a{3,5}b"])
def test_what_is_known_to_be_harmless_is_not(good):
    assert not Ways(good, searched=False).exponential()
    assert not Ways(good, searched=False).square()


@pytest.mark.parametrize("bad", [r"<[^>]*>", r"\s*(?:\])?\s*x", r"\s+$"])
def test_what_costs_the_square_is_found(bad):
    assert Ways(bad).square() or Ways(bad, searched=False).square()


def test_a_document_of_nothing_but_packed_objects_is_not_looked_through_for_ever(monkeypatch):
    places = []
    look = documents._unpacked_objects
    monkeypatch.setattr(documents, "_unpacked_objects", lambda *given: places.append(given[1]) or look(*given))

    with pytest.raises(Refused) as refused:
        documents.check_pdf(pdf(b"1 0 obj <</Type /ObjStm endobj " * 50_000))

    assert refused.value.code == "too-large"
    assert len(places) == documents.MOST_PACKED


@pytest.mark.parametrize("before", [5_000, 100_000])
def test_packed_objects_are_found_however_far_their_words_stand_apart(before):
    words = b"2 0 obj <<" + b" " * before + b"/Type /ObjStm /N 1 /First 4 " + b" " * before + b">>\nstream\n"

    with pytest.raises(Refused) as refused:
        documents.check_pdf(pdf(words + b"3 0 <</S /JavaScript>>\nendstream endobj\n"))

    assert refused.value.code == "active-content"


def test_a_word_document_of_brackets_only_is_looked_through():
    """It is no Word, and does no harm. When each bracket was followed to the end, this took until the next day."""
    documents.check_docx(docx({"word/document.xml": b"<" * 3_000_000}))
