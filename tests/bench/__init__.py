"""Benchmarks against the budgets of the design: `python -m tests.bench`. They never fail a test."""
