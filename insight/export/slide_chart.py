"""A chart of PowerPoint's own, which a reader can edit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.util import Pt

from insight.visual import style
from insight.visual.chart_data import ChartData, ChartLine

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
KINDS = {
    "dots": XL_CHART_TYPE.LINE_MARKERS,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
}
# PowerPoint has no triangle that points down: the word in the category's name says which way.
MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "triangle-down": XL_MARKER_STYLE.SQUARE,
}
FONT_SIZE, SMALL_FONT_SIZE = Pt(12), Pt(9)
PANEL_COLUMNS = 3
Box = tuple[int, int, int, int]  # left, top, width, height


def add_chart(slide: Any, data: ChartData, alt: str, box: Box) -> None:
    """The figures as a chart in a box, with alt text."""
    chart = _added(slide, data, alt, box)
    chart.has_title = False
    chart.font.size = FONT_SIZE
    chart.has_legend = len(data.lines) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False


def add_panels(slide: Any, panels: Sequence[ChartData], box: Box) -> None:
    """Small charts side by side, row by row, each named and with alt text of its own."""
    left, top, width, height = box
    rows = math.ceil(len(panels) / PANEL_COLUMNS)
    wide, high = width // PANEL_COLUMNS, height // rows
    for number, panel in enumerate(panels):
        row, column = divmod(number, PANEL_COLUMNS)
        cell = (left + column * wide, top + row * high, wide, high)
        chart = _added(slide, panel, panel.alt, cell)
        chart.font.size = SMALL_FONT_SIZE
        chart.has_legend = False
        chart.has_title = True
        title = chart.chart_title.text_frame
        title.text = panel.name
        title.paragraphs[0].runs[0].font.size = SMALL_FONT_SIZE
        title.paragraphs[0].runs[0].font.bold = True


def _added(slide: Any, data: ChartData, alt: str, box: Box) -> Any:
    values = CategoryChartData(number_format=data.number_format)
    values.categories = data.categories
    for line in data.lines:
        values.add_series(line.name, [None if math.isnan(v) else v for v in line.values])
    shape = slide.shapes.add_chart(KINDS[data.kind], *box, values)
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)
    chart = shape.chart
    chart.font.name = "Arial"
    _axes(chart, data)
    for series, line in zip(chart.plots[0].series, data.lines, strict=True):
        (_bars if data.kind == "bars" else _points)(series, line, data)
    return chart


def _axes(chart: Any, data: ChartData) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.tick_labels.number_format = data.number_format
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = _colour(style.RULE)
    values.format.line.fill.background()
    # Labels stay at the edge when the axis crosses in the middle, as with gaps below nought.
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if data.scale:
        values.minimum_scale, values.maximum_scale = data.scale
    if data.unit:
        values.has_title = True
        values.axis_title.text_frame.text = data.unit
    if data.kind == "bars":
        names.reverse_order = True  # the first at the top, as on the page
        values.minimum_scale = 0
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        chart.plots[0].gap_width = 60


def _bars(series: Any, line: ChartLine, data: ChartData) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _colour(line.colour)
    for number, mark in enumerate(line.marks):
        fill = series.points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = _colour(mark.colour)
    _labels(series, data)


def _points(series: Any, line: ChartLine, data: ChartData) -> None:
    series.smooth = False
    is_line = data.kind == "lines" or not line.marks
    if is_line:
        series.format.line.color.rgb = _colour(line.colour)
        series.format.line.width = Pt(2)
        if line.is_dashed:
            series.format.line.dash_style = MSO_LINE.DASH
    else:
        series.format.line.fill.background()
    if not line.marks:
        series.marker.style = XL_MARKER_STYLE.NONE
    else:
        size = 7 if is_line else 11
        _mark(series.marker, line.marks[0], size)  # the one in the key
        if len(set(line.marks)) > 1:
            for number, mark in enumerate(line.marks):
                _mark(series.points[number].marker, mark, size)
    if line.lowers and not all(map(math.isnan, line.lowers)):
        _intervals(series, line)
    if data.kind == "dots" and line.marks:
        _labels(series, data)


def _mark(marker: Any, mark: style.Mark, size: int) -> None:
    marker.style, marker.size = MARKERS[mark.symbol], size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _colour(mark.colour)
    marker.format.line.color.rgb = _colour(mark.colour)


def _labels(series: Any, data: ChartData) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = data.number_format, False
    labels.font.size = FONT_SIZE
    if data.kind != "bars":
        labels.position = XL_LABEL_POSITION.RIGHT


def _intervals(series: Any, line: ChartLine) -> None:
    """Error bars from the intervals, as figures that can be edited."""
    above = [upper - value for value, upper in zip(line.values, line.uppers, strict=True)]
    below = [value - lower for value, lower in zip(line.values, line.lowers, strict=True)]
    bars = parse_xml(
        f'<c:errBars xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:errDir val="y"/>'
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{_numbers(above)}</c:plus><c:minus>{_numbers(below)}</c:minus>"
        f'<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="{line.colour[1:]}"/>'
        "</a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    # The schema wants error bars before the categories.
    series._element.xpath("./c:cat")[0].addprevious(bars)


def _numbers(sizes: Sequence[float]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{size!r}</c:v></c:pt>'
        for number, size in enumerate(map(float, sizes))
        if not math.isnan(size)
    )
    return (
        f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(sizes)}"/>{points}'
        "</c:numLit>"
    )


def _colour(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])
