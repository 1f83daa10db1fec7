"""The other views of a measure, in one line that leads to them."""

from __future__ import annotations

from markupsafe import Markup

from insight.findings.measure_links import measure_links
from insight.reference.areas import areas
from pages import data
from pages.controls import address
from pages.ui import finding, table

NAV = Markup('<nav class="elsewhere" aria-label="This measure elsewhere"><ul>{}</ul></nav>')


def show(indicator_id: str, here: str, area_code: str = "") -> None:
    """Links from the page `here`; the Place in view goes along, or the area where it is one."""
    area = areas().get(area_code)
    is_place = area is not None and area.area_type == "place"
    place = area_code if is_place else address.place_in_view()
    of = {"indicator_id": indicator_id, "here": here, "place_code": place}
    links = measure_links(data.current_store(), **of)
    items = Markup().join(Markup("<li>{}</li>").format(table.piece(each)) for each in links)
    finding.write(NAV.format(items))
