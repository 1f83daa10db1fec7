"""Frame in, Plotly figure out. Colours, glyphs and fonts come from `insight.style` alone.

A chart carries no title: the finding is a heading on the page (`insight.sentences`). Every
figure sets its own height, fills whatever width it is given, and stays readable at 360 px.
Show it with `style.CHART_CONFIG`, and in Streamlit with theme=None so that its template stays.
"""

from insight.charts.areas import compare_areas, compare_groups
from insight.charts.bars import core20_bars, decile_bars, residents_bars
from insight.charts.gap_by_area import gap_by_area
from insight.charts.gap_panels import gap_over_time, gap_small_multiples
from insight.charts.gradient import gradient
from insight.charts.gradient_panels import gradient_small_multiples
from insight.charts.heatmap import heatmap_cells
from insight.charts.small_multiples import small_multiples
from insight.charts.sparkline import sparkline
from insight.charts.spine import spine
from insight.charts.trend_lines import trend_lines

__all__ = [
    "compare_areas",
    "compare_groups",
    "core20_bars",
    "decile_bars",
    "gap_by_area",
    "gap_over_time",
    "gap_small_multiples",
    "gradient",
    "gradient_small_multiples",
    "heatmap_cells",
    "residents_bars",
    "small_multiples",
    "sparkline",
    "spine",
    "trend_lines",
]
