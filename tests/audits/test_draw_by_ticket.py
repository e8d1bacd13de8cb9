"""The draw itself: fair by tickets, the same for everybody who repeats it, and the sizes as the plan says."""

import hashlib
import random
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.rules.audit_plan import Plan, PlanInvalid, Size
from portfolio.rules.draw import (
    Line,
    Share,
    digest_of,
    document,
    document_digest,
    draw,
    first_ticket,
    read_document,
)

STRATA = ["nurse", "midwife", "a b c"]
LINES = st.lists(
    st.builds(Line, st.integers(0, 10**6).map(str), st.integers(1, 5), st.sampled_from(STRATA)),
    unique_by=lambda one: one.key,
    max_size=20,
)
SIZES = st.fixed_dictionaries({name: st.integers(0, 6) for name in STRATA})
SEEDS = st.integers(0, 10**9).map(str)


@given(LINES, SIZES, SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_is_of_no_matter_and_every_stratum_gives_its_number_once(lines, sizes, seed, shuffle):
    drawn = draw(lines, seed=seed, to_draw=sizes)
    mixed = list(lines)
    shuffle.shuffle(mixed)

    assert draw(mixed, seed=seed, to_draw=sizes) == drawn
    there = Counter(line.stratum for line in lines)
    assert Counter(one.stratum for one in drawn) == Counter({name: min(sizes[name], there[name]) for name in STRATA})
    assert len({one.key for one in drawn}) == len(drawn)
    assert [one.ticket for one in drawn] == sorted(one.ticket for one in drawn)


@given(LINES, SIZES, SEEDS)
def test_a_draw_is_what_taking_tickets_one_by_one_gives(lines, sizes, seed):
    hat = sorted(
        (digest_of(f"{seed}:{line.key}:{number}"), line) for line in lines for number in range(1, line.tickets + 1)
    )
    out = []
    for _, line in hat:
        if line not in out and sum(one.stratum == line.stratum for one in out) < sizes[line.stratum]:
            out.append(line)

    assert [one.key for one in draw(lines, seed=seed, to_draw=sizes)] == [line.key for line in out]


def test_the_chance_to_be_drawn_is_that_of_drawing_from_a_hat_by_tickets():
    lines = [Line(name, tickets, "all") for name, tickets in (("a", 1), ("b", 2), ("c", 4), ("d", 1))]
    times = 4_000
    first, both = Counter(), Counter()
    for n in range(times):
        drawn = draw(lines, seed=digest_of(f"seed {n}"), to_draw={"all": 2})
        first[drawn[0].key] += 1
        both.update(one.key for one in drawn)

    weight = {line.key: line.tickets for line in lines}
    total = sum(weight.values())
    expected = Counter()
    for one, two in permutations(weight, 2):
        chance = weight[one] / total * weight[two] / (total - weight[one])
        expected[one] += chance
        expected[two] += chance
    for name in weight:  # four deviations of what chance allows
        assert first[name] == pytest.approx(times * weight[name] / total, abs=4 * (times * 0.25) ** 0.5)
        assert both[name] == pytest.approx(times * expected[name], abs=4 * (times * 0.25) ** 0.5)


def test_another_seed_or_one_more_ticket_or_one_line_less_is_noticed():
    shuffle = random.Random(7)
    lines = [Line(f"{shuffle.getrandbits(128):032x}", shuffle.randint(1, 3), "all") for _ in range(200)]
    shares = [Share("all", 20, 200)]
    published = document_digest(document("run", shares, lines))
    heavier = [Line(lines[0].key, 9, "all")]

    assert document_digest(document("run", shares, [*heavier, *lines[1:]])) != published
    assert document_digest(document("run", shares, lines[1:])) != published
    assert document_digest(document("other", shares, lines)) != published
    assert document_digest(document("run", [Share("all", 21, 200)], lines)) != published
    assert draw(lines, seed="1", to_draw={"all": 20}) != draw(lines, seed="2", to_draw={"all": 20})


@given(LINES, SIZES)
def test_what_is_written_down_is_read_back_as_it_was(lines, sizes):
    counts = Counter(line.stratum for line in lines)
    shares = [Share(name, min(sizes[name], counts[name]), counts[name]) for name in sorted(STRATA)]
    text = list(document("0f3f", shares, sorted(lines, key=lambda line: line.key)))

    again, rows = read_document(iter(text))

    assert (again, list(rows)) == (shares, sorted(lines, key=lambda line: line.key))


def test_a_ticket_is_the_sha256_that_anybody_can_compute():

    expected = min(hashlib.sha256(f"seed:key:{n}".encode()).hexdigest() for n in (1, 2, 3))
    assert first_ticket("seed", "key", 3) == expected


@pytest.mark.parametrize(
    ("size", "candidates", "number"),
    [
        ({"percentage": "5"}, 101, 6),  # up, unless it says otherwise
        ({"percentage": "5", "rounding": "DOWN"}, 119, 5),
        ({"percentage": "5", "rounding": "NEAREST"}, 110, 6),
        ({"percentage": "5", "rounding": "NEAREST"}, 109, 5),
        ({"percentage": "0.5", "rounding": "DOWN", "atLeast": 3}, 100, 3),
        ({"percentage": "0.5", "rounding": "DOWN", "atLeast": 3}, 2, 2),
        ({"percentage": "100"}, 7, 7),
        ({"percentage": "0"}, 7, 0),
        ({"number": 4}, 3, 3),
    ],
)
def test_sizes_are_rounded_as_the_plan_says(size, candidates, number):
    assert plan(size=size).shares({"all": candidates}) == {"all": number}


def test_a_number_is_shared_out_over_the_strata_and_a_stratum_may_have_its_own():
    by_status = plan(size={"number": 10}, strata="status", sizes=[{"stratum": "z", "percentage": "50"}])

    assert by_status.shares({"a": 50, "b": 25, "c": 25, "z": 9}) == {"a": 5, "b": 3, "c": 2, "z": 5}
    assert by_status.shares({"a": 3, "z": 0}) == {"a": 3, "z": 0}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 500), min_size=1), st.integers(0, 900))
