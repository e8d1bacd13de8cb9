"""Several columns of numbers as one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from register.rules.plan_columns import as_one, begins, distinct, rank_in_group

FAR = st.sampled_from([-(2**62), -1, 0, 1, 2**40, 2**61])
ROWS = st.lists(st.tuples(FAR | st.integers(0, 3), FAR | st.integers(0, 3), FAR | st.integers(0, 3)), max_size=12)


@given(ROWS)
def test_one_column_orders_rows_as_all_columns_do(rows):
    one = as_one(np.array(rows, dtype=np.int64).reshape(-1, 3).T).tolist()

    assert [(a < b, a == b) for a in one for b in one] == [(a < b, a == b) for a in rows for b in rows]


def test_rows_are_counted_within_their_group():
    groups = np.array([4, 4, 4, 9, 10, 10])

    assert begins(groups).tolist() == [True, False, False, True, True, False]
    assert rank_in_group(groups).tolist() == [0, 1, 2, 0, 0, 1]


@given(ROWS)
def test_rows_are_told_apart(rows):
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T

    places, which = distinct(columns)

    assert [rows[place] for place in places[which]] == rows
    assert len({rows[place] for place in places}) == len(places)
