"""Made-up records in OMOP tables, with all that real ones have wrong with them, and what is true.

They feed the tests, which know what must come out, and `make records`. What is planted stands in
data/demonstration/records.toml.
"""

from etl.records.synthetic.tables import TRUTH_NAME, write

__all__ = ["TRUTH_NAME", "write"]
