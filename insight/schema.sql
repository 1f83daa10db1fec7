-- The one written schema of the store. Every table and column has a comment;
-- the About page and the tests read them from the built store.

CREATE TABLE area (
    area_code VARCHAR PRIMARY KEY,
    area_name VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    place_code VARCHAR,
    parent_code VARCHAR,
    population_count INTEGER
);
COMMENT ON TABLE area IS 'One row is an area that figures can be about.';
COMMENT ON COLUMN area.area_code IS 'Official code (GSS for geography, ODS for practices).';
COMMENT ON COLUMN area.area_name IS 'Name in one spelling.';
COMMENT ON COLUMN area.area_type IS 'country, region, system, place, sub_icb, authority, ward, msoa, lsoa21, lsoa11 or practice; a neighbourhood unchanged since 2011 is lsoa21.';
COMMENT ON COLUMN area.place_code IS 'The Place it lies in; empty when it lies in none or in more than one.';
COMMENT ON COLUMN area.parent_code IS 'The area one step up.';
COMMENT ON COLUMN area.population_count IS 'Usual residents where known: Census 2021, or the mid-2020 estimate for other authorities and for an lsoa11 that has ended.';

CREATE TABLE neighbourhood (
    area_code VARCHAR PRIMARY KEY,
    place_code VARCHAR NOT NULL,
    msoa_name VARCHAR,
    ward_name VARCHAR,
    rural_urban VARCHAR,
    easting INTEGER,
    northing INTEGER,
    population_count INTEGER,
    is_core20 BOOLEAN,
    is_core20_2019 BOOLEAN
);
COMMENT ON TABLE neighbourhood IS 'One row is a neighbourhood (LSOA 2021) in one of our nine Places.';
COMMENT ON COLUMN neighbourhood.area_code IS 'LSOA 2021 code.';
COMMENT ON COLUMN neighbourhood.place_code IS 'The Place it lies in.';
COMMENT ON COLUMN neighbourhood.msoa_name IS 'Everyday name of its middle-layer area.';
COMMENT ON COLUMN neighbourhood.ward_name IS 'Ward with the best fit.';
COMMENT ON COLUMN neighbourhood.rural_urban IS 'Rural-urban classification 2021.';
COMMENT ON COLUMN neighbourhood.easting IS 'Centre, metres, British National Grid.';
COMMENT ON COLUMN neighbourhood.northing IS 'Centre, metres, British National Grid.';
COMMENT ON COLUMN neighbourhood.population_count IS 'Usual residents, Census 2021.';
COMMENT ON COLUMN neighbourhood.is_core20 IS 'In the most deprived fifth of England: IMD 2025 deciles 1 and 2.';
COMMENT ON COLUMN neighbourhood.is_core20_2019 IS 'The same by IMD 2019, from the 2011 neighbourhood with the best fit; empty where the neighbourhood was redrawn and its parts disagree.';

CREATE TABLE centre (
    area_code VARCHAR PRIMARY KEY,
    area_type VARCHAR NOT NULL,
    easting INTEGER NOT NULL,
    northing INTEGER NOT NULL
);
COMMENT ON TABLE centre IS 'One row is the centre of a small area; maps without boundaries grow from these.';
COMMENT ON COLUMN centre.area_code IS 'Code of the area.';
COMMENT ON COLUMN centre.area_type IS 'lsoa21, lsoa11, msoa or place.';
COMMENT ON COLUMN centre.easting IS 'Metres, British National Grid, rounded to 10.';
COMMENT ON COLUMN centre.northing IS 'Metres, British National Grid, rounded to 10.';

CREATE TABLE area_change (
    lsoa11_code VARCHAR NOT NULL,
    lsoa21_code VARCHAR NOT NULL,
    change_code VARCHAR NOT NULL,
    PRIMARY KEY (lsoa11_code, lsoa21_code)
);
COMMENT ON TABLE area_change IS 'One row links a neighbourhood of 2011 with one of 2021.';
COMMENT ON COLUMN area_change.lsoa11_code IS 'LSOA 2011 code.';
COMMENT ON COLUMN area_change.lsoa21_code IS 'LSOA 2021 code.';
COMMENT ON COLUMN area_change.change_code IS 'U unchanged, S split, M merged, X irregular.';

