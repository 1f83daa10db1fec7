"""What every chart has in common: letters, lines and paper."""

from __future__ import annotations

import plotly.graph_objects as go

from insight.visual import style


def _template() -> go.layout.Template:
    axis = {
        "gridcolor": style.RULE,
        "linecolor": style.QUIET_TEXT,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT},
        "title": {"font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT}},
        "fixedrange": True,  # a finger that scrolls the page must not zoom the chart
        "automargin": True,
        "ticklabelstandoff": 4,
    }
    return go.layout.Template(
        layout={
            "font": {"family": style.FONT, "size": style.FONT_SIZE, "color": style.TEXT},
            "paper_bgcolor": style.PAGE,
            "plot_bgcolor": style.PAGE,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "showlegend": False,
            "hoverlabel": {
                "font": {"family": style.FONT, "size": style.FONT_SIZE, "color": style.TEXT},
                "bgcolor": style.PAGE,
                "bordercolor": style.QUIET_TEXT,
            },
            "xaxis": axis,
            "yaxis": axis,
            "colorway": list(style.SERIES),
        }
    )


TEMPLATE = _template()
