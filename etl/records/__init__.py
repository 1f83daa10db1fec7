"""From records of people to counts that are safe to show: `python -m etl records`.

Records stay where they are: DuckDB or Spark counts them there, hides what is small there, and
hands over one file of counts, which a build reads like any other. `command` is the command line,
`definitions` what is counted, `engine` what counts it, `desk` the steps it is asked in: `people`
who is counted, `recorded` what is recorded of them, `facts` what that means in a period, `cells`
the sums, `hiding` what of them may leave, `table_search` what is hidden beyond that, `counts` the
file.
Only this package needs requirements-engine.txt.
"""