CREATE TABLE deprivation (
    area_code VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    score DOUBLE,
    rank INTEGER NOT NULL,
    decile INTEGER NOT NULL,
    population_count INTEGER,
    PRIMARY KEY (area_code, edition, domain)
);
COMMENT ON TABLE deprivation IS 'One row is a neighbourhood''s place in the English Indices of Deprivation, by edition and domain.';
COMMENT ON COLUMN deprivation.area_code IS 'LSOA 2011 code for edition 2019, LSOA 2021 code for edition 2025.';
COMMENT ON COLUMN deprivation.edition IS '2019 or 2025. The two are relative ranks on different areas: never a trend.';
COMMENT ON COLUMN deprivation.domain IS 'imd, income, employment, education, health, crime, housing or environment.';
COMMENT ON COLUMN deprivation.score IS 'Score as published; empty where the file leaves it out.';
COMMENT ON COLUMN deprivation.rank IS 'Rank in England, 1 is most deprived.';
COMMENT ON COLUMN deprivation.decile IS 'National tenth, 1 is most deprived.';
COMMENT ON COLUMN deprivation.population_count IS 'Residents, on the imd row only: Census 2021 for edition 2025, mid-2020 estimate for 2019.';

CREATE TABLE practice_deprivation (
    area_code VARCHAR PRIMARY KEY,
    edition VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    quintile INTEGER NOT NULL
);
COMMENT ON TABLE practice_deprivation IS 'One row is a GP practice''s deprivation, from where its patients live.';
COMMENT ON COLUMN practice_deprivation.area_code IS 'Practice code.';
COMMENT ON COLUMN practice_deprivation.edition IS 'Deprivation edition the score rests on.';
COMMENT ON COLUMN practice_deprivation.score IS 'Average score of the practice''s patients.';
COMMENT ON COLUMN practice_deprivation.quintile IS 'National fifth of practices, 1 is most deprived.';

CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY,
    indicator_name VARCHAR NOT NULL,
    plain_name VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    value_type VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    life_stage VARCHAR NOT NULL,
    clinical_area VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    ci_method VARCHAR NOT NULL,
    disclosure_rule VARCHAR NOT NULL,
    decimal_places INTEGER NOT NULL,
    caveat VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    rests_on_deprivation BOOLEAN NOT NULL DEFAULT FALSE
);
COMMENT ON TABLE indicator IS 'One row is an indicator: one publisher''s measure, defined in the catalogue.';
COMMENT ON COLUMN indicator.indicator_id IS 'Readable id used in links.';
COMMENT ON COLUMN indicator.indicator_name IS 'Name in the publisher''s manner.';
COMMENT ON COLUMN indicator.plain_name IS 'Name in everyday words.';
COMMENT ON COLUMN indicator.definition IS 'What is counted, among whom.';
COMMENT ON COLUMN indicator.unit IS 'Unit of value.';
COMMENT ON COLUMN indicator.value_type IS 'percentage, rate, years, score, count, ratio or currency.';
COMMENT ON COLUMN indicator.polarity IS 'high_is_good, low_is_good or no_judgement.';
COMMENT ON COLUMN indicator.topic IS 'Heading it is listed under.';
COMMENT ON COLUMN indicator.life_stage IS 'Stage of life it is about.';
COMMENT ON COLUMN indicator.clinical_area IS 'CORE20PLUS5 clinical area it informs, or empty.';
COMMENT ON COLUMN indicator.source_id IS 'The publisher''s dataset.';
COMMENT ON COLUMN indicator.ci_method IS 'published, wilson (computed from counts), byar (computed from counts) or none.';
COMMENT ON COLUMN indicator.disclosure_rule IS 'How small numbers are protected.';
COMMENT ON COLUMN indicator.decimal_places IS 'Decimals to show.';
COMMENT ON COLUMN indicator.caveat IS 'What a reader must know before using it.';
COMMENT ON COLUMN indicator.sex IS 'persons, female or male.';
COMMENT ON COLUMN indicator.age IS 'Ages covered.';
COMMENT ON COLUMN indicator.rests_on_deprivation IS 'Itself a measure of deprivation, or made in part from one, so that a gap by deprivation is built in.';

