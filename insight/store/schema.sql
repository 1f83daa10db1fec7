-- The one written schema of the store. Every table and column has a comment.
--
-- There are no keys here. A store is written once and then only read, so an index would make it
-- three times as large and no answer faster. What may not be repeated is a check of the build, and
-- the order rows lie in is the order they are read in: see etl/store_keys.py.
-- CHECK holds a column to a closed list of words. The words and what they mean are in
-- insight/reference/vocabulary.py, or where they are made; a test says so of every list.

CREATE TABLE area (
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL CHECK (area_type IN (
        'country', 'region', 'system', 'place', 'sub_icb', 'authority', 'ward', 'msoa', 'lsoa21',
        'lsoa11', 'practice'
    )),
    place_code VARCHAR,
    parent_code VARCHAR,
    population_count INTEGER
);
COMMENT ON TABLE area IS 'One row is an area that figures can be about.';
COMMENT ON COLUMN area.area_code IS 'Official code (GSS for geography, ODS for practices).';
COMMENT ON COLUMN area.area_name IS 'Name in one spelling.';
COMMENT ON COLUMN area.area_type IS 'What kind of area; a neighbourhood unchanged since 2011 is lsoa21.';
COMMENT ON COLUMN area.place_code IS 'The Place it lies in; empty when it lies in none or in more than one.';
COMMENT ON COLUMN area.parent_code IS 'The area one step up.';
COMMENT ON COLUMN area.population_count IS 'Usual residents where known: Census 2021, or the mid-2020 estimate for other authorities and for an lsoa11 that has ended.';

CREATE TABLE neighbourhood (
    area_code VARCHAR NOT NULL,
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
COMMENT ON TABLE neighbourhood IS 'One row is a neighbourhood (LSOA 2021) in one of our Places.';
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
    area_code VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL CHECK (area_type IN ('place', 'lsoa21', 'lsoa11', 'msoa')),
    easting INTEGER NOT NULL,
    northing INTEGER NOT NULL
);
COMMENT ON TABLE centre IS 'One row is the centre of a small area; maps without boundaries grow from these.';
COMMENT ON COLUMN centre.area_code IS 'Code of the area.';
COMMENT ON COLUMN centre.area_type IS 'What kind of area.';
COMMENT ON COLUMN centre.easting IS 'Metres, British National Grid, rounded to 10.';
COMMENT ON COLUMN centre.northing IS 'Metres, British National Grid, rounded to 10.';

CREATE TABLE area_change (
    lsoa11_code VARCHAR NOT NULL,
    lsoa21_code VARCHAR NOT NULL,
    change_code VARCHAR NOT NULL CHECK (change_code IN ('U', 'S', 'M', 'X'))
);
COMMENT ON TABLE area_change IS 'One row links a neighbourhood of 2011 with one of 2021.';
COMMENT ON COLUMN area_change.lsoa11_code IS 'LSOA 2011 code.';
COMMENT ON COLUMN area_change.lsoa21_code IS 'LSOA 2021 code.';
COMMENT ON COLUMN area_change.change_code IS 'U unchanged, S split, M merged, X irregular.';

CREATE TABLE postcode (
    postcode VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL
);
COMMENT ON TABLE postcode IS 'One row is a postcode in use in one of our Places. Contains Royal Mail data © Royal Mail copyright and database right.';
COMMENT ON COLUMN postcode.postcode IS 'In upper case, without a space.';
COMMENT ON COLUMN postcode.area_code IS 'The middle-layer area it lies in: MSOA 2021, or MSOA 2011 where that was cut in two and the file knows no more.';

CREATE TABLE deprivation (
    area_code VARCHAR NOT NULL,
    edition VARCHAR NOT NULL CHECK (edition IN ('2025', '2019')),
    domain VARCHAR NOT NULL CHECK (domain IN (
        'imd', 'income', 'employment', 'education', 'health', 'crime', 'housing', 'environment',
        'idaci', 'idaopi', 'children_skills', 'adult_skills', 'geographical_barriers',
        'wider_barriers', 'indoors', 'outdoors'
    )),
    score DOUBLE,
    rank INTEGER NOT NULL,
    decile INTEGER NOT NULL,
    population_count INTEGER
);
COMMENT ON TABLE deprivation IS 'One row is a neighbourhood''s place in the English Indices of Deprivation, by edition and domain.';
COMMENT ON COLUMN deprivation.area_code IS 'LSOA 2011 code for edition 2019, LSOA 2021 code for edition 2025.';
COMMENT ON COLUMN deprivation.edition IS '2019 or 2025. The two are relative ranks on different areas: never a trend.';
COMMENT ON COLUMN deprivation.domain IS 'What the rank is by: imd is the index of the seven domains, idaci and idaopi are of the income of children and older people, the rest are parts of education, housing and environment.';
COMMENT ON COLUMN deprivation.score IS 'Score as published; empty where the file leaves it out.';
COMMENT ON COLUMN deprivation.rank IS 'Rank in England, 1 is most deprived.';
COMMENT ON COLUMN deprivation.decile IS 'National tenth, 1 is most deprived.';
COMMENT ON COLUMN deprivation.population_count IS 'Residents, on the imd row only: Census 2021 for edition 2025, mid-2020 estimate for 2019.';

CREATE TABLE practice_deprivation (
    area_code VARCHAR NOT NULL,
    edition VARCHAR NOT NULL CHECK (edition IN ('2025', '2019')),
    score DOUBLE NOT NULL,
    quintile INTEGER
);
COMMENT ON TABLE practice_deprivation IS 'One row is a GP practice''s deprivation, from where its patients live.';
COMMENT ON COLUMN practice_deprivation.area_code IS 'Practice code.';
COMMENT ON COLUMN practice_deprivation.edition IS 'Deprivation edition the score rests on.';
COMMENT ON COLUMN practice_deprivation.score IS 'Average score of the practice''s patients.';
COMMENT ON COLUMN practice_deprivation.quintile IS 'National fifth of practices, 1 is most deprived; empty where the file is an extract that does not give it.';

