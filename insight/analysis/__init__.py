"""What the figures say: comparisons, latest figures, key findings, mismatches, voices."""