CREATE TABLE population_group (
    group_id VARCHAR PRIMARY KEY,
    group_name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    sort_order INTEGER NOT NULL
);
COMMENT ON TABLE population_group IS 'One row is a group of people (or of practices) figures can be about.';
COMMENT ON COLUMN population_group.group_id IS 'Readable id.';
COMMENT ON COLUMN population_group.group_name IS 'Name on screen.';
COMMENT ON COLUMN population_group.kind IS 'everyone, core20, deprivation_quintile, deprivation_decile, sex, age, ethnic_group or plus.';
COMMENT ON COLUMN population_group.sort_order IS 'Order on screen within its kind.';

CREATE TABLE observation (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    period_start_date DATE NOT NULL,
    period_end_date DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    value DOUBLE,
    lower_ci DOUBLE,
    upper_ci DOUBLE,
    numerator_count DOUBLE,
    denominator_count DOUBLE,
    value_note VARCHAR,
    source_file_id VARCHAR NOT NULL,
    PRIMARY KEY (indicator_id, area_code, group_id, period_start_date, period_end_date)
);
COMMENT ON TABLE observation IS 'One row is one indicator for one area, group, sex, age and period.';
COMMENT ON COLUMN observation.indicator_id IS 'The indicator.';
COMMENT ON COLUMN observation.area_code IS 'The area.';
COMMENT ON COLUMN observation.group_id IS 'The group; everyone for the headline figure.';
COMMENT ON COLUMN observation.sex IS 'persons, female or male.';
COMMENT ON COLUMN observation.age IS 'Ages covered.';
COMMENT ON COLUMN observation.period_start_date IS 'First day of the period.';
COMMENT ON COLUMN observation.period_end_date IS 'Last day of the period.';
COMMENT ON COLUMN observation.period_label IS 'The period in words.';
COMMENT ON COLUMN observation.value IS 'The figure in the indicator''s unit; empty only with a value_note.';
COMMENT ON COLUMN observation.lower_ci IS 'Lower end of the 95% interval.';
COMMENT ON COLUMN observation.upper_ci IS 'Upper end of the 95% interval.';
COMMENT ON COLUMN observation.numerator_count IS 'Events or people counted, where published.';
COMMENT ON COLUMN observation.denominator_count IS 'People (or person-years, households) counted among.';
COMMENT ON COLUMN observation.value_note IS 'Why a value is missing, or what to know about it.';
COMMENT ON COLUMN observation.source_file_id IS 'The file it came from.';

