"""What stands between a version and readers: checks over the very bytes that would go out.

Each check is a small function listed in `checks.CHECKS`; `checks.gate` asks them all.
"""
