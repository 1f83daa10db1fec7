"""Areas, or groups of people, side by side for one period: dots with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from insight import style
from insight.charts.canvas import ROW_HEIGHT, blank, padded, row_label, rows_axis
from insight.wording import Row, capital, shown, shown_with_interval

TOP = 34  # pixels for the benchmark's label
LABEL_MARGIN = 104  # pixels for "1,234.5 ▼ worse" in the right-hand margin


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
    labels = []
    for row in judged.to_dict("records"):
        mark = style.VERDICTS[row["verdict"]]
        figure_text = f"<b>{shown(row['value'], indicator)}</b><br>{mark.glyph} {mark.word}"
        labels.append(figure_text if row["value"] == row["value"] else "")
    marks = [style.VERDICTS[verdict] for verdict in judged["verdict"]]
    figure = _dots(judged, list(judged["area_name"]), indicator, marks, labels, reference)
    if reference == reference:
        _benchmark_line(figure, reference, f"{benchmark} {shown(reference, indicator)}")
    return figure


def compare_groups(groups: pd.DataFrame, indicator: Row) -> go.Figure:
    """The groups of one kind and period, each with its interval; rows in the order given.

    groups: rows of `questions.groups` for one kind and one period. Nothing is compared, so no
    mark claims anything.
    """
    if groups["value"].isna().all():
        return blank(160, "No figures to show")
    labels = [
        f"<b>{shown(value, indicator)}</b>" if value == value else "" for value in groups["value"]
    ]
    plain = style.Mark("", "", style.PLACE, "circle")
    return _dots(groups, list(groups["group_name"]), indicator, [plain] * len(groups), labels)


def _dots(
    rows: pd.DataFrame,
    names: Sequence[str],
    indicator: Row,
    marks: Sequence[style.Mark],
    labels: Sequence[str],
    reference: float = float("nan"),
) -> go.Figure:
    figure = blank(TOP + ROW_HEIGHT * len(rows) + 40)
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
        text=hover,
        hovertemplate="%{text}<extra></extra>",
    )
    figure.update_layout(
        yaxis=rows_axis(names),
        xaxis={"range": _reach([value, lower, upper], reference), "nticks": 5, **_ticks(indicator)},
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


def _reach(columns: Sequence[pd.Series], reference: float) -> list[float]:
    every = pd.concat([*columns, pd.Series([reference], dtype=float)]).dropna()
    return padded(float(every.min()), float(every.max()))


def _ticks(indicator: Row) -> dict[str, str]:
    unit = str(indicator["unit"])
    return {"ticksuffix": "%" if unit == "%" else "", "tickprefix": "£" if unit == "£" else ""}
