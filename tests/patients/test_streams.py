"""Draws are addressed, even, and independent of one another as far as a test can tell."""

import numpy as np
import pytest

from abm import streams
from abm.streams import LANE_BITS, draw, name_hash, normals, stream_key, uniform, uniforms

MANY = 200_000
CHI_SQUARE_99_999 = 163.6
"""Upper 0.001% point of chi-square with 99 degrees of freedom: fails once in 100,000 for even draws."""


def chi_square(u: np.ndarray, cells: int = 100) -> float:
    counts = np.bincount((u * cells).astype(int), minlength=cells)
    return float(((counts - len(u) / cells) ** 2).sum() / (len(u) / cells))


def lanes(key: np.uint64, n: int) -> np.ndarray:
    """Three lanes of the hashes of 0 to n - 1, each in [0, 1)."""
    hashed = [int(draw(key, np.uint64(i))) for i in range(n)]
    mask = (1 << LANE_BITS) - 1
    return np.array([[(h >> (LANE_BITS * k) & mask) / (mask + 1) for h in hashed] for k in range(3)])


@pytest.mark.parametrize(("seed", "month"), [(1, 0), (1, -12), (99, 59)])
def test_draws_are_even(seed, month):
    assert chi_square(uniforms(seed, "need.diary", month, np.arange(MANY))) < CHI_SQUARE_99_999


@pytest.mark.parametrize("other", [(1, "need.diary", 1), (2, "need.diary", 0), (1, "need.ageing", 0)])
def test_draws_of_another_month_seed_or_purpose_are_unrelated(other):
    ids = np.arange(MANY)
    u, v = uniforms(1, "need.diary", 0, ids), uniforms(*other, ids)
    pairs = (np.floor(u * 10) + v) / 10
    assert chi_square(pairs) < CHI_SQUARE_99_999


def test_neighbours_draw_unrelated_numbers():
    u = uniforms(1, "need.diary", 0, np.arange(MANY + 1))
    assert chi_square((np.floor(u[:-1] * 10) + u[1:]) / 10) < CHI_SQUARE_99_999


def test_the_three_lanes_of_a_hash_are_even_and_unrelated():
    drawn = lanes(stream_key(1, "need.emergency", 3), 20_000)
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert chi_square(drawn[a]) < CHI_SQUARE_99_999
        assert chi_square((np.floor(drawn[a] * 10) + drawn[b]) / 10) < CHI_SQUARE_99_999


def test_a_whole_array_draws_what_each_of_its_ids_draws():
    ids = np.array([0, 1, 2, 12_345, 2**40], np.uint64)
    key = stream_key(7, "urgent.site", 3)
    assert uniforms(7, "urgent.site", 3, ids).tolist() == [uniform(key, i) for i in ids]


def test_normal_draws_have_mean_nought_and_unit_spread():
    z = normals(1, "practice.habit", 0, np.arange(MANY))
    assert abs(z.mean()) < 4.5 / np.sqrt(MANY)
    assert abs(z.var() - 1) < 4.5 * np.sqrt(2 / MANY)


def test_two_names_that_hash_alike_are_refused(monkeypatch):
    monkeypatch.setattr(streams, "_FNV_PRIME", 0)  # now every name hashes to the same number
    monkeypatch.setattr(streams, "_registered", {})
    name_hash("collision.one")
    with pytest.raises(ValueError, match=r"'collision\.two' and 'collision\.one' hash alike"):
        name_hash("collision.two")
