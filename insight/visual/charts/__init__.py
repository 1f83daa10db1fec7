"""Frame in, Plotly figure out. Colours, glyphs and fonts come from `insight.visual.style` alone.

A chart carries no title: the finding is a heading on the page (`insight.language.sentences`). Every
figure sets its own height, fills whatever width it is given, and stays readable at 360 px.
Show it with `style.CHART_CONFIG`, and in Streamlit with theme=None so that its template stays.
"""

from insight.visual.charts.areas import compare_areas, compare_groups
from insight.visual.charts.bars import core20_bars, decile_bars, residents_bars
from insight.visual.charts.control_lines import control_lines
from insight.visual.charts.gap_by_area import gap_by_area
from insight.visual.charts.gap_panels import gap_over_time, gap_small_multiples
from insight.visual.charts.gradient import gradient
from insight.visual.charts.gradient_panels import gradient_small_multiples
from insight.visual.charts.pyramid import pyramid
from insight.visual.charts.small_multiples import small_multiples
from insight.visual.charts.sparkline import sparkline
from insight.visual.charts.spine import spine
from insight.visual.charts.trend_lines import trend_lines

__all__ = [
    "compare_areas",
    "compare_groups",
    "control_lines",
    "core20_bars",
    "decile_bars",
    "gap_by_area",
    "gap_over_time",
    "gap_small_multiples",
    "gradient",
    "gradient_small_multiples",
    "pyramid",
    "residents_bars",
    "small_multiples",
    "sparkline",
    "spine",
    "trend_lines",
]
