"""Every question the pages may ask: one function here, one .sql of the same name beside it.

Each takes the open store first and returns a tidy frame (columns named in its docstring). No
answer ever leaves a column out; an empty store gives empty frames. A missing figure is a row
with value NaN and the reason in `value_note` ('' where there is nothing to say). Areas come in
order of name unless a docstring says otherwise.
"""

from insight.store.queries.areas import (
    core20_people,
    map_layers,
    neighbourhood_deprivation,
    neighbourhoods,
    places,
    postcode_areas,
    residents,
    rural_urban,
)
from insight.store.queries.figures import (
    grouped_areas,
    groups,
    indicator,
    indicators,
    latest_values,
    newest,
    periods,
    place_profile,
    series,
)
from insight.store.queries.heard import (
    activities,
    digital_exclusion,
    groups_heard,
    heard_by_area,
    panel_census,
    panel_members,
    resources,
    survey_answers,
    survey_questions,
)
from insight.store.queries.inequality import (
    clinical_area_gaps,
    gap_changes,
    group_figures,
    inequalities,
    inequality_measures,
    strongest_inequalities,
)
from insight.store.queries.priorities import (
    place_comparisons,
    priorities,
    priority_links,
    similar_areas,
    similar_figures,
)
from insight.store.queries.provenance import (
    build,
    missing_figures,
    rejected_rows,
    source_files,
    sources,
)
from insight.store.queries.spread import authority_spread
from insight.store.queries.subjects import subject_figures, subject_links, subjects, theme_voices
from insight.store.queries.voices import (
    heard_groups,
    ideas,
    promotions,
    quotes,
    redactions,
    response_figures,
    responses,
    theme_models,
    voice_periods,
    voice_sources,
    voice_themes,
)

__all__ = [
    "activities",
    "authority_spread",
    "build",
    "clinical_area_gaps",
    "core20_people",
    "digital_exclusion",
    "gap_changes",
    "group_figures",
    "grouped_areas",
    "groups",
    "groups_heard",
    "heard_by_area",
    "heard_groups",
    "ideas",
    "indicator",
    "indicators",
    "inequalities",
    "inequality_measures",
    "latest_values",
    "map_layers",
    "missing_figures",
    "neighbourhood_deprivation",
    "neighbourhoods",
    "newest",
    "panel_census",
    "panel_members",
    "periods",
    "place_comparisons",
    "place_profile",
    "places",
    "postcode_areas",
    "priorities",
    "priority_links",
    "promotions",
    "quotes",
    "redactions",
    "rejected_rows",
    "residents",
    "resources",
    "response_figures",
    "responses",
    "rural_urban",
    "series",
    "similar_areas",
    "similar_figures",
    "source_files",
    "sources",
    "strongest_inequalities",
    "subject_figures",
    "subject_links",
    "subjects",
    "survey_answers",
    "survey_questions",
    "theme_models",
    "theme_voices",
    "voice_periods",
    "voice_sources",
    "voice_themes",
]