CREATE TABLE indicator (
    indicator_id VARCHAR NOT NULL,
    indicator_name VARCHAR NOT NULL,
    plain_name VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    value_type VARCHAR NOT NULL CHECK (value_type IN (
        'percentage', 'rate', 'years', 'score', 'count', 'ratio', 'currency'
    )),
    polarity VARCHAR NOT NULL CHECK (polarity IN ('high_is_good', 'low_is_good', 'no_judgement')),
    topic VARCHAR NOT NULL CHECK (topic IN (
        'length of life', 'early deaths', 'smoking and alcohol', 'weight and activity',
        'mental health', 'long-term conditions', 'cancer', 'pregnancy and early years',
        'school and growing up', 'GP care', 'hospital care', 'wellbeing and connection',
        'work and money', 'home and neighbourhood', 'who lives here'
    )),
    life_stage VARCHAR NOT NULL CHECK (life_stage IN (
        'start well', 'live well', 'age well', 'all ages'
    )),
    clinical_area VARCHAR NOT NULL CHECK (clinical_area IN (
        '', 'maternity', 'severe-mental-illness', 'respiratory', 'cancer', 'hypertension',
        'smoking', 'asthma', 'diabetes', 'epilepsy', 'oral-health', 'cyp-mental-health'
    )),
    source_id VARCHAR NOT NULL,
    ci_method VARCHAR NOT NULL CHECK (ci_method IN (
        'published', 'wilson', 'byar', 'dobson', 'computed', 'spread', 'none'
    )),
    disclosure_rule VARCHAR NOT NULL,
    decimal_places INTEGER NOT NULL,
    caveat VARCHAR NOT NULL,
    sex VARCHAR NOT NULL CHECK (sex IN ('persons', 'female', 'male')),
    age VARCHAR NOT NULL,
    rests_on_deprivation BOOLEAN NOT NULL DEFAULT FALSE,
    may_be_ranked BOOLEAN NOT NULL DEFAULT TRUE,
    is_comparable BOOLEAN NOT NULL DEFAULT TRUE
);
COMMENT ON TABLE indicator IS 'One row is an indicator: one publisher''s measure, defined in the catalogue.';
COMMENT ON COLUMN indicator.indicator_id IS 'Readable id used in links.';
COMMENT ON COLUMN indicator.indicator_name IS 'Name in the publisher''s manner.';
COMMENT ON COLUMN indicator.plain_name IS 'Name in everyday words.';
COMMENT ON COLUMN indicator.definition IS 'What is counted, among whom.';
COMMENT ON COLUMN indicator.unit IS 'Unit of value.';
COMMENT ON COLUMN indicator.value_type IS 'What kind of number value is.';
COMMENT ON COLUMN indicator.polarity IS 'Whether a high or a low figure is good.';
COMMENT ON COLUMN indicator.topic IS 'Heading it is listed under.';
COMMENT ON COLUMN indicator.life_stage IS 'Stage of life it is about.';
COMMENT ON COLUMN indicator.clinical_area IS 'CORE20PLUS5 clinical area it informs, or empty.';
COMMENT ON COLUMN indicator.source_id IS 'The publisher''s dataset.';
COMMENT ON COLUMN indicator.ci_method IS 'published, wilson or byar (from published counts), dobson (from counts at each age), computed (from the figure and how many people it is about, see denominator), spread (from how much practices differ) or none.';
COMMENT ON COLUMN indicator.disclosure_rule IS 'How small numbers are protected.';
COMMENT ON COLUMN indicator.decimal_places IS 'Decimals to show.';
COMMENT ON COLUMN indicator.caveat IS 'What a reader must know before using it.';
COMMENT ON COLUMN indicator.sex IS 'Whom it is about.';
COMMENT ON COLUMN indicator.age IS 'Ages covered.';
COMMENT ON COLUMN indicator.rests_on_deprivation IS 'Itself a measure of deprivation, or made in part from one, so that a gap by deprivation is built in.';
COMMENT ON COLUMN indicator.may_be_ranked IS 'False where the publisher says that areas must not be ranked on it.';
COMMENT ON COLUMN indicator.is_comparable IS 'False where figures must not be set against each other at all: the publisher says so, or they are counts that grow with the area.';

CREATE TABLE population_group (
    group_id VARCHAR NOT NULL,
    group_name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN (
        'everyone', 'core20', 'deprivation_quintile', 'deprivation_decile', 'sex', 'age',
        'ethnic_group', 'ethnic_group_19', 'plus'
    )),
    sort_order INTEGER NOT NULL
);
COMMENT ON TABLE population_group IS 'One row is a group of people (or of practices) figures can be about.';
COMMENT ON COLUMN population_group.group_id IS 'Readable id.';
COMMENT ON COLUMN population_group.group_name IS 'Name on screen.';
COMMENT ON COLUMN population_group.kind IS 'How people are grouped.';
COMMENT ON COLUMN population_group.sort_order IS 'Order on screen within its kind.';