def test_a_number_that_is_shared_out_is_whole_and_never_more_than_there_are(candidates, number):
    shares = plan(size={"number": number}, strata="status").shares(candidates)

    assert sum(shares.values()) == min(number, sum(candidates.values()))
    assert all(0 <= shares[name] <= count for name, count in candidates.items())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"size": {}}, "size"),
        ({"size": {"percentage": "5", "number": 5}}, "size"),
        ({"size": {"percentage": "101"}}, "size"),
        ({"size": {"number": 5, "rounding": "UP"}}, "size"),
        ({"population": {"cycles": "RUNNING", "from": "2026-01-01"}}, "population"),
        ({"population": {"cycles": "ENDED", "from": "2026-01-01"}}, "population"),
        ({"population": {"cycles": "ENDED", "from": "2026-01-01", "before": "2026-01-01"}}, "population"),
        ({"strata": "shoe size"}, "strata"),
        ({"strata": "attribute:"}, "strata"),
        ({"sizes": [{"stratum": "a", "number": 1}]}, "sizes"),
        ({"risks": [{"code": "a", "sort": "STATUS", "tickets": 1}]}, "risks/0/values"),
        ({"risks": [{"code": "a", "sort": "LATE", "tickets": 1, "atLeast": 2}]}, "risks/0/atLeast"),
        ({"risks": [{"code": "a", "sort": "LATE", "tickets": 1}] * 2}, "risks"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_by_name(changes, field):
    with pytest.raises(PlanInvalid) as refused:
        plan(**changes)
    assert refused.value.field == field


def plan(**changes):
    usual = {"population": {"cycles": "RUNNING"}, "size": {"percentage": "5"}}
    return Plan.from_json(usual | changes)


def test_a_size_of_nothing_draws_nobody():
    assert Size(number=0).of(10) == 0