CREATE TABLE group_figure (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    group_kind VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    period_start_date DATE NOT NULL,
    period_end_date DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    unit_of_analysis VARCHAR NOT NULL,
    value DOUBLE,
    standard_error DOUBLE,
    lower_ci DOUBLE,
    upper_ci DOUBLE,
    population_count DOUBLE,
    unit_count INTEGER,
    refusal VARCHAR,
    PRIMARY KEY (indicator_id, area_code, edition, group_kind, group_id, period_start_date, period_end_date)
);
COMMENT ON TABLE group_figure IS 'One row is one indicator for one group in one area and period, ready for gaps and gradients.';
COMMENT ON COLUMN group_figure.indicator_id IS 'The indicator.';
COMMENT ON COLUMN group_figure.area_code IS 'The Place, the NHS area of several Places, the system or England.';
COMMENT ON COLUMN group_figure.edition IS 'Deprivation edition the groups rest on: 2025 or 2019, or 2015 for publishers'' groups from before 2019; none where groups are not by deprivation.';
COMMENT ON COLUMN group_figure.group_kind IS 'How people, neighbourhoods, practices or areas are grouped: core20, deprivation_quintile, deprivation_decile, practice_quintile, local_quintile, ethnic_group or sex.';
COMMENT ON COLUMN group_figure.group_id IS 'The group.';
COMMENT ON COLUMN group_figure.period_start_date IS 'First day of the period.';
COMMENT ON COLUMN group_figure.period_end_date IS 'Last day of the period.';
COMMENT ON COLUMN group_figure.period_label IS 'The period in words.';
COMMENT ON COLUMN group_figure.unit_of_analysis IS 'What was grouped: people, patients (by their practice), neighbourhoods, practices or areas (middle-layer). Only people are grouped by what is known of themselves.';
COMMENT ON COLUMN group_figure.value IS 'The group''s figure in the indicator''s unit; empty only with a refusal.';
COMMENT ON COLUMN group_figure.standard_error IS 'Standard error of value, same unit; empty where it cannot be known.';
COMMENT ON COLUMN group_figure.lower_ci IS 'Lower end of the 95% interval.';
COMMENT ON COLUMN group_figure.upper_ci IS 'Upper end of the 95% interval.';
COMMENT ON COLUMN group_figure.population_count IS 'People (or households, patients) in the group: its weight in the gradient.';
COMMENT ON COLUMN group_figure.unit_count IS 'Neighbourhoods, practices or areas in the group.';
COMMENT ON COLUMN group_figure.refusal IS 'Why there is no figure, in words.';

CREATE TABLE inequality (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    group_kind VARCHAR NOT NULL,
    period_start_date DATE NOT NULL,
    period_end_date DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    unit_of_analysis VARCHAR NOT NULL,
    group_id VARCHAR,
    reference_group_id VARCHAR,
    value DOUBLE,
    reference_value DOUBLE,
    absolute_gap DOUBLE,
    absolute_lower DOUBLE,
    absolute_upper DOUBLE,
    relative_gap DOUBLE,
    relative_lower DOUBLE,
    relative_upper DOUBLE,
    is_clear BOOLEAN,
    people_count DOUBLE,
    people_lower DOUBLE,
    people_upper DOUBLE,
    slope DOUBLE,
    slope_lower DOUBLE,
    slope_upper DOUBLE,
    relative_index DOUBLE,
    relative_index_lower DOUBLE,
    relative_index_upper DOUBLE,
    intercept DOUBLE,
    residual_share DOUBLE,
    gap_refusal VARCHAR,
    slope_refusal VARCHAR,
    PRIMARY KEY (indicator_id, area_code, edition, group_kind, period_start_date, period_end_date)
);
COMMENT ON TABLE inequality IS 'One row is the gap and the gradient of one indicator between the groups of one kind, in one area and period.';
COMMENT ON COLUMN inequality.indicator_id IS 'The indicator.';
COMMENT ON COLUMN inequality.area_code IS 'As in group_figure.';
COMMENT ON COLUMN inequality.edition IS 'As in group_figure.';
COMMENT ON COLUMN inequality.group_kind IS 'As in group_figure.';
COMMENT ON COLUMN inequality.period_start_date IS 'First day of the period.';
COMMENT ON COLUMN inequality.period_end_date IS 'Last day of the period.';
COMMENT ON COLUMN inequality.period_label IS 'The period in words.';
COMMENT ON COLUMN inequality.unit_of_analysis IS 'As in group_figure.';
COMMENT ON COLUMN inequality.group_id IS 'The group the gap is about: Core20, the most deprived, or the group that differs most.';
COMMENT ON COLUMN inequality.reference_group_id IS 'The group it is set against: the rest, or the least deprived.';
COMMENT ON COLUMN inequality.value IS 'Figure of the group.';
COMMENT ON COLUMN inequality.reference_value IS 'Figure of the reference group.';
COMMENT ON COLUMN inequality.absolute_gap IS 'value − reference_value, in the indicator''s unit.';
COMMENT ON COLUMN inequality.absolute_lower IS 'Lower end of its 95% interval.';
COMMENT ON COLUMN inequality.absolute_upper IS 'Upper end of its 95% interval.';
COMMENT ON COLUMN inequality.relative_gap IS 'value ÷ reference_value.';
COMMENT ON COLUMN inequality.relative_lower IS 'Lower end of its 95% interval.';
COMMENT ON COLUMN inequality.relative_upper IS 'Upper end of its 95% interval.';
COMMENT ON COLUMN inequality.is_clear IS 'True when the interval of the absolute gap leaves out zero; among ethnic groups, when it does so after Holm''s correction for testing every group. False without an interval.';
COMMENT ON COLUMN inequality.people_count IS 'People fewer (or more) if the group had the reference group''s figure; only where people were counted.';
COMMENT ON COLUMN inequality.people_lower IS 'Lower end of its 95% interval.';
COMMENT ON COLUMN inequality.people_upper IS 'Upper end of its 95% interval.';
COMMENT ON COLUMN inequality.slope IS 'Slope index of inequality: fitted value of the least minus the most deprived.';
COMMENT ON COLUMN inequality.slope_lower IS 'Lower end of its 95% interval.';
COMMENT ON COLUMN inequality.slope_upper IS 'Upper end of its 95% interval.';
COMMENT ON COLUMN inequality.relative_index IS 'Relative index of inequality: fitted value of the least divided by the most deprived.';
COMMENT ON COLUMN inequality.relative_index_lower IS 'Lower end of its 95% interval.';
COMMENT ON COLUMN inequality.relative_index_upper IS 'Upper end of its 95% interval.';
COMMENT ON COLUMN inequality.intercept IS 'Fitted value of the most deprived end.';
COMMENT ON COLUMN inequality.residual_share IS 'Share of the spread between groups that the straight line leaves unexplained.';
COMMENT ON COLUMN inequality.gap_refusal IS 'Why there is no gap, in words.';
COMMENT ON COLUMN inequality.slope_refusal IS 'Why there is no slope, in words.';