CREATE TABLE observation (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    sex VARCHAR NOT NULL CHECK (sex IN ('persons', 'female', 'male')),
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
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE observation IS 'One row is one indicator for one area, group, sex, age and period.';
COMMENT ON COLUMN observation.indicator_id IS 'The indicator.';
COMMENT ON COLUMN observation.area_code IS 'The area.';
COMMENT ON COLUMN observation.group_id IS 'The group; everyone for the headline figure.';
COMMENT ON COLUMN observation.sex IS 'Whom it is about.';
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

CREATE TABLE denominator (
    population_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    people_count DOUBLE NOT NULL
);
COMMENT ON TABLE denominator IS 'One row is how many people of one kind an area had in a year: those that ranges are worked out among.';
COMMENT ON COLUMN denominator.population_id IS 'Which people: a name of etl/denominators.py.';
COMMENT ON COLUMN denominator.area_code IS 'The area.';
COMMENT ON COLUMN denominator.year IS 'The year, or that of the middle of the period counted.';
COMMENT ON COLUMN denominator.people_count IS 'People, or births; not whole where a part of an age band was taken.';

CREATE TABLE resident_age (
    area_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    sex VARCHAR NOT NULL CHECK (sex IN ('female', 'male')),
    first_age INTEGER NOT NULL,
    people_count INTEGER NOT NULL
);
COMMENT ON TABLE resident_age IS 'One row is how many residents of one sex and five-year age band an area had in the middle of a year; every band of an area is of one year.';
COMMENT ON COLUMN resident_age.area_code IS 'A Place, another authority of the North West, or England.';
COMMENT ON COLUMN resident_age.year IS 'The year of the estimate (30 June).';
COMMENT ON COLUMN resident_age.sex IS 'female or male.';
COMMENT ON COLUMN resident_age.first_age IS 'First age of the band, in years: 5 means 5 to 9, and 90 means 90 and over.';
COMMENT ON COLUMN resident_age.people_count IS 'Residents.';

CREATE TABLE figure_flag (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period_start_date DATE NOT NULL,
    flag VARCHAR NOT NULL CHECK (flag IN (
        'break', 'siblings_disagree', 'partial_return', 'out_of_range', 'repeated', 'manual'
    )),
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE figure_flag IS 'One row is a sign of doubt about one headline figure: check the recording before anything is made of it. Signs that staff have lifted are not here.';
COMMENT ON COLUMN figure_flag.indicator_id IS 'The indicator.';
COMMENT ON COLUMN figure_flag.area_code IS 'The Place, or the NHS area of several Places.';
COMMENT ON COLUMN figure_flag.period_start_date IS 'First day of the figure''s period.';
COMMENT ON COLUMN figure_flag.flag IS 'break: unlike its own past, and unlike the change of other areas; siblings_disagree: it fell while measures of the same people rose, or is above its whole; partial_return: far fewer people counted; out_of_range: far from all other English authorities; repeated: the same to the last digit as before; manual: noted by hand in the catalogue.';
COMMENT ON COLUMN figure_flag.reason IS 'Why it is doubted, in words that follow: check the recording first.';

-- Why one headline figure is doubted, all its signs together; '' where there is none.
CREATE MACRO doubt_about(about_indicator, about_area, period_start) AS (
    SELECT coalesce(string_agg(reason, '; ' ORDER BY flag DESC), '') FROM figure_flag
    WHERE indicator_id = about_indicator AND area_code = about_area
        AND period_start_date = period_start
);

CREATE TABLE indicator_coverage (
    indicator_id VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    group_kind VARCHAR NOT NULL,
    first_period VARCHAR NOT NULL,
    latest_period VARCHAR NOT NULL,
    area_count INTEGER NOT NULL,
    has_interval BOOLEAN NOT NULL,
    latest_period_end_date DATE NOT NULL
);
COMMENT ON TABLE indicator_coverage IS 'One row is what there is of an indicator for one type of area and one kind of group: worked out by the build from the figures that have a value, so that lists and pickers need not read them all.';
COMMENT ON COLUMN indicator_coverage.indicator_id IS 'The indicator.';
COMMENT ON COLUMN indicator_coverage.area_type IS 'As in area.';
COMMENT ON COLUMN indicator_coverage.group_kind IS 'The kind in population_group; everyone for headline figures.';
COMMENT ON COLUMN indicator_coverage.first_period IS 'The period_label of the period that ends first; of several that end on one day, of the one that began first.';
COMMENT ON COLUMN indicator_coverage.latest_period IS 'The period_label of the period that ends last; of several that end on one day, of the one that began last.';
COMMENT ON COLUMN indicator_coverage.area_count IS 'Areas with a figure in any period.';
COMMENT ON COLUMN indicator_coverage.has_interval IS 'True when any of the figures has a 95% interval.';
COMMENT ON COLUMN indicator_coverage.latest_period_end_date IS 'Last day of latest_period: lists are ordered by it.';

CREATE TABLE authority_position (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    sex VARCHAR NOT NULL CHECK (sex IN ('persons', 'female', 'male')),
    age VARCHAR NOT NULL,
    period_start_date DATE NOT NULL,
    period_end_date DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    among_code VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    tied_count INTEGER NOT NULL,
    authority_count INTEGER NOT NULL,
    fifth INTEGER NOT NULL
);
COMMENT ON TABLE authority_position IS 'One row is where a Place''s figure stands among authorities in one period: worked out by the build among those of England where at least 100 of them have a figure, else among those of their region where at least 20 have, else, where none of them has a range, among our Places where at least 5 have.';
COMMENT ON COLUMN authority_position.indicator_id IS 'The indicator.';
COMMENT ON COLUMN authority_position.area_code IS 'The Place.';
COMMENT ON COLUMN authority_position.sex IS 'Whom the figures are about.';
COMMENT ON COLUMN authority_position.age IS 'Ages covered.';
COMMENT ON COLUMN authority_position.period_start_date IS 'First day of the period.';
COMMENT ON COLUMN authority_position.period_end_date IS 'Last day of the period.';
COMMENT ON COLUMN authority_position.period_label IS 'The period in words.';
COMMENT ON COLUMN authority_position.among_code IS 'Among whom: the authorities of the area with this code, England or the region; or ''places'', the Places of the system alone.';
COMMENT ON COLUMN authority_position.rank IS '1 is the best figure, or the lowest where neither high nor low is good; equal figures share the first of their ranks.';
COMMENT ON COLUMN authority_position.tied_count IS 'Authorities with this very figure, itself among them.';
COMMENT ON COLUMN authority_position.authority_count IS 'Authorities with a figure, our Places among them.';
COMMENT ON COLUMN authority_position.fifth IS '1 is the fifth with the best figures (or the lowest), 5 the other end; equal figures stand at the middle of their ranks.';

CREATE TABLE system_estimate (
    indicator_id VARCHAR NOT NULL,
    sex VARCHAR NOT NULL CHECK (sex IN ('persons', 'female', 'male')),
    age VARCHAR NOT NULL,
    period_start_date DATE NOT NULL,
    period_end_date DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    lowest_value DOUBLE NOT NULL,
    highest_value DOUBLE NOT NULL,
    place_count INTEGER NOT NULL
);
COMMENT ON TABLE system_estimate IS 'One row is an approximate figure of the system, worked out by the build where none is published and none can be added up: the mean of the Places weighted by residents. It is no observation, so nothing is ever tested by it or against it.';
COMMENT ON COLUMN system_estimate.indicator_id IS 'The indicator.';
COMMENT ON COLUMN system_estimate.sex IS 'Whom it is about.';
COMMENT ON COLUMN system_estimate.age IS 'Ages covered.';
COMMENT ON COLUMN system_estimate.period_start_date IS 'First day of the period.';
COMMENT ON COLUMN system_estimate.period_end_date IS 'Last day of the period.';
COMMENT ON COLUMN system_estimate.period_label IS 'The period in words.';
COMMENT ON COLUMN system_estimate.value IS 'The mean, in the indicator''s unit.';
COMMENT ON COLUMN system_estimate.lowest_value IS 'The lowest figure of a Place.';
COMMENT ON COLUMN system_estimate.highest_value IS 'The highest figure of a Place.';
COMMENT ON COLUMN system_estimate.place_count IS 'Places with a figure.';

CREATE TABLE group_figure (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    edition VARCHAR NOT NULL CHECK (edition IN ('2025', '2019', '2015', 'none')),
    group_kind VARCHAR NOT NULL CHECK (group_kind IN (
        'core20', 'deprivation_quintile', 'deprivation_decile', 'practice_quintile',
        'local_quintile', 'ethnic_group', 'sex'
    )),
    group_id VARCHAR NOT NULL,
    period_start_date DATE NOT NULL,
    period_end_date DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    unit_of_analysis VARCHAR NOT NULL CHECK (unit_of_analysis IN (
        'people', 'patients', 'neighbourhoods', 'practices', 'areas'
    )),
    value DOUBLE,
    standard_error DOUBLE,
    lower_ci DOUBLE,
    upper_ci DOUBLE,
    population_count DOUBLE,
    unit_count INTEGER,
    refusal VARCHAR
);
COMMENT ON TABLE group_figure IS 'One row is one indicator for one group in one area and period, ready for gaps and gradients.';
COMMENT ON COLUMN group_figure.indicator_id IS 'The indicator.';
COMMENT ON COLUMN group_figure.area_code IS 'The Place, the NHS area of several Places, the system or England.';
COMMENT ON COLUMN group_figure.edition IS 'Deprivation edition the groups rest on: 2025 or 2019, or 2015 for publishers'' groups from before 2019; none where groups are not by deprivation.';
COMMENT ON COLUMN group_figure.group_kind IS 'How people, neighbourhoods, practices or areas are grouped.';
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
    edition VARCHAR NOT NULL CHECK (edition IN ('2025', '2019', '2015', 'none')),
    group_kind VARCHAR NOT NULL CHECK (group_kind IN (
        'core20', 'deprivation_quintile', 'deprivation_decile', 'practice_quintile',
        'local_quintile', 'ethnic_group', 'sex'
    )),
    period_start_date DATE NOT NULL,
    period_end_date DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    unit_of_analysis VARCHAR NOT NULL CHECK (unit_of_analysis IN (
        'people', 'patients', 'neighbourhoods', 'practices', 'areas'
    )),
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
    slope_refusal VARCHAR
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
    edition VARCHAR NOT NULL CHECK (edition IN ('2025', '2019', '2015', 'none')),
    group_kind VARCHAR NOT NULL CHECK (group_kind IN (
        'core20', 'deprivation_quintile', 'deprivation_decile', 'practice_quintile',
        'local_quintile', 'ethnic_group', 'sex'
    )),
    from_period_label VARCHAR NOT NULL,
    to_period_label VARCHAR NOT NULL,
    absolute_word VARCHAR NOT NULL CHECK (absolute_word IN (
        'widening', 'narrowing', 'no clear change', 'cannot be calculated'
    )),
    relative_word VARCHAR NOT NULL CHECK (relative_word IN (
        'widening', 'narrowing', 'no clear change', 'cannot be calculated'
    )),
    reason VARCHAR
);
COMMENT ON TABLE gap_change IS 'One row says whether a gap has changed between the first and the last period that can be compared.';
COMMENT ON COLUMN gap_change.indicator_id IS 'The indicator.';
COMMENT ON COLUMN gap_change.area_code IS 'As in group_figure.';
COMMENT ON COLUMN gap_change.edition IS 'As in group_figure; a change between editions is never compared.';
COMMENT ON COLUMN gap_change.group_kind IS 'As in group_figure.';
COMMENT ON COLUMN gap_change.from_period_label IS 'The earlier period; empty when there is none.';
COMMENT ON COLUMN gap_change.to_period_label IS 'The later period; the two do not overlap and no break lies between.';
COMMENT ON COLUMN gap_change.absolute_word IS 'How the gap as a difference has changed.';
COMMENT ON COLUMN gap_change.relative_word IS 'The same for the relative gap.';
COMMENT ON COLUMN gap_change.reason IS 'Why it cannot be calculated, in words.';

CREATE TABLE authority_profile (
    area_code VARCHAR NOT NULL,
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
    distance DOUBLE NOT NULL
);
COMMENT ON TABLE similar_area IS 'One row is an English local authority that is like one of our Places.';
COMMENT ON COLUMN similar_area.place_code IS 'Our Place.';
COMMENT ON COLUMN similar_area.area_code IS 'The authority like it.';
COMMENT ON COLUMN similar_area.similarity_rank IS '1 is the most alike.';
COMMENT ON COLUMN similar_area.distance IS 'Root mean square difference over the standardised columns of authority_profile.';

CREATE TABLE place_priority (
    priority_id VARCHAR NOT NULL,
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
    rationale VARCHAR NOT NULL
);
COMMENT ON TABLE priority_indicator IS 'One row links a stated priority with an indicator that informs it.';
COMMENT ON COLUMN priority_indicator.priority_id IS 'The priority.';
COMMENT ON COLUMN priority_indicator.indicator_id IS 'The indicator.';
COMMENT ON COLUMN priority_indicator.rationale IS 'Why the one informs the other, in a line.';

CREATE TABLE source (
    source_id VARCHAR NOT NULL,
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
    source_file_id VARCHAR NOT NULL,
    source_id VARCHAR,
    path VARCHAR NOT NULL,
    layout VARCHAR,
    sha256 VARCHAR NOT NULL,
    byte_count BIGINT NOT NULL,
    read_count INTEGER NOT NULL,
    loaded_count INTEGER NOT NULL,
    outside_count INTEGER NOT NULL,
    rejected_count INTEGER NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN (
        'loaded', 'nothing loaded', 'superseded', 'unrecognised', 'unreadable', 'reference'
    )),
    note VARCHAR NOT NULL
);
COMMENT ON TABLE source_file IS 'One row is a file as it was read.';
COMMENT ON COLUMN source_file.source_file_id IS 'Short id from path and content.';
COMMENT ON COLUMN source_file.source_id IS 'The dataset it belongs to; empty when nobody recognises it.';
COMMENT ON COLUMN source_file.path IS 'Path inside the raw folder.';
COMMENT ON COLUMN source_file.layout IS 'The reader that recognised it.';
COMMENT ON COLUMN source_file.sha256 IS 'Fingerprint of the file; empty for a link that was not followed.';
COMMENT ON COLUMN source_file.byte_count IS 'Size in bytes.';
COMMENT ON COLUMN source_file.read_count IS 'Data rows read.';
COMMENT ON COLUMN source_file.loaded_count IS 'Rows that reached a table.';
COMMENT ON COLUMN source_file.outside_count IS 'Rows about areas or measures the catalogue does not list.';
COMMENT ON COLUMN source_file.rejected_count IS 'Rows refused.';
COMMENT ON COLUMN source_file.state IS 'What became of it.';
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
    layer_id VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL CHECK (area_type IN ('place', 'lsoa21', 'lsoa11', 'msoa')),
    shape VARCHAR NOT NULL CHECK (shape IN ('boundary', 'approximate', 'hexagon')),
    file_name VARCHAR NOT NULL,
    area_count INTEGER NOT NULL,
    is_approximate BOOLEAN NOT NULL,
    attribution VARCHAR NOT NULL
);
COMMENT ON TABLE map_layer IS 'One row is a drawn map layer in static/maps.';
COMMENT ON COLUMN map_layer.layer_id IS 'Area type and shape.';
COMMENT ON COLUMN map_layer.area_type IS 'What one shape is.';
COMMENT ON COLUMN map_layer.shape IS 'Real boundaries, areas grown from centres, or equal hexagons.';
COMMENT ON COLUMN map_layer.file_name IS 'File in static/maps; its name carries its content''s fingerprint.';
COMMENT ON COLUMN map_layer.area_count IS 'Shapes in it.';
COMMENT ON COLUMN map_layer.is_approximate IS 'True when the shapes are not real boundaries.';
COMMENT ON COLUMN map_layer.attribution IS 'Words to print under the map.';

