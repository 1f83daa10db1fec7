"""A chart of several panels taken apart, so that a page can lay them out for the room it has."""

from __future__ import annotations

import plotly.graph_objects as go

from insight.export.plotly_figure import Plain
from insight.export.text_layout import block_size, lines_of

FEWEST = 3  # panels that are worth taking apart: two stand one above the other on any screen
TITLE_AIR = 6  # pixels above the words over a panel
NEAR = 1e-6  # places in a figure are shares of it, worked out twice


def panels_of(figure: go.Figure) -> list[go.Figure]:
    """Each panel as a figure of its own, all of one height, without the key; none where there are
    fewer than three, or where something belongs to none of them."""
    content = figure.to_plotly_json()
    layout = content["layout"]
    ends = [name[5:] for name in layout if name.startswith("xaxis")]
    if len(ends) < FEWEST or any("domain" not in layout[f"yaxis{each}"] for each in ends):
        return []
    words = max(map(_depth, layout.get("annotations", ())), default=0.0)
    made = [_panel(content, each, words) for each in ends]
    parts = [("data", content["data"])]
    parts += [(kind, layout.get(kind, ())) for kind in ("annotations", "shapes")]
    for kind, whole in parts:
        taken = sum(len(each["data"] if kind == "data" else each["layout"][kind]) for each in made)
        if taken != len(whole):
            return []
    return [go.Figure(each, _validate=False) for each in made]


def _panel(content: Plain, ends: str, words: float) -> Plain:
    """One panel. words: pixels of the highest words above any."""
    layout = content["layout"]
    x, y = layout[f"xaxis{ends}"], layout[f"yaxis{ends}"]
    left, right = x["domain"]
    bottom, top = y["domain"]
    every = [layout[name]["domain"][0] for name in layout if name.startswith("yaxis")]
    foot = min(every) * layout["height"]  # what the lowest panels have below them
    plot = (top - bottom) * layout["height"]
    height = round(words + TITLE_AIR + plot + foot)
    low, high = foot / height, (foot + plot) / height

    def moved(part: Plain) -> Plain:
        """The same thing, where it lies once its panel is all there is."""
        new = dict(part)
        for letter, start, end, first, last in (
            ("x", left, right, 0, 1),
            ("y", bottom, top, low, high),
        ):
            if part.get(f"{letter}ref") == "paper":
                for key in (letter, f"{letter}0", f"{letter}1"):
                    if key in part:
                        new[key] = first + (part[key] - start) / (end - start) * (last - first)
            elif f"{letter}ref" in part:
                new[f"{letter}ref"] = letter + part[f"{letter}ref"][len(letter + ends) :]
        return new

    def is_here(part: Plain) -> bool:
        """Whether a note or a shape is on an axis of this panel, or else within its place."""
        refs = {part.get(f"{letter}ref", letter) for letter in "xy"}
        axes = {f"{letter}{ends}" for letter in "xy"} | {
            f"{letter}{ends} domain" for letter in "xy"
        }
        if refs - {"paper"}:
            return refs - {"paper"} <= axes
        at_x, at_y = (part.get(letter, part.get(f"{letter}0", -1)) for letter in "xy")
        return left - NEAR <= at_x <= right + NEAR and bottom - NEAR <= at_y <= top + NEAR

    kept = {
        name: value for name, value in layout.items() if name[1:5] != "axis" and name != "title"
    }
    return {
        "data": [
            {**trace, "xaxis": "x", "yaxis": "y"}
            for trace in content["data"]
            if trace.get("xaxis", "x") == f"x{ends}"
        ],
        "layout": {
            **kept,
            "height": height,
            "xaxis": {**x, "domain": [0, 1], "anchor": "y"},
            "yaxis": {**y, "domain": [low, high], "anchor": "x", "showticklabels": True},
            "annotations": [moved(each) for each in layout.get("annotations", ()) if is_here(each)],
            "shapes": [moved(each) for each in layout.get("shapes", ()) if is_here(each)],
        },
    }


def _depth(note: Plain) -> float:
    return block_size(lines_of(note["text"]), note["font"]["size"])[1] + float(
        note.get("yshift", 0)
    )
