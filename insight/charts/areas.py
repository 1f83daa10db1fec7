"""Areas, or groups of people, side by side for one period: dots with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from insight import style
from insight.charts.canvas import ROW_HEIGHT, blank, padded, row_label, rows_axis, value_ticks
from insight.judgements import NOT_COMPARED
from insight.wording import Row, brief, capital, long_unit, shown_with_interval

PLAIN = style.Mark("", "", style.PLACE, "circle")
TOP = 34  # pixels for the benchmark's label
LABEL_MARGIN = 104  # pixels for "– not compared" in the right-hand margin


def compare_areas(
    judged: pd.DataFrame, indicator: Row, benchmark: str, reference: float, order: str = "name"
) -> go.Figure:
    """Every area's figure with its 95% interval, and a line for the benchmark.

    judged: from `judgements.judged`. order: 'name' as the rows come, or 'value', highest figure
    first. Colour, shape and word of each mark say better, worse, similar, higher, lower or not
    compared; an area without a figure keeps its row and its reason.
    """
    if judged["value"].isna().all():
        return blank(160, "No figures to show")
    if order == "value":
        judged = judged.sort_values("value", ascending=False, na_position="last")
    if (judged["verdict"] == NOT_COMPARED).all():
        # Saying so once, in the sentence beside the chart, is enough.
        marks, words = [PLAIN] * len(judged), [""] * len(judged)
    else:
        marks = [style.VERDICTS[verdict] for verdict in judged["verdict"]]
        words = [f"<br>{mark.glyph} {mark.word}" for mark in marks]
    labels = [
        f"<b>{brief(value, indicator)}</b>{word}" if value == value else ""
        for value, word in zip(judged["value"], words, strict=True)
    ]
    figure = _dots(judged, list(judged["area_name"]), indicator, marks, labels, reference)
    if reference == reference:
        _benchmark_line(figure, reference, f"{benchmark} {brief(reference, indicator)}")
    return figure


def compare_groups(groups: pd.DataFrame, indicator: Row) -> go.Figure:
    """The groups of one kind and period, each with its interval; rows in the order given.

    groups: rows of `questions.groups` for one kind and one period. Nothing is compared, so no
    mark claims anything.
    """
    if groups["value"].isna().all():
        return blank(160, "No figures to show")
    labels = [
        f"<b>{brief(value, indicator)}</b>" if value == value else "" for value in groups["value"]
    ]
    return _dots(groups, list(groups["group_name"]), indicator, [PLAIN] * len(groups), labels)


def _dots(
    rows: pd.DataFrame,
    names: Sequence[str],
    indicator: Row,
    marks: Sequence[style.Mark],
    labels: Sequence[str],
    reference: float = float("nan"),
) -> go.Figure:
    figure = blank(TOP + ROW_HEIGHT * len(rows) + (60 if long_unit(indicator) else 40))
    value, lower, upper = rows["value"], rows["lower_ci"], rows["upper_ci"]
    colours = [mark.colour for mark in marks]
    for number, (low, high, colour) in enumerate(zip(lower, upper, colours, strict=True)):
        if low == low and high == high:
            figure.add_shape(
                type="line", x0=low, x1=high, y0=number, y1=number, layer="below",
                line={"color": colour, "width": 3},
            )  # fmt: skip
    hover = [
        f"{name}, {row['period_label']}<br>{shown_with_interval(row, indicator)}"
        for name, row in zip(names, rows.to_dict("records"), strict=True)
    ]
    figure.add_scatter(
        x=value,
        y=list(range(len(rows))),
        mode="markers",
        marker={
            "symbol": [mark.symbol for mark in marks],
            "color": [style.PAGE if mark.word == "similar" else mark.colour for mark in marks],
            "size": 15,
            # A white rim lifts a solid mark off its interval; a hollow one has a dark rim.
            "line": {
                "color": [mark.colour if mark.word == "similar" else style.PAGE for mark in marks],
                "width": 2,
            },
        },
        cliponaxis=False,
        text=hover,
        hovertemplate="%{text}<extra></extra>",
    )
    reach = _reach([value, lower, upper], reference)
    figure.update_layout(
        yaxis=rows_axis(names),
        xaxis={
            "range": reach,
            "title": {"text": long_unit(indicator)},
            **value_ticks(*reach, indicator),
        },
        margin={"t": TOP, "r": LABEL_MARGIN},
        annotations=[row_label(text, number) for number, text in enumerate(labels)],
    )
    for number, row in enumerate(rows.to_dict("records")):
        if row["value"] != row["value"]:
            _reason(figure, number, row["value_note"])
    return figure


def _benchmark_line(figure: go.Figure, reference: float, label: str) -> None:
    figure.add_vline(
        x=reference, line={"color": style.BENCHMARK, "width": 2, "dash": "5px,4px"}, layer="below"
    )
    figure.add_annotation(
        text=label, x=reference, y=1, yref="paper", yanchor="bottom", showarrow=False,
        font={"color": style.BENCHMARK, "size": style.SMALLEST_FONT_SIZE + 1},
    )  # fmt: skip


def _reason(figure: go.Figure, row: int, note: str) -> None:
    figure.add_annotation(
        text=f"– {capital(note or 'no figure')}", x=0, xref="x domain", xanchor="left", y=row,
        showarrow=False,
        font={"color": style.QUIET_TEXT, "size": style.SMALLEST_FONT_SIZE},
    )  # fmt: skip


def _reach(columns: Sequence[pd.Series], reference: float) -> tuple[float, float]:
    every = pd.concat([*columns, pd.Series([reference], dtype=float)]).dropna()
    return padded(float(every.min()), float(every.max()), share=0.08)