-- People's voice ---------------------------------------------------------------------------
-- Pages read what is safe to show (voice_cell, voice_source, quote, survey_result …). Only pages
-- for staff read comment and safeguarding, and nothing but the build reads comment_original.

CREATE TABLE theme (
    theme_id VARCHAR NOT NULL,
    theme_name VARCHAR NOT NULL,
    plain_name VARCHAR NOT NULL,
    parent_id VARCHAR,
    hint VARCHAR NOT NULL,
    sort_order INTEGER NOT NULL
);
COMMENT ON TABLE theme IS 'One row is a theme of what people say, on one of two levels.';
COMMENT ON COLUMN theme.theme_id IS 'Readable id.';
COMMENT ON COLUMN theme.theme_name IS 'Name in the field''s terms.';
COMMENT ON COLUMN theme.plain_name IS 'Name a resident would use.';
COMMENT ON COLUMN theme.parent_id IS 'The first-level theme it belongs to; empty on the first level.';
COMMENT ON COLUMN theme.hint IS 'Where the theme begins and ends.';
COMMENT ON COLUMN theme.sort_order IS 'Order on screen.';

CREATE TABLE heard_group (
    group_id VARCHAR NOT NULL,
    group_name VARCHAR NOT NULL,
    heard_kind VARCHAR NOT NULL CHECK (heard_kind IN (
        'core20', 'plus', 'protected', 'seldom heard'
    )),
    sort_order INTEGER NOT NULL,
    note VARCHAR NOT NULL
);
COMMENT ON TABLE heard_group IS 'One row is a group of people a comment or an activity can be tagged with; groups overlap.';
COMMENT ON COLUMN heard_group.group_id IS 'Readable id; PLUS groups have the id they have in CORE20PLUS5.';
COMMENT ON COLUMN heard_group.group_name IS 'Name on screen.';
COMMENT ON COLUMN heard_group.heard_kind IS 'Why it is listed.';
COMMENT ON COLUMN heard_group.sort_order IS 'Order on screen.';
COMMENT ON COLUMN heard_group.note IS 'What to know about the group.';

CREATE TABLE subject (
    subject_id VARCHAR NOT NULL,
    subject_name VARCHAR NOT NULL,
    clinical_area VARCHAR NOT NULL CHECK (clinical_area IN (
        '', 'maternity', 'severe-mental-illness', 'respiratory', 'cancer', 'hypertension',
        'smoking', 'asthma', 'diabetes', 'epilepsy', 'oral-health', 'cyp-mental-health'
    )),
    sort_order INTEGER NOT NULL
);
COMMENT ON TABLE subject IS 'One row is something both figures and voices can be about.';
COMMENT ON COLUMN subject.subject_id IS 'Readable id.';
COMMENT ON COLUMN subject.subject_name IS 'Name on screen.';
COMMENT ON COLUMN subject.clinical_area IS 'CORE20PLUS5 clinical area, or empty.';
COMMENT ON COLUMN subject.sort_order IS 'Order on screen.';

CREATE TABLE subject_link (
    subject_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('indicator', 'theme', 'group')),
    linked_id VARCHAR NOT NULL,
    sort_order INTEGER NOT NULL
);
COMMENT ON TABLE subject_link IS 'One row is an indicator, a theme or a group that belongs to a subject.';
COMMENT ON COLUMN subject_link.subject_id IS 'The subject.';
COMMENT ON COLUMN subject_link.kind IS 'What is linked.';
COMMENT ON COLUMN subject_link.linked_id IS 'The indicator_id, theme_id or group_id (of heard_group).';
COMMENT ON COLUMN subject_link.sort_order IS 'Order within the subject; the first indicator leads.';

CREATE TABLE comment (
    comment_id VARCHAR NOT NULL,
    received_date DATE NOT NULL,
    place_code VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    organisation_type VARCHAR NOT NULL CHECK (organisation_type IN (
        'healthwatch', 'vcfse', 'council', 'nhs', 'panel', 'not stated'
    )),
    method VARCHAR NOT NULL CHECK (method IN (
        'survey', 'focus group', 'interview', 'event', 'online', 'letter', 'not stated'
    )),
    comment_text VARCHAR NOT NULL,
    rating DOUBLE,
    sentiment VARCHAR CHECK (sentiment IN ('negative', 'mixed', 'positive')),
    sentiment_by VARCHAR CHECK (sentiment_by IN ('person', 'machine')),
    language VARCHAR NOT NULL,
    may_quote BOOLEAN NOT NULL,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL,
    risk_score DOUBLE NOT NULL,
    release_id VARCHAR NOT NULL
);
COMMENT ON TABLE comment IS 'One row is what somebody said, after redaction; comments that suggest harm are not here.';
COMMENT ON COLUMN comment.comment_id IS 'Hash of organisation, response id and words (without a response id, of all that was said): other words, another id.';
COMMENT ON COLUMN comment.received_date IS 'Day it was said or received.';
COMMENT ON COLUMN comment.place_code IS 'The Place it is about, or the system''s own code.';
COMMENT ON COLUMN comment.organisation IS 'Who heard it, or not stated.';
COMMENT ON COLUMN comment.organisation_type IS 'What kind of organisation heard it.';
COMMENT ON COLUMN comment.method IS 'How it was heard.';
COMMENT ON COLUMN comment.comment_text IS 'The words, redacted.';
COMMENT ON COLUMN comment.rating IS 'Rating given, 1 (worst) to 5 (best), where asked.';
COMMENT ON COLUMN comment.sentiment IS 'How it sounds; empty where nobody said and the machine is not sure.';
COMMENT ON COLUMN comment.sentiment_by IS 'person (from the rating, or said) or machine; empty where sentiment is.';
COMMENT ON COLUMN comment.language IS 'Language it was said in; empty when not stated.';
COMMENT ON COLUMN comment.may_quote IS 'The person agreed to be quoted.';
COMMENT ON COLUMN comment.is_demonstration IS 'Written for demonstration: nobody said it.';
COMMENT ON COLUMN comment.source_file_id IS 'The file it came from.';
COMMENT ON COLUMN comment.risk_score IS 'The higher, the sooner staff should read it; only its order means anything, and nothing is left out or said because of it.';

