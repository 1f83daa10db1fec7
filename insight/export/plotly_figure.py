"""A Plotly figure as plain data, refused when it uses anything the drawer does not draw.

Charts are drawn twice: by Plotly on the screen and by `drawing` for files. A setting that only
one of them knows would make the two differ, so an unknown one is an error, never ignored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

Plain = dict[str, Any]


class CannotDraw(ValueError):
    """The chart uses something that cannot be drawn to a file. The message names it."""


@dataclass(frozen=True)
class PlainFigure:
    """Traces in order, the layout with its template laid under it, and its axes by name."""

    traces: list[Plain]
    layout: Plain
    axes: dict[str, Plain]


LINE = {"color", "width", "dash"}
RIM = {"color", "width"}
ERROR = {"type", "symmetric", "array", "arrayminus", "thickness", "width", "color"}
# What matters on a screen only: words on hover, fingers, and Plotly's own toolbar.
ON_SCREEN = {"hovertemplate", "hoverinfo", "hoverlabel", "customdata", "name", "cliponaxis"}
TRACES: dict[str, Plain] = {
    "scatter": {
        **dict.fromkeys(("type", "x", "y", "mode", "fill", "fillcolor", "xaxis", "yaxis")),
        **dict.fromkeys(("connectgaps", "text")),  # without mode 'text', text is for hover
        "line": LINE,
        "marker": {"symbol": None, "size": None, "color": None, "opacity": (1,), "line": RIM},
        "error_x": ERROR,
        "error_y": ERROR,
    },
    "bar": {
        **dict.fromkeys(("type", "x", "y", "orientation", "width", "base", "xaxis", "yaxis")),
        **dict.fromkeys(("text", "textposition")),
        "marker": {"color": None, "line": RIM},
    },
}
FONT = {"family", "size", "color"}
PLACED = ("x", "xref", "xanchor", "xshift", "y", "yref", "yanchor", "yshift")
AXIS: Plain = {
    **dict.fromkeys(("type", "range", "domain", "anchor", "visible", "nticks", "ticksuffix")),
    **dict.fromkeys(("tickmode", "tickvals", "ticktext", "tickangle", "showticklabels", "ticks")),
    **dict.fromkeys(("ticklabelstandoff", "showgrid", "gridcolor", "showline", "linecolor")),
    **dict.fromkeys(("zeroline", "zerolinecolor", "zerolinewidth", "automargin", "fixedrange")),
    "tickfont": FONT,
    "title": {"text": None, "font": FONT},
}
LAYOUT: Plain = {
    **dict.fromkeys(("height", "paper_bgcolor", "plot_bgcolor", "showlegend", "colorway")),
    **dict.fromkeys(("template", "hovermode", "uirevision", "hoverlabel", "bargap")),
    "font": FONT,
    "margin": {"l", "r", "t", "b", "pad"},
    "title": {**dict.fromkeys(("text", *PLACED)), "font": FONT, "pad": {"l", "t"}},
    "annotations": {
        **dict.fromkeys(("text", "showarrow", "align", "bgcolor", "borderpad", *PLACED)),
        "font": FONT,
    },
    "shapes": {
        **dict.fromkeys(("type", "x0", "x1", "y0", "y1", "xref", "yref", "layer", "fillcolor")),
        "line": LINE,
    },
}
# Settings of which only some values are drawn.
ONLY: dict[str, tuple[Any, ...]] = {
    "type": ("scatter", "bar", "linear", "date", "line", "rect", "data"),
    "mode": ("lines", "markers", "lines+markers"),
    "fill": ("toself", "none"),
    "orientation": ("h", "v"),
    "textposition": ("none", "outside"),
    "showarrow": (False,),
    "symmetric": (False,),
    "connectgaps": (False,),
    "showlegend": (False,),
    "ticks": ("",),
    "tickangle": (0,),
    "tickmode": ("array",),
    "layer": ("below", "above", "between"),
}


def read(figure: go.Figure) -> PlainFigure:
    """The figure as plain data. Raises CannotDraw when some of it cannot be drawn to a file."""
    content = figure.to_plotly_json()
    given = dict(content["layout"])
    template = given.pop("template", {}).get("layout", {})
    names = sorted({"xaxis", "yaxis", *(key for key in given if key[1:5] == "axis")})
    axes = {name: over(template.get(name[:5], {}), given.pop(name, {})) for name in names}
    base = {key: part for key, part in template.items() if key not in ("xaxis", "yaxis")}
    plain = PlainFigure(list(content["data"]), over(base, given), axes)
    _check(plain)
    return plain


def over(base: Plain, top: Plain) -> Plain:
    """`top` laid over `base`, dictionary by dictionary."""
    both = {
        key: over(base[key], part) if isinstance(part, dict) and key in base else part
        for key, part in top.items()
    }
    return {**base, **both}


def _check(plain: PlainFigure) -> None:
    wrong = list(_unknown(plain.layout, LAYOUT, "layout"))
    for name, axis in plain.axes.items():
        wrong += _unknown(axis, AXIS, name)
    for trace in plain.traces:
        kind = str(trace["type"])
        if kind in TRACES:
            wrong += _unknown(trace, TRACES[kind], kind)
        else:
            wrong.append(kind)
    if wrong:
        raise CannotDraw(f"cannot draw to a file: {', '.join(sorted(set(wrong)))}")


def _unknown(part: Plain, known: Any, path: str) -> Iterator[str]:
    for key, value in part.items():
        where = f"{path}.{key}"
        if key in ON_SCREEN or value is None:
            continue
        if key not in known:
            yield where
        elif key in ONLY and value not in ONLY[key]:
            yield f"{where} {value!r}"
        elif isinstance(value, dict) and isinstance(known, dict) and known[key] is not None:
            yield from _unknown(value, known[key], where)
        elif key in ("annotations", "shapes"):
            for each in value:
                yield from _unknown(each, known[key], where)
