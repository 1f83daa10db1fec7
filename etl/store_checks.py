"""Contradictions a new store is searched for before anybody may read it."""

from __future__ import annotations

from etl.store_keys import KEYS
from etl.voice.approval import LAYOUTS
from insight.reference.areas import PLACE_COUNT
from insight.reference.free_text import HELD, MAY_BE_SHOWN, REFUSED

# A question that counts faults → what they are.
FIGURES = {
    "SELECT count(*) FROM observation ANTI JOIN area USING (area_code)": (
        "figures are about an unknown area"
    ),
    "SELECT count(*) FROM observation ANTI JOIN indicator USING (indicator_id)": (
        "figures are of an unknown indicator"
    ),
    "SELECT count(*) FROM observation ANTI JOIN population_group USING (group_id)": (
        "figures are about an unknown group"
    ),
    "SELECT count(*) FROM observation ANTI JOIN source_file USING (source_file_id)": (
        "figures come from an unknown file"
    ),
    "SELECT count(*) FROM indicator ANTI JOIN source USING (source_id)": (
        "indicators have an unknown source"
    ),
    "SELECT count(*) FROM observation WHERE value IS NULL AND value_note IS NULL": (
        "figures are missing without a reason"
    ),
    "SELECT count(*) FROM group_figure ANTI JOIN population_group USING (group_id)": (
        "figures to compare are about an unknown group"
    ),
    "SELECT count(*) FROM group_figure WHERE (value IS NULL) = (refusal IS NULL)": (
        "figures to compare are missing without a reason, or there in spite of one"
    ),
    "SELECT count(*) FROM inequality WHERE (absolute_gap IS NULL) = (gap_refusal IS NULL)": (
        "gaps are missing without a reason, or there in spite of one"
    ),
    "SELECT count(*) FROM inequality WHERE (slope IS NULL) = (slope_refusal IS NULL)": (
        "slopes are missing without a reason, or there in spite of one"
    ),
    "SELECT count(*) FROM figure_flag ANTI JOIN observation"
    " USING (indicator_id, area_code, period_start_date) WHERE flag <> 'manual'": (
        "signs of doubt are about no figure"
    ),
    "SELECT count(*) FROM neighbourhood n ANTI JOIN area p ON n.place_code = p.area_code": (
        "neighbourhoods lie in no Place"
    ),
    f"SELECT {PLACE_COUNT} - count(*) FROM area WHERE area_type = 'place'": (  # noqa: S608
        "Places are missing"
    ),
}

# Where people's voice must not contradict itself, nor give anybody away.
_UNKNOWN = {
    ("comment_theme", "theme_id", "theme"): "labels are of an unknown theme",
    ("comment_theme", "comment_id", "comment"): "labels are of an unknown comment",
    ("comment_group", "group_id", "heard_group"): "comments are tagged with an unknown group",
    ("comment_group", "comment_id", "comment"): "groups are of an unknown comment",
    ("comment", "source_file_id", "source_file"): "comments come from an unknown file",
    ("quote", "comment_id", "comment"): "quotes are of an unknown comment",
    ("promotion", "theme_id", "theme"): "themes put forward are unknown",
    ("response", "theme_id", "theme"): "responses are about an unknown theme",
    ("resource", "subject_id", "subject"): "resources are about an unknown subject",
    ("activity_group", "group_id", "heard_group"): "activities reached an unknown group",
    ("activity_group", "activity_id", "engagement_activity"): "groups are of an unknown activity",
    ("subject_link", "subject_id", "subject"): "links are of an unknown subject",
}
_PLACED = {
    "comment": "place_code",
    "safeguarding": "place_code",
    "panel_member": "place_code",
    "voice_cell": "area_code",
    "voice_source": "area_code",
    "quote": "area_code",
    "promotion": "area_code",
    "free_text": "area_code",
    "survey_result": "area_code",
    "engagement_activity": "area_code",
    "idea": "area_code",
    "response": "area_code",
    "resource": "area_code",
}
_OF_A_GROUP = {
    "voice_cell": "'everyone', 'not-stated'",
    "promotion": "'everyone'",
    "survey_result": "'everyone'",
    "response": "'everyone'",
}
_COUNTED = {
    "voice_cell": "comment_count",
    "voice_source": "comment_count",
    "survey_result": "answer_count",
}
_ORPHANS = "SELECT count(*) FROM {} ANTI JOIN {} USING ({})"
_ASTRAY = (
    "SELECT count(*) FROM {} t ANTI JOIN (FROM area WHERE area_type IN ('place', 'system')) a"
    " ON t.{} = a.area_code"
)
_STRANGERS = (
    "SELECT count(*) FROM {} ANTI JOIN heard_group USING (group_id) WHERE group_id NOT IN ({})"
)
_GIVEN_AWAY = "SELECT count(*) FROM {} WHERE ({} IS NULL) = (state = 'shown')"