COMMENT ON COLUMN comment.release_id IS 'The published chart or page it answers; empty for none.';

CREATE TABLE comment_group (
    comment_id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL
);
COMMENT ON TABLE comment_group IS 'One row is a group the person who commented belongs to.';
COMMENT ON COLUMN comment_group.comment_id IS 'The comment.';
COMMENT ON COLUMN comment_group.group_id IS 'The group, of heard_group.';

CREATE TABLE comment_theme (
    comment_id VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    labelled_by VARCHAR NOT NULL CHECK (labelled_by IN ('person', 'machine')),
    probability DOUBLE,
    carried_by VARCHAR
);
COMMENT ON TABLE comment_theme IS 'One row is a theme of a comment.';
COMMENT ON COLUMN comment_theme.comment_id IS 'The comment.';
COMMENT ON COLUMN comment_theme.theme_id IS 'A second-level theme, or a first-level one when nothing finer fits.';
COMMENT ON COLUMN comment_theme.labelled_by IS 'person or machine. A person''s label always wins.';
COMMENT ON COLUMN comment_theme.probability IS 'How sure the machine was, 0 to 1; empty for a person.';
COMMENT ON COLUMN comment_theme.carried_by IS 'Words of the comment that led the machine to the label, strongest first, joined by commas; empty for a person.';

CREATE TABLE comment_original (
    comment_id VARCHAR NOT NULL,
    original_text VARCHAR NOT NULL,
    retain_until_date DATE NOT NULL
);
COMMENT ON TABLE comment_original IS 'One row is the words as they came in; restricted: no question and no page reads it.';
COMMENT ON COLUMN comment_original.comment_id IS 'The comment.';
COMMENT ON COLUMN comment_original.original_text IS 'As received.';
COMMENT ON COLUMN comment_original.retain_until_date IS 'The first build after this day leaves out the original and the comment; far away for the demonstration, which nobody said.';

CREATE TABLE redaction (
    source_file_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN (
        'email', 'web address', 'handle', 'nhs number', 'bank number', 'passport number',
        'date of birth', 'ni number', 'registration', 'reference number', 'phone number', 'postcode',
        'ward and bed', 'address', 'rare condition', 'name'
    )),
    redaction_count INTEGER NOT NULL
);
COMMENT ON TABLE redaction IS 'One row is how often one kind of personal detail was taken out of one file.';
COMMENT ON COLUMN redaction.source_file_id IS 'The file.';
COMMENT ON COLUMN redaction.kind IS 'What was taken out.';
COMMENT ON COLUMN redaction.redaction_count IS 'How many were taken out.';

CREATE TABLE safeguarding (
    comment_id VARCHAR NOT NULL,
    received_date DATE NOT NULL,
    place_code VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    comment_text VARCHAR NOT NULL,
    reason VARCHAR NOT NULL CHECK (reason IN (
        'harm to self', 'danger to a child', 'abuse', 'violence', 'neglect'
    )),
    is_demonstration BOOLEAN NOT NULL
);
COMMENT ON TABLE safeguarding IS 'One row is a comment that suggests a risk of harm, for staff alone; it is in no other table but comment_original.';
COMMENT ON COLUMN safeguarding.comment_id IS 'The comment.';
COMMENT ON COLUMN safeguarding.received_date IS 'Day it was said or received.';
COMMENT ON COLUMN safeguarding.place_code IS 'The Place.';
COMMENT ON COLUMN safeguarding.organisation IS 'Who heard it, and so who to ask.';
COMMENT ON COLUMN safeguarding.comment_text IS 'The words, redacted.';
COMMENT ON COLUMN safeguarding.reason IS 'Which kind of risk its words suggest.';
COMMENT ON COLUMN safeguarding.is_demonstration IS 'Written for demonstration.';

CREATE TABLE voice_cell (
    area_code VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    period_label VARCHAR NOT NULL,
    comment_count INTEGER,
    state VARCHAR NOT NULL CHECK (state IN ('shown', 'too few', 'protected')),
    mood VARCHAR CHECK (mood IN (
        'mostly negative', 'mixed', 'mostly positive', 'not labelled'
    )),
    organisation_count INTEGER,
    dominant_organisation VARCHAR,
    machine_pct DOUBLE,
    is_demonstration BOOLEAN NOT NULL
);
COMMENT ON TABLE voice_cell IS 'One row is how many people of a group, in a Place and a time, spoke about a theme: counts already safe to show.';
COMMENT ON COLUMN voice_cell.area_code IS 'A Place or the system.';
COMMENT ON COLUMN voice_cell.group_id IS 'A group of heard_group; everyone; or not-stated for comments without a group.';
COMMENT ON COLUMN voice_cell.theme_id IS 'A theme of either level, or any for all comments.';
COMMENT ON COLUMN voice_cell.period_label IS 'all time; a quarter such as 2025 Q1 (calendar); or a month such as 2025-03, which only the first-level themes and any have, in the system. Quarters and months are of everyone, and where the count for all time is shown; one without a row is too few. Labels of one length sort by time.';
COMMENT ON COLUMN voice_cell.comment_count IS 'Comments; empty when state is not shown.';
COMMENT ON COLUMN voice_cell.state IS 'shown; too few (fewer than the smallest base, or none: nobody can tell which); protected (hidden so that another cannot be worked out).';
COMMENT ON COLUMN voice_cell.mood IS 'mostly negative, mixed or mostly positive (two thirds or more), or not labelled: too many of the comments have no mood from a person, or from a machine whose moods of their load people checked and found right; only when shown.';
COMMENT ON COLUMN voice_cell.organisation_count IS 'Organisations that heard them; only when shown.';
COMMENT ON COLUMN voice_cell.dominant_organisation IS 'The organisation that heard more than half of them, if one did; only when shown.';
COMMENT ON COLUMN voice_cell.machine_pct IS 'Share of these labels made by machine, to the nearest 10; only when shown.';
COMMENT ON COLUMN voice_cell.is_demonstration IS 'True when any of the comments is a demonstration; when not shown, any comment at all.';

CREATE TABLE release_answer (
    release_id VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    at_least_count INTEGER NOT NULL,
    is_demonstration BOOLEAN NOT NULL
);
COMMENT ON TABLE release_answer IS 'One row is how many people, at least, answered a published chart or page with a theme: only answers that somebody on the team has read, and only where the system''s count of the theme is shown.';
COMMENT ON COLUMN release_answer.release_id IS 'The published chart or page.';
COMMENT ON COLUMN release_answer.theme_id IS 'A theme of either level, or any for all answers.';
COMMENT ON COLUMN release_answer.at_least_count IS 'Answers, rounded down to a multiple of the smallest base; without a row, fewer than that.';
COMMENT ON COLUMN release_answer.is_demonstration IS 'True when any of the answers is a demonstration.';

