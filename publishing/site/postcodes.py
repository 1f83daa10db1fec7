"""Which area a postcode lies in, without a server: a small page for each postcode district.

Each is a list that can be read, and that the search on the front page reads too.
"""

from __future__ import annotations

from markupsafe import Markup

from insight.reference.areas import SYSTEM_NAME
from insight.store import Store, queries
from publishing.site import frame
from publishing.site.frame import bullets, link, paragraph
from publishing.site.outline import Outline

FOLDER = "/postcodes/"
DISTRICT = Markup(
    '<div class="stack"><table><caption>Middle-layer areas in {district}</caption><thead><tr>'
    '<th scope="col">Area</th><th scope="col">Place</th><th scope="col">Postcodes</th></tr></thead>'
    "<tbody>\n{rows}\n</tbody></table></div>\n"
)
ROW = Markup(
    '<tr data-code="{code}"><th scope="row">{area}</th>'
    '<td data-label="Place"><a href="{address}">{place}</a></td>'
    '<td data-label="Postcodes">{inward}</td></tr>'
)
MEANING = (
    "A middle-layer area has about 8,000 people. It is the smallest area we name here. "
    "Each postcode is written without its first half."
)
CREDIT = "Contains Royal Mail data © Royal Mail copyright and database right."


def pages(store: Store, of: Outline) -> dict[str, bytes]:
    """A page for each postcode district, and the list of them; by path."""
    frame_ = queries.postcode_districts(store)
    made = {}
    listed = []
    for district, rows in frame_.groupby("district", sort=True):
        name = str(district)
        lines = Markup("\n").join(
            ROW.format(
                code=row.area_code,
                area=row.area_name,
                address=of.place_address(row.place_code),
                place=row.place_name,
                inward=row.inward_codes,
            )
            for row in rows.itertuples()
        )
        body = (
            Markup("<h1>Postcodes that begin with {}</h1>\n").format(name)
            + paragraph(MEANING)
            + DISTRICT.format(district=name, rows=lines)
            + paragraph(CREDIT, "source")
        )
        slug = name.lower()
        made[f"postcodes/{slug}/index.html"] = frame.page(
            f"Postcodes that begin with {name}",
            body,
            description=f"Which area and Place a postcode that begins with {name} lies in.",
            here="/places/",
        )
        listed.append(link(f"{FOLDER}{slug}/", name))
    body = Markup("<h1>Find your area by postcode</h1>\n") + bullets(listed, "cards")
    made["postcodes/index.html"] = frame.page(
        "Find your area by postcode",
        body,
        description=f"Postcode districts of {SYSTEM_NAME}.",
        here="/places/",
    )
    return made
