"""From records of people to counts that are safe to show: `python -m etl records`.

Records stay where they are: DuckDB or Spark counts them there, hides what is small there, and
hands over one file of counts, which a build reads like any other. `command` is the command line,
`definitions` what is counted, `engine` what counts it, `people` who is counted, `criteria` who is
found, `cells` the one expression that counts, `hiding` what of it may leave, `counts` the file.
Only this package needs requirements-engine.txt.
"""