CREATE TABLE protected_count (
    area_code VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    period_label VARCHAR NOT NULL,
    then_count INTEGER NOT NULL
);
COMMENT ON TABLE protected_count IS 'One row is the true count of a voice_cell that is protected; restricted: only the record of what is public has it, and no question reads it.';
COMMENT ON COLUMN protected_count.area_code IS 'As in voice_cell.';
COMMENT ON COLUMN protected_count.group_id IS 'As in voice_cell.';
COMMENT ON COLUMN protected_count.theme_id IS 'As in voice_cell.';
COMMENT ON COLUMN protected_count.period_label IS 'As in voice_cell.';
COMMENT ON COLUMN protected_count.then_count IS 'Comments.';

CREATE TABLE voice_source (
    area_code VARCHAR NOT NULL,
    organisation_type VARCHAR NOT NULL CHECK (organisation_type IN (
        'healthwatch', 'vcfse', 'council', 'nhs', 'panel', 'not stated'
    )),
    method VARCHAR NOT NULL CHECK (method IN (
        'survey', 'focus group', 'interview', 'event', 'online', 'letter', 'not stated'
    )),
    comment_count INTEGER,
    state VARCHAR NOT NULL CHECK (state IN ('shown', 'too few', 'protected')),
    is_demonstration BOOLEAN NOT NULL
);
COMMENT ON TABLE voice_source IS 'One row is how many comments came by which kind of organisation and method, safe to show; without a row, too few or none.';
COMMENT ON COLUMN voice_source.area_code IS 'A Place or the system.';
COMMENT ON COLUMN voice_source.organisation_type IS 'As in comment.';
COMMENT ON COLUMN voice_source.method IS 'As in comment.';
COMMENT ON COLUMN voice_source.comment_count IS 'Comments; empty when state is not shown.';
COMMENT ON COLUMN voice_source.state IS 'As in voice_cell.';
COMMENT ON COLUMN voice_source.is_demonstration IS 'As in voice_cell.';

CREATE TABLE quote (
    comment_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    organisation_type VARCHAR NOT NULL CHECK (organisation_type IN (
        'healthwatch', 'vcfse', 'council', 'nhs', 'panel', 'not stated'
    )),
    quote_text VARCHAR NOT NULL,
    theme_ids VARCHAR[] NOT NULL,
    mood VARCHAR CHECK (mood IN ('negative', 'mixed', 'positive')),
    approved_by_role VARCHAR NOT NULL,
    approved_date DATE NOT NULL,
    is_demonstration BOOLEAN NOT NULL
);
COMMENT ON TABLE quote IS 'One row is a comment that may be shown: agreed to, redacted, approved, and from a cell that is shown.';
COMMENT ON COLUMN quote.comment_id IS 'The comment.';
COMMENT ON COLUMN quote.area_code IS 'The Place or the system.';
COMMENT ON COLUMN quote.organisation_type IS 'Broad source.';
COMMENT ON COLUMN quote.quote_text IS 'The words, as a person approved or corrected them.';
COMMENT ON COLUMN quote.theme_ids IS 'Its themes whose cells for the area are shown.';
COMMENT ON COLUMN quote.mood IS 'How it sounds, said by a person, or by a machine as in voice_cell; empty otherwise.';
COMMENT ON COLUMN quote.approved_by_role IS 'Role of the person who approved it.';
COMMENT ON COLUMN quote.approved_date IS 'When.';
COMMENT ON COLUMN quote.is_demonstration IS 'Written for demonstration: nobody said it.';

CREATE TABLE promotion (
    theme_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    promoted_by_role VARCHAR NOT NULL,
    promoted_date DATE NOT NULL,
    is_demonstration BOOLEAN NOT NULL
);
COMMENT ON TABLE promotion IS 'One row is a theme a person put forward although few spoke of it, with the reason.';
COMMENT ON COLUMN promotion.theme_id IS 'The theme.';
COMMENT ON COLUMN promotion.area_code IS 'The Place or the system.';
COMMENT ON COLUMN promotion.group_id IS 'The group, of heard_group, or everyone.';
COMMENT ON COLUMN promotion.reason IS 'Why it matters.';
COMMENT ON COLUMN promotion.promoted_by_role IS 'Role of the person.';
COMMENT ON COLUMN promotion.promoted_date IS 'When.';
COMMENT ON COLUMN promotion.is_demonstration IS 'Part of the demonstration.';

CREATE TABLE free_text (
    subject_id VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL CHECK (table_name IN (
        'comment', 'survey_result', 'idea', 'response', 'engagement_activity', 'resource',
        'promotion'
    )),
    row_id VARCHAR NOT NULL,
    column_name VARCHAR NOT NULL,
    text_to_read VARCHAR NOT NULL,
    text_to_show VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN (
        'held', 'approved', 'corrected', 'refused', 'private'
    )),
    area_code VARCHAR NOT NULL,
    said_date DATE,
    decided_by_role VARCHAR,
    decided_date DATE,
    risk_rank INTEGER,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL,
    row_number INTEGER NOT NULL
);
COMMENT ON TABLE free_text IS 'One row is a free text that could reach somebody who is not staff, for staff alone; other tables have its words only once a person approved these very words.';
COMMENT ON COLUMN free_text.subject_id IS 'What a decision about it names: table, row, column and a fingerprint of the words.';
COMMENT ON COLUMN free_text.table_name IS 'Where it would be shown from.';
COMMENT ON COLUMN free_text.row_id IS 'The row there; empty for names and headings, which are read once for all rows of a column.';
COMMENT ON COLUMN free_text.column_name IS 'The column there.';
COMMENT ON COLUMN free_text.text_to_read IS 'The words, redacted.';
COMMENT ON COLUMN free_text.text_to_show IS 'What may stand on a page: the words, a person''s correction of them, or that they are held or left out.';
COMMENT ON COLUMN free_text.state IS 'held (nobody has read it), approved, corrected, refused; private for a comment whose author did not agree to be quoted.';
COMMENT ON COLUMN free_text.area_code IS 'A Place or the system; of names and headings, the first row''s.';
COMMENT ON COLUMN free_text.said_date IS 'Day it was said, asked or written; empty when nobody wrote it down.';
COMMENT ON COLUMN free_text.decided_by_role IS 'Role of the person who decided; empty while nobody has.';
COMMENT ON COLUMN free_text.decided_date IS 'When; empty for texts of files that come with the project.';
COMMENT ON COLUMN free_text.risk_rank IS 'Order in which staff read comments, 1 first; empty where nothing ranks them. Nothing is hidden by it.';
COMMENT ON COLUMN free_text.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN free_text.source_file_id IS 'The file it came from; empty for what staff wrote here.';
COMMENT ON COLUMN free_text.row_number IS 'The row of the file; 0 for what staff wrote here.';

CREATE TABLE theme_model (
    theme_id VARCHAR NOT NULL,
    example_count INTEGER NOT NULL,
    precision DOUBLE,
    recall DOUBLE,
    share_ratio DOUBLE,
    opposite_share DOUBLE,
    threshold DOUBLE,
    is_in_use BOOLEAN NOT NULL,
    is_public BOOLEAN NOT NULL
);
COMMENT ON TABLE theme_model IS 'One row is how well machine labels of a theme agree with people''s, out of source: on comments of an organisation that the machine did not learn from.';
COMMENT ON COLUMN theme_model.theme_id IS 'The theme, or sentiment.';
COMMENT ON COLUMN theme_model.example_count IS 'Comments labelled by people: real ones where it was measured, or else examples written for the project.';
COMMENT ON COLUMN theme_model.precision IS 'Of machine labels, the share people agree with, 0 to 1; empty where it was never measured.';
COMMENT ON COLUMN theme_model.recall IS 'Of people''s labels, the share the machine finds, 0 to 1; for sentiment the share of clear comments it is right about.';
COMMENT ON COLUMN theme_model.share_ratio IS 'The machine''s share of comments over people''s: above 1 it gives the theme too often; empty for sentiment.';
COMMENT ON COLUMN theme_model.opposite_share IS 'Of clear comments, the share of which it says the opposite; sentiment alone.';
COMMENT ON COLUMN theme_model.threshold IS 'Below this probability the machine gives no label; empty when it never labels.';
COMMENT ON COLUMN theme_model.is_in_use IS 'False when precision on the examples is too low: then only people label.';
COMMENT ON COLUMN theme_model.is_public IS 'Whether machine labels count on pages for everybody without a check of the load; the others are for staff.';

