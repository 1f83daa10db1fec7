"""Every text of a pack."""

from __future__ import annotations

from collections.abc import Iterator

from insight.export.board_pack.parts import Pack


def every_text(pack: Pack) -> Iterator[str]:
    for section in pack.sections:
        yield section.name
        for part in section.parts:
            yield part.title
            yield part.subtitle
            yield from part.sentences
            if part.table:
                yield part.table.caption
                yield from part.table.heads
                for row in part.table.rows:
                    yield from row