CREATE TABLE gap_change (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    group_kind VARCHAR NOT NULL,
    from_period_label VARCHAR NOT NULL,
    to_period_label VARCHAR NOT NULL,
    absolute_word VARCHAR NOT NULL,
    relative_word VARCHAR NOT NULL,
    reason VARCHAR,
    PRIMARY KEY (indicator_id, area_code, edition, group_kind)
);
COMMENT ON TABLE gap_change IS 'One row says whether a gap has changed between the first and the last period that can be compared.';
COMMENT ON COLUMN gap_change.indicator_id IS 'The indicator.';
COMMENT ON COLUMN gap_change.area_code IS 'As in group_figure.';
COMMENT ON COLUMN gap_change.edition IS 'As in group_figure; a change between editions is never compared.';
COMMENT ON COLUMN gap_change.group_kind IS 'As in group_figure.';
COMMENT ON COLUMN gap_change.from_period_label IS 'The earlier period; empty when there is none.';
COMMENT ON COLUMN gap_change.to_period_label IS 'The later period; the two do not overlap and no break lies between.';
COMMENT ON COLUMN gap_change.absolute_word IS 'widening, narrowing, no clear change or cannot be calculated.';
COMMENT ON COLUMN gap_change.relative_word IS 'The same for the relative gap.';
COMMENT ON COLUMN gap_change.reason IS 'Why it cannot be calculated, in words.';