CREATE TABLE check_sample (
    source_file_id VARCHAR NOT NULL,
    sample_order INTEGER NOT NULL,
    comment_id VARCHAR NOT NULL
);
COMMENT ON TABLE check_sample IS 'One row is a comment, drawn at random from a load, that people label without seeing what the machine said; for staff alone.';
COMMENT ON COLUMN check_sample.source_file_id IS 'The load.';
COMMENT ON COLUMN check_sample.sample_order IS 'Order in which they come up.';
COMMENT ON COLUMN check_sample.comment_id IS 'The comment.';

CREATE TABLE label_check (
    source_file_id VARCHAR NOT NULL,
    sample_count INTEGER NOT NULL,
    checked_count INTEGER NOT NULL,
    agreed_count INTEGER NOT NULL,
    opposite_count INTEGER NOT NULL,
    clear_count INTEGER NOT NULL,
    lower_share DOUBLE,
    upper_share DOUBLE,
    theme_given_count INTEGER NOT NULL,
    theme_agreed_count INTEGER NOT NULL,
    mood_is_public BOOLEAN NOT NULL,
    themes_are_public BOOLEAN NOT NULL,
    is_demonstration BOOLEAN NOT NULL
);
COMMENT ON TABLE label_check IS 'One row is a load with comments whose mood a machine gave, and how far people agreed with it on a random fifty.';
COMMENT ON COLUMN label_check.source_file_id IS 'The load: a file.';
COMMENT ON COLUMN label_check.sample_count IS 'Comments drawn: fifty, or all where there are fewer.';
COMMENT ON COLUMN label_check.checked_count IS 'How many of them people have labelled; until it is all of them, nothing follows.';
COMMENT ON COLUMN label_check.agreed_count IS 'Moods on which people agreed with the machine.';
COMMENT ON COLUMN label_check.opposite_count IS 'Clear moods of which the machine said the opposite.';
COMMENT ON COLUMN label_check.clear_count IS 'Comments that people found negative or positive.';
COMMENT ON COLUMN label_check.lower_share IS 'Lower end of the 95% interval (Wilson) of the share agreed on, 0 to 1; empty until all are labelled.';
COMMENT ON COLUMN label_check.upper_share IS 'Upper end.';
COMMENT ON COLUMN label_check.theme_given_count IS 'Themes the machine gave them.';
COMMENT ON COLUMN label_check.theme_agreed_count IS 'Of those, how many people gave too.';
COMMENT ON COLUMN label_check.mood_is_public IS 'Whether machine moods of the load count: 78% or more agreed on, and the opposite of at most 6% of clear ones.';
COMMENT ON COLUMN label_check.themes_are_public IS 'Whether machine labels of themes that were never measured out of source count: 60% or more agreed on, and given no more than 1.5 times too often or too seldom.';
COMMENT ON COLUMN label_check.is_demonstration IS 'Part of the demonstration.';

