"""A line the size of a word, as SVG: sixty of them fit in a table where sixty charts would not."""

from __future__ import annotations

import numpy as np

from insight.language.number_format import Row
from insight.visual import style

WIDTH, HEIGHT, EDGE = 120, 32, 5


def sparkline(row: Row) -> str:
    """An SVG of a Place's history: interval band, line, and a dot at the latest figure.

    row: one of `verdicts.with_trends` (period_end_dates, values, lowers, uppers). It has no
    words in it: they are `sentences.sparkline_alt`. '' when there are fewer than two figures.
    Periods stand as far apart as they are in time, and a missing figure is a gap.
    """
    values, lowers, uppers = (
        np.asarray(row[name], float) for name in ("values", "lowers", "uppers")
    )
    known = ~np.isnan(values)
    if known.sum() < 2:
        return ""
    x = _to_pixels(_days(row), EDGE, WIDTH - EDGE)
    every = np.concatenate([values, lowers, uppers])
    low, high = np.nanmin(every), np.nanmax(every)
    y, y_low, y_high = (
        _between(part, low, high, HEIGHT - EDGE, EDGE) for part in (values, lowers, uppers)
    )
    parts = [
        f'<path d="{_band(x, y_low, y_high, run)}" fill="{style.BAND}" stroke="{style.BAND_EDGE}"/>'
        for run in _runs(known & ~np.isnan(lowers) & ~np.isnan(uppers))
    ]
    parts += [
        f'<path d="{_line(x, y, run)}" fill="none" stroke="{style.PLACE}" stroke-width="2"/>'
        for run in _runs(known)
    ]
    last = int(np.flatnonzero(known)[-1])
    parts.append(f'<circle cx="{x[last]:.1f}" cy="{y[last]:.1f}" r="3" fill="{style.PLACE}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _days(row: Row) -> np.ndarray:
    return np.asarray(row["period_end_dates"], "datetime64[D]").astype(float)


def _between(part: np.ndarray, low: float, high: float, start: float, end: float) -> np.ndarray:
    if high == low:
        return np.where(np.isnan(part), np.nan, (start + end) / 2)
    return start + (part - low) / (high - low) * (end - start)


def _to_pixels(part: np.ndarray, start: float, end: float) -> np.ndarray:
    return _between(part, float(part.min()), float(part.max()), start, end)


def _runs(present: np.ndarray) -> list[np.ndarray]:
    """Positions of each unbroken stretch of figures."""
    places = np.flatnonzero(present)
    if not len(places):
        return []
    return np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)


def _line(x: np.ndarray, y: np.ndarray, run: np.ndarray) -> str:
    return "M" + "L".join(_point(x[i], y[i]) for i in run)


def _band(x: np.ndarray, y_low: np.ndarray, y_high: np.ndarray, run: np.ndarray) -> str:
    there = [_point(x[i], y_high[i]) for i in run]
    back = [_point(x[i], y_low[i]) for i in run[::-1]]
    return "M" + "L".join(there + back) + "Z"


def _point(x: float, y: float) -> str:
    """To a tenth of a pixel, without noughts that a reader would have to wait for."""
    return f"{round(x, 1):g} {round(y, 1):g}"