CREATE TABLE authority_profile (
    area_code VARCHAR PRIMARY KEY,
    core20_neighbourhood_pct DOUBLE,
    imd_score DOUBLE,
    aged_under_16_pct DOUBLE,
    aged_65_plus_pct DOUBLE,
    travel_minutes DOUBLE
);
COMMENT ON TABLE authority_profile IS 'One row is an English local authority as similar areas are found by.';
COMMENT ON COLUMN authority_profile.area_code IS 'The authority or Place.';
COMMENT ON COLUMN authority_profile.core20_neighbourhood_pct IS 'Share of its neighbourhoods in the most deprived fifth, IMD 2025.';
COMMENT ON COLUMN authority_profile.imd_score IS 'Mean IMD 2025 score of its neighbourhoods.';
COMMENT ON COLUMN authority_profile.aged_under_16_pct IS 'Residents under 16, mid-2020 estimate.';
COMMENT ON COLUMN authority_profile.aged_65_plus_pct IS 'Residents of 65 and over, mid-2020 estimate.';
COMMENT ON COLUMN authority_profile.travel_minutes IS 'Minutes to work by public transport or on foot, which stands in for how rural it is.';

CREATE TABLE similar_area (
    place_code VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    similarity_rank INTEGER NOT NULL,
    distance DOUBLE NOT NULL,
    PRIMARY KEY (place_code, area_code)
);
COMMENT ON TABLE similar_area IS 'One row is an English local authority that is like one of our Places.';
COMMENT ON COLUMN similar_area.place_code IS 'Our Place.';
COMMENT ON COLUMN similar_area.area_code IS 'The authority like it.';
COMMENT ON COLUMN similar_area.similarity_rank IS '1 is the most alike.';
COMMENT ON COLUMN similar_area.distance IS 'Root mean square difference over the standardised columns of authority_profile.';

CREATE TABLE place_priority (
    priority_id VARCHAR PRIMARY KEY,
    place_code VARCHAR NOT NULL,
    priority_name VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    no_indicator_reason VARCHAR NOT NULL
);
COMMENT ON TABLE place_priority IS 'One row is a priority that a Place, or the system, has stated.';
COMMENT ON COLUMN place_priority.priority_id IS 'Readable id.';
COMMENT ON COLUMN place_priority.place_code IS 'The Place, or the system''s code.';
COMMENT ON COLUMN place_priority.priority_name IS 'Short name.';
COMMENT ON COLUMN place_priority.summary IS 'What was stated, in our words.';
COMMENT ON COLUMN place_priority.source_id IS 'Where it was stated.';
COMMENT ON COLUMN place_priority.section IS 'Section of that document.';
COMMENT ON COLUMN place_priority.no_indicator_reason IS 'Why no indicator informs it, or empty.';

CREATE TABLE priority_indicator (
    priority_id VARCHAR NOT NULL,
    indicator_id VARCHAR NOT NULL,
    rationale VARCHAR NOT NULL,
    PRIMARY KEY (priority_id, indicator_id)
);
COMMENT ON TABLE priority_indicator IS 'One row links a stated priority with an indicator that informs it.';
COMMENT ON COLUMN priority_indicator.priority_id IS 'The priority.';
COMMENT ON COLUMN priority_indicator.indicator_id IS 'The indicator.';
COMMENT ON COLUMN priority_indicator.rationale IS 'Why the one informs the other, in a line.';

CREATE TABLE source (
    source_id VARCHAR PRIMARY KEY,
    publisher VARCHAR NOT NULL,
    publication VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    attribution VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    vintage VARCHAR NOT NULL
);
COMMENT ON TABLE source IS 'One row is a publisher''s dataset.';
COMMENT ON COLUMN source.source_id IS 'Readable id.';
COMMENT ON COLUMN source.publisher IS 'Who publishes it.';
COMMENT ON COLUMN source.publication IS 'What it is called.';
COMMENT ON COLUMN source.licence IS 'Terms it is published under.';
COMMENT ON COLUMN source.attribution IS 'Words the licence asks for.';
COMMENT ON COLUMN source.address IS 'Where to find it.';
COMMENT ON COLUMN source.vintage IS 'Edition or years covered.';