CREATE TABLE survey_result (
    survey_id VARCHAR NOT NULL,
    survey_name VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    asked_date DATE NOT NULL,
    question VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    answer_order INTEGER NOT NULL,
    area_code VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    answer_count INTEGER,
    base_count INTEGER,
    state VARCHAR NOT NULL CHECK (state IN ('shown', 'too few', 'protected')),
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE survey_result IS 'One row is how many gave one answer to one question of a survey or panel wave.';
COMMENT ON COLUMN survey_result.survey_id IS 'Hash of the file''s own id of the survey or wave.';
COMMENT ON COLUMN survey_result.survey_name IS 'Its name.';
COMMENT ON COLUMN survey_result.organisation IS 'Who asked.';
COMMENT ON COLUMN survey_result.asked_date IS 'Last day it was open.';
COMMENT ON COLUMN survey_result.question IS 'The question as asked.';
COMMENT ON COLUMN survey_result.answer IS 'The answer.';
COMMENT ON COLUMN survey_result.answer_order IS 'Order of answers as in the file.';
COMMENT ON COLUMN survey_result.area_code IS 'A Place or the system.';
COMMENT ON COLUMN survey_result.group_id IS 'everyone, or a group of heard_group.';
COMMENT ON COLUMN survey_result.answer_count IS 'People; empty when state is not shown.';
COMMENT ON COLUMN survey_result.base_count IS 'People asked who answered the question; empty when too few.';
COMMENT ON COLUMN survey_result.state IS 'As in voice_cell.';
COMMENT ON COLUMN survey_result.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN survey_result.source_file_id IS 'The file it came from.';

CREATE TABLE panel_member (
    member_id VARCHAR NOT NULL,
    place_code VARCHAR NOT NULL,
    age_band VARCHAR NOT NULL CHECK (age_band IN (
        '16-34', '35-49', '50-64', '65+', 'not stated'
    )),
    sex VARCHAR NOT NULL CHECK (sex IN ('female', 'male', 'not stated')),
    ethnic_group VARCHAR NOT NULL CHECK (ethnic_group IN (
        'asian', 'black', 'mixed', 'white', 'other', 'not stated'
    )),
    deprivation_quintile INTEGER,
    weight DOUBLE,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE panel_member IS 'One row is a member of the Citizens'' Panel: no name, only what representativeness needs.';
COMMENT ON COLUMN panel_member.member_id IS 'Hash of the panel''s own number.';
COMMENT ON COLUMN panel_member.place_code IS 'Place.';
COMMENT ON COLUMN panel_member.age_band IS 'Age, in years.';
COMMENT ON COLUMN panel_member.sex IS 'Sex.';
COMMENT ON COLUMN panel_member.ethnic_group IS 'Broad ethnic group.';
COMMENT ON COLUMN panel_member.deprivation_quintile IS 'Fifth of England, 1 most deprived; empty when not known.';
COMMENT ON COLUMN panel_member.weight IS 'Raked and trimmed weight, mean 1; empty when it cannot be weighted.';
COMMENT ON COLUMN panel_member.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN panel_member.source_file_id IS 'The file it came from.';

CREATE TABLE engagement_activity (
    activity_id VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    organisation_type VARCHAR NOT NULL CHECK (organisation_type IN (
        'healthwatch', 'vcfse', 'council', 'nhs', 'panel', 'not stated'
    )),
    area_code VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE,
    date_label VARCHAR NOT NULL,
    method VARCHAR NOT NULL CHECK (list_has_all(
        ['survey', 'focus group', 'interview', 'event', 'online', 'letter', 'not stated'],
        string_split(method, ', ')
    )),
    topic VARCHAR NOT NULL,
    people_heard VARCHAR NOT NULL,
    people_count INTEGER,
    people_state VARCHAR NOT NULL CHECK (people_state IN ('shown', 'too few', 'not stated')),
    source VARCHAR NOT NULL,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE engagement_activity IS 'One row is an occasion on which people were asked or met.';
COMMENT ON COLUMN engagement_activity.activity_id IS 'Hash of the file''s own id, which people may have written names into.';
COMMENT ON COLUMN engagement_activity.organisation IS 'Who did it.';
COMMENT ON COLUMN engagement_activity.organisation_type IS 'As in comment.';
COMMENT ON COLUMN engagement_activity.area_code IS 'A Place or the system.';
COMMENT ON COLUMN engagement_activity.start_date IS 'First day, as exactly as known; empty when nobody wrote it down.';
COMMENT ON COLUMN engagement_activity.end_date IS 'Last day, as exactly as known; empty when nobody wrote it down.';
COMMENT ON COLUMN engagement_activity.date_label IS 'The date as known: 1 March 2022, 2022, or date not stated.';
COMMENT ON COLUMN engagement_activity.method IS 'As in comment, or several joined by commas.';
COMMENT ON COLUMN engagement_activity.topic IS 'What was asked about.';
COMMENT ON COLUMN engagement_activity.people_heard IS 'Who took part, in words.';
COMMENT ON COLUMN engagement_activity.people_count IS 'How many; only when shown.';
COMMENT ON COLUMN engagement_activity.people_state IS 'shown; too few (fewer than the smallest base, or none); not stated.';
COMMENT ON COLUMN engagement_activity.source IS 'Where we know it from.';
COMMENT ON COLUMN engagement_activity.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN engagement_activity.source_file_id IS 'The file it came from.';

CREATE TABLE planned_activity (
    activity_id VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    date_label VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE planned_activity IS 'One row is an occasion that lay ahead when the store was built: people can still go. It counts nowhere.';
COMMENT ON COLUMN planned_activity.activity_id IS 'As in engagement_activity.';
COMMENT ON COLUMN planned_activity.organisation IS 'Who holds it.';
COMMENT ON COLUMN planned_activity.area_code IS 'A Place or the system.';
COMMENT ON COLUMN planned_activity.start_date IS 'First day, as exactly as known.';
COMMENT ON COLUMN planned_activity.end_date IS 'Last day, as exactly as known.';
COMMENT ON COLUMN planned_activity.date_label IS 'The date as known: 1 March 2027, or March 2027.';
COMMENT ON COLUMN planned_activity.method IS 'As in engagement_activity.';
COMMENT ON COLUMN planned_activity.topic IS 'What people can talk about, and where, in the words of who holds it.';
COMMENT ON COLUMN planned_activity.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN planned_activity.source_file_id IS 'The file it came from.';

CREATE TABLE activity_group (
    activity_id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL
);
COMMENT ON TABLE activity_group IS 'One row is a group an activity reached.';
COMMENT ON COLUMN activity_group.activity_id IS 'The activity.';
COMMENT ON COLUMN activity_group.group_id IS 'The group, of heard_group.';

CREATE TABLE idea (
    idea_id VARCHAR NOT NULL,
    challenge VARCHAR NOT NULL,
    idea_text VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    support_count INTEGER,
    stage VARCHAR NOT NULL CHECK (stage IN (
        'new', 'under review', 'being tried', 'adopted', 'not taken forward'
    )),
    stage_date DATE NOT NULL,
    stage_reason VARCHAR NOT NULL,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE idea IS 'One row is an idea in the pipeline.';
COMMENT ON COLUMN idea.idea_id IS 'Hash of the file''s own id, which people may have written names into.';
COMMENT ON COLUMN idea.challenge IS 'The challenge it answers.';
COMMENT ON COLUMN idea.idea_text IS 'The idea, redacted.';
COMMENT ON COLUMN idea.area_code IS 'A Place or the system.';
COMMENT ON COLUMN idea.support_count IS 'People who supported it; empty for fewer than the smallest base, or none.';
COMMENT ON COLUMN idea.stage IS 'How far it has come.';
COMMENT ON COLUMN idea.stage_date IS 'Since when.';
COMMENT ON COLUMN idea.stage_reason IS 'Why, in words; never empty for not taken forward.';
COMMENT ON COLUMN idea.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN idea.source_file_id IS 'The file it came from.';

CREATE TABLE response (
    response_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    said_date DATE NOT NULL,
    decision VARCHAR NOT NULL,
    decision_date DATE,
    action VARCHAR NOT NULL,
    owner_role VARCHAR NOT NULL,
    due_date DATE,
    status VARCHAR NOT NULL CHECK (status IN ('heard', 'deciding', 'doing', 'done', 'could not')),
    status_reason VARCHAR NOT NULL,
    indicator_id VARCHAR,
    told_back_date DATE,
    release_id VARCHAR NOT NULL,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE response IS 'One row is what was done about something people said.';
COMMENT ON COLUMN response.response_id IS 'Hash of the file''s own id, which people may have written names into.';
COMMENT ON COLUMN response.area_code IS 'A Place or the system.';
COMMENT ON COLUMN response.theme_id IS 'What it was about.';
COMMENT ON COLUMN response.group_id IS 'Who said it: a group of heard_group, or everyone.';
COMMENT ON COLUMN response.said IS 'What people said, in short.';
COMMENT ON COLUMN response.said_date IS 'When it was heard.';
COMMENT ON COLUMN response.decision IS 'What was decided; empty while none is.';
COMMENT ON COLUMN response.decision_date IS 'When.';
COMMENT ON COLUMN response.action IS 'What is done; empty while nothing is.';
COMMENT ON COLUMN response.owner_role IS 'Role that answers for it.';
COMMENT ON COLUMN response.due_date IS 'When it should be done.';
COMMENT ON COLUMN response.status IS 'How far it has come.';
COMMENT ON COLUMN response.status_reason IS 'Why; never empty for could not.';
COMMENT ON COLUMN response.indicator_id IS 'The indicator to watch.';
COMMENT ON COLUMN response.told_back_date IS 'When those who said it were told; empty while they have not been.';
COMMENT ON COLUMN response.release_id IS 'The published chart or page that people answered; empty for none.';
COMMENT ON COLUMN response.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN response.source_file_id IS 'The file it came from.';

CREATE TABLE resource (
    resource_id VARCHAR NOT NULL,
    resource_name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN (
        'place to go', 'training', 'device or data', 'programme'
    )),
    subject_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    neighbourhood_code VARCHAR,
    what VARCHAR NOT NULL,
    run_by VARCHAR NOT NULL,
    is_demonstration BOOLEAN NOT NULL,
    source_file_id VARCHAR NOT NULL
);
COMMENT ON TABLE resource IS 'One row is something people can go to, or a programme that helps.';
COMMENT ON COLUMN resource.resource_id IS 'Hash of the file''s own id, which people may have written names into.';
COMMENT ON COLUMN resource.resource_name IS 'Its name.';
COMMENT ON COLUMN resource.kind IS 'What it is.';
COMMENT ON COLUMN resource.subject_id IS 'The subject it is about.';
COMMENT ON COLUMN resource.area_code IS 'A Place or the system.';
COMMENT ON COLUMN resource.neighbourhood_code IS 'LSOA 2021 it stands in, where known.';
COMMENT ON COLUMN resource.what IS 'What it offers, in short.';
COMMENT ON COLUMN resource.run_by IS 'Who runs it.';
COMMENT ON COLUMN resource.is_demonstration IS 'Written for demonstration.';
COMMENT ON COLUMN resource.source_file_id IS 'The file it came from.';

CREATE TABLE build (
    build_id VARCHAR NOT NULL,
    built_at TIMESTAMP NOT NULL,
    code_version VARCHAR NOT NULL,
    is_embedded_default BOOLEAN NOT NULL,
    smallest_base INTEGER NOT NULL,
    schema_id VARCHAR NOT NULL,
    carries_on_from VARCHAR NOT NULL,
    is_public BOOLEAN NOT NULL,
    system_id VARCHAR NOT NULL
);
COMMENT ON TABLE build IS 'One row: this store.';
COMMENT ON COLUMN build.build_id IS 'Fingerprint of everything in the store but this table.';
COMMENT ON COLUMN build.built_at IS 'When it was built (UTC).';
COMMENT ON COLUMN build.code_version IS 'Version of the code that built it.';
COMMENT ON COLUMN build.is_embedded_default IS 'True when only the embedded figures were used.';
COMMENT ON COLUMN build.smallest_base IS 'Counts of comments, answers or panel members below it are not shown.';
COMMENT ON COLUMN build.schema_id IS 'Fingerprint of the schema it was built with.';
COMMENT ON COLUMN build.carries_on_from IS 'Build of the public store whose counts these carry on from, in batches; empty when nothing was public yet.';
COMMENT ON COLUMN build.is_public IS 'True for a store that holds only what anybody may see.';
COMMENT ON COLUMN build.system_id IS 'The system it is about: its folder in data/catalogue/systems.';