# Where pages read free texts, and what they are in free_text.
SHOWN_TEXTS = {
    ("quote", "quote_text"): ("comment", "comment_text"),
    ("voice_cell", "dominant_organisation"): ("comment", "organisation"),
    ("planned_activity", "organisation"): ("engagement_activity", "organisation"),
    ("planned_activity", "topic"): ("engagement_activity", "topic"),
    **{
        (texts.table, column): (texts.table, column)
        for texts in LAYOUTS.values()
        if texts.table != "comment"
        for column in texts.columns
    },
}
_UNREAD = " UNION ALL ".join(
    f"SELECT count(*) AS times FROM {table} WHERE {column} NOT IN ('', '{HELD}', '{REFUSED}')"  # noqa: S608
    f" AND NOT EXISTS (SELECT 1 FROM free_text WHERE state IN {MAY_BE_SHOWN}"
    f" AND (table_name, column_name, text_to_show) = ('{of}', '{name}', {column}))"
    for (table, column), (of, name) in SHOWN_TEXTS.items()
)

VOICE = {
    **{_ORPHANS.format(t, known, key): words for (t, key, known), words in _UNKNOWN.items()},
    **{
        _ASTRAY.format(table, code): f"rows of {table} are about no Place, nor the system"
        for table, code in _PLACED.items()
    },
    **{
        _STRANGERS.format(table, others): f"rows of {table} are about an unknown group"
        for table, others in _OF_A_GROUP.items()
    },
    **{
        _GIVEN_AWAY.format(table, n): f"counts of {table} are there though hidden, or missing"
        for table, n in _COUNTED.items()
    },
    "SELECT count(*) FROM voice_cell ANTI JOIN theme USING (theme_id) WHERE theme_id <> 'any'": (
        "counts are of an unknown theme"
    ),
    "SELECT count(*) FROM comment JOIN safeguarding USING (comment_id)": (
        "comments for safeguarding staff are among the others"
    ),
    "SELECT count(*) FROM comment_original WHERE retain_until_date < current_date": (
        "comments are kept for longer than they may be"
    ),
    "SELECT count(*) FROM comment c ANTI JOIN comment_original o USING (comment_id)": (
        "comments have no day until which they may be kept"
    ),
    f"SELECT sum(times) FROM ({_UNREAD})": "texts are shown that nobody approved as they are",  # noqa: S608
    "SELECT count(*) FROM quote JOIN comment USING (comment_id) WHERE NOT may_quote": (
        "quotes are of people who did not agree to it"
    ),
    "SELECT count(*) FROM rejected_row JOIN source_file USING (source_file_id)"
    " WHERE layout LIKE 'voice!_%' ESCAPE '!' AND raw_text <> ''": (
        "refused rows repeat what people said"
    ),
}

# A store has no keys that would refuse a row (see etl.store_keys).
REPEATED = {
    f'SELECT coalesce(sum(times - 1), 0) FROM (SELECT count(*) AS times FROM "{table}"'  # noqa: S608
    f" GROUP BY {', '.join(key)} HAVING times > 1)": (
        f"rows of {table} repeat the {', '.join(key)} of another"
    )
    for table, key in KEYS.items()
}

CHECKS = FIGURES | VOICE | REPEATED