CREATE TABLE source_file (
    source_file_id VARCHAR PRIMARY KEY,
    source_id VARCHAR,
    path VARCHAR NOT NULL,
    layout VARCHAR,
    sha256 VARCHAR NOT NULL,
    byte_count BIGINT NOT NULL,
    read_count INTEGER NOT NULL,
    loaded_count INTEGER NOT NULL,
    outside_count INTEGER NOT NULL,
    rejected_count INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);
COMMENT ON TABLE source_file IS 'One row is a file as it was read.';
COMMENT ON COLUMN source_file.source_file_id IS 'Short id from path and content.';
COMMENT ON COLUMN source_file.source_id IS 'The dataset it belongs to; empty when nobody recognises it.';
COMMENT ON COLUMN source_file.path IS 'Path inside the raw folder.';
COMMENT ON COLUMN source_file.layout IS 'The reader that recognised it.';
COMMENT ON COLUMN source_file.sha256 IS 'Fingerprint of the file.';
COMMENT ON COLUMN source_file.byte_count IS 'Size in bytes.';
COMMENT ON COLUMN source_file.read_count IS 'Data rows read.';
COMMENT ON COLUMN source_file.loaded_count IS 'Rows that reached a table.';
COMMENT ON COLUMN source_file.outside_count IS 'Rows about areas or measures the catalogue does not list.';
COMMENT ON COLUMN source_file.rejected_count IS 'Rows refused.';
COMMENT ON COLUMN source_file.state IS 'loaded, superseded, unrecognised, unreadable or reference.';
COMMENT ON COLUMN source_file.note IS 'What to know about this file, in words.';

CREATE TABLE rejected_row (
    source_file_id VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    column_name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    raw_text VARCHAR NOT NULL
);
COMMENT ON TABLE rejected_row IS 'One row is a row that was refused, with the reason.';
COMMENT ON COLUMN rejected_row.source_file_id IS 'The file.';
COMMENT ON COLUMN rejected_row.row_number IS 'Row in the file, the header being row 1; 0 when the whole file is meant.';
COMMENT ON COLUMN rejected_row.column_name IS 'The column at fault.';
COMMENT ON COLUMN rejected_row.reason IS 'Why it was refused.';
COMMENT ON COLUMN rejected_row.raw_text IS 'What stood there, shortened.';

CREATE TABLE map_layer (
    layer_id VARCHAR PRIMARY KEY,
    area_type VARCHAR NOT NULL,
    shape VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    area_count INTEGER NOT NULL,
    is_approximate BOOLEAN NOT NULL,
    attribution VARCHAR NOT NULL
);
COMMENT ON TABLE map_layer IS 'One row is a drawn map layer in static/maps.';
COMMENT ON COLUMN map_layer.layer_id IS 'Area type and shape.';
COMMENT ON COLUMN map_layer.area_type IS 'What one shape is.';
COMMENT ON COLUMN map_layer.shape IS 'boundary, approximate or hexagon.';
COMMENT ON COLUMN map_layer.file_name IS 'File in static/maps; its name carries its content''s fingerprint.';
COMMENT ON COLUMN map_layer.area_count IS 'Shapes in it.';
COMMENT ON COLUMN map_layer.is_approximate IS 'True when the shapes are not real boundaries.';
COMMENT ON COLUMN map_layer.attribution IS 'Words to print under the map.';

CREATE TABLE build (
    build_id VARCHAR PRIMARY KEY,
    built_at TIMESTAMP NOT NULL,
    code_version VARCHAR NOT NULL,
    is_embedded_default BOOLEAN NOT NULL
);
COMMENT ON TABLE build IS 'One row: this store.';
COMMENT ON COLUMN build.build_id IS 'Fingerprint of everything in the store but this table.';
COMMENT ON COLUMN build.built_at IS 'When it was built (UTC).';
COMMENT ON COLUMN build.code_version IS 'Version of the code that built it.';
COMMENT ON COLUMN build.is_embedded_default IS 'True when only the embedded figures were used.';
