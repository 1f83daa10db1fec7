"""The store: a built DuckDB file, asked by named queries, and what people decided beside it."""

from insight.store.cache import CachedStore, cached, open_cached, open_public_cached, uncached
from insight.store.connection import NoStore, Store, current_path, open_store

__all__ = [
    "CachedStore",
    "NoStore",
    "Store",
    "cached",
    "current_path",
    "open_cached",
    "open_public_cached",
    "open_store",
    "uncached",
]
