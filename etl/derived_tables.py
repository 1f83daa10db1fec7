"""Tables that a build works out from the figures it has just written, each by one question.

They say nothing that the figures do not say, so they are not among the tables a build is known
by, are never embedded, and no file can add to them or take from them: whichever files were laid
over which, they are worked out anew from every figure there is.
"""

from __future__ import annotations

from insight.reference.areas import (
    ENGLAND,
    FEWEST_AUTHORITIES,
    PLACES,
    REGION,
    REGION_AUTHORITIES,
)

FEWEST_PLACES = 5
# A position is among English authorities where so many have a figure; or else among those of the
# region; or else, where no Place has a range, so that no two could overlap, among our Places. A
# Place that is a region itself stands among Places alone.
FEWEST_AMONG = {ENGLAND: FEWEST_AUTHORITIES, REGION: 20, PLACES: FEWEST_PLACES}
AUTHORITIES = [ENGLAND, REGION] if REGION else []

COVERAGE = """
INSERT INTO indicator_coverage
SELECT
    indicator_id, area_type, kind,
    min_by(period_label, (period_end_date, period_start_date)),
    max_by(period_label, (period_end_date, period_start_date)),
    count(DISTINCT area_code), bool_or(lower_ci IS NOT NULL), max(period_end_date)
FROM observation JOIN area USING (area_code) JOIN population_group USING (group_id)
WHERE value IS NOT NULL
GROUP BY indicator_id, area_type, kind
ORDER BY indicator_id, area_type, kind
"""

# Among the same people in the same period. Equal figures share the first of their ranks and
# stand, for the fifth, at the middle of them: so many that all are alike are in no end fifth.
# Counties and the districts inside them cover the same people: where counties have figures,
# districts are left out.
POSITIONS = f"""
INSERT INTO authority_position
WITH figure AS (
    SELECT indicator_id, observation.sex, observation.age, period_start_date, period_end_date,
        period_label, area_code, area_type, if(polarity = 'high_is_good', -value, value) AS badness,
        starts_with(area_code, 'E07') AS is_district,
        bool_or(starts_with(area_code, 'E10')) OVER same AS has_counties,
        bool_or(area_type = 'place' AND lower_ci IS NOT NULL) OVER same AS has_range
    FROM observation JOIN area USING (area_code) JOIN indicator USING (indicator_id)
    WHERE group_id = 'everyone' AND value IS NOT NULL AND area_type IN ('place', 'authority')
        AND may_be_ranked AND is_comparable
    WINDOW same AS (
        PARTITION BY indicator_id, observation.sex, observation.age, period_start_date,
            period_end_date
    )
),
member AS (
    SELECT *, unnest(CASE
        WHEN area_type = 'place' AND has_range THEN {AUTHORITIES}
        WHEN area_type = 'place' THEN {[*AUTHORITIES, PLACES]}
        WHEN list_contains({list(REGION_AUTHORITIES)}, area_code) THEN {AUTHORITIES}
        ELSE ['{ENGLAND}']
    END) AS among_code
    FROM figure
    WHERE NOT (is_district AND has_counties)
),
ranked AS (
    SELECT *, rank() OVER (same ORDER BY badness) AS rank, count(*) OVER same AS authority_count,
        count(*) OVER (
            PARTITION BY
                among_code, indicator_id, sex, age, period_start_date, period_end_date, badness
        ) AS tied_count
    FROM member
    WINDOW same AS (
        PARTITION BY among_code, indicator_id, sex, age, period_start_date, period_end_date
    )
)
SELECT indicator_id, area_code, sex, age, period_start_date, period_end_date, period_label,
    among_code, rank, tied_count, authority_count,
    1 + (5 * (2 * (rank - 1) + tied_count)) // (2 * authority_count) AS fifth
FROM ranked
WHERE area_type = 'place'
    AND authority_count >= MAP {FEWEST_AMONG}[among_code]
QUALIFY 1 = row_number() OVER (
    PARTITION BY indicator_id, area_code, sex, age, period_start_date, period_end_date
    ORDER BY list_position({list(FEWEST_AMONG)}, among_code)
)
ORDER BY indicator_id, area_code, period_start_date, period_end_date
"""  # noqa: S608

# A count of people has no mean that means anything. Where fewer than half of the Places have a
# figure, their mean says nothing of the rest.
SYSTEM_ESTIMATES = f"""
INSERT INTO system_estimate
WITH exact AS (
    SELECT indicator_id, sex, age, period_start_date, period_end_date
    FROM observation JOIN area USING (area_code)
    WHERE area_type = 'system' AND group_id = 'everyone' AND value IS NOT NULL
),
figure AS (
    SELECT observation.*, population_count
    FROM observation JOIN area USING (area_code) JOIN indicator USING (indicator_id)
    WHERE area_type = 'place' AND group_id = 'everyone' AND value IS NOT NULL
        AND population_count > 0 AND value_type <> 'count'
)
SELECT indicator_id, sex, age, period_start_date, period_end_date, min(period_label),
    round(sum(value * population_count) / sum(population_count), 6), min(value), max(value),
    count(*) AS place_count
FROM figure ANTI JOIN exact USING (indicator_id, sex, age, period_start_date, period_end_date)
GROUP BY indicator_id, sex, age, period_start_date, period_end_date
HAVING place_count >= {FEWEST_PLACES}
ORDER BY indicator_id, period_start_date, period_end_date
"""  # noqa: S608

# table → the question that fills it.
DERIVED = {
    "indicator_coverage": COVERAGE,
    "authority_position": POSITIONS,
    "system_estimate": SYSTEM_ESTIMATES,
}
