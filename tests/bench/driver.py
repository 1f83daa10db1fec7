"""A visitor without a browser: asks a running dashboard for pages as Streamlit's own page does.

One websocket per visitor. A choice sends the pickers' values, the address the page last gave, and
the hashes of the large messages a browser would still hold, so that the server sends as much as it
would send to a browser. What may be chosen is read from the pickers the page itself shows.
"""

from __future__ import annotations

import asyncio
import random
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

PATIENCE_SECONDS = 30  # longer than any reader waits
RUNS_A_BROWSER_KEEPS = 2  # Streamlit's global.maxCachedMessageAge
WELL_FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class PageFailed(Exception):
    """There was an error instead of an answer."""


FAULTS = (PageFailed, OSError, TimeoutError, WebSocketException)


@dataclass(frozen=True)
class Picker:
    """A picker on a page, as last drawn. label: the words beside it.

    fragment_id: the part of the page that runs again alone when it is used ('' for all of it).
    """

    widget_id: str
    label: str
    options: tuple[str, ...]
    default: str
    is_row_of_buttons: bool
    fragment_id: str


@dataclass(frozen=True)
class Rerun:
    """One answer: seconds from asking to the script's end, bytes received as they travelled
    (compressed where the server compresses), and those of maps, each compressed by itself."""

    seconds: float
    byte_count: int
    map_byte_count: int


class Line(ClientConnection):
    """A connection that counts the bytes that travel, compressed as they are."""

    received_count = 0

    def data_received(self, data: bytes) -> None:
        """Called with whatever has come in."""
        self.received_count += len(data)
        super().data_received(data)


class Visitor:
    """One person looking at the dashboard. `pages`: name by address, known after `open`."""

    def __init__(self, socket: Line) -> None:
        self.pages: dict[str, str] = {}
        self.pickers: list[Picker] = []
        self._socket = socket
        self._page = ""
        self._address = ""  # what stands after its question mark
        self._page_hashes: dict[str, str] = {}
        self._chosen: dict[str, str] = {}  # option by widget
        self._kept: dict[str, tuple[int, ForwardMsg]] = {}  # run and message by hash
        self._run_number = 0

    async def open(self, page: str = "") -> Rerun:
        """Go to a page ('' is the front page) with nothing chosen yet."""
        self._page, self._address, self._chosen, self.pickers = page, "", {}, []
        return await self._ask()

    async def choose(self, picker: Picker, option: str) -> Rerun:
        """Choose one option of a picker on the page."""
        self._chosen[picker.widget_id] = option
        return await self._ask(picker.fragment_id)

    async def choose_any(self, chance: random.Random) -> Rerun:
        """Change one picker of the page; where it has none, ask for the same page again."""
        if not self.pickers:
            return await self._ask()
        picker = chance.choice(self.pickers)
        others = [option for option in picker.options if option != self.chosen(picker)]
        return await self.choose(picker, chance.choice(others))

    def chosen(self, picker: Picker) -> str:
        """The option a picker of the page stands on."""
        return self._chosen.get(picker.widget_id, picker.default)

    async def _ask(self, fragment_id: str = "") -> Rerun:
        message = self._request(fragment_id).SerializeToString()
        started = time.perf_counter()
        await self._socket.send(message)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                byte_count, map_byte_count = await self._listen()
        except TimeoutError as late:
            raise PageFailed(f"no answer within {PATIENCE_SECONDS} s") from late
        seconds = time.perf_counter() - started
        self._run_number += 1
        oldest = self._run_number - RUNS_A_BROWSER_KEEPS
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] >= oldest}
        return Rerun(seconds, byte_count, map_byte_count)

    def _request(self, fragment_id: str) -> BackMsg:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.fragment_id = fragment_id
        for picker in self.pickers:
            option = self.chosen(picker)
            state = WidgetState(id=picker.widget_id)
            if picker.is_row_of_buttons:
                state.string_array_value.data.append(option)
            else:
                state.string_value = option
            rerun.widget_states.widgets.append(state)
        rerun.query_string = self._address
        rerun.cached_message_hashes.extend(self._kept)
        if self._page in self._page_hashes:
            rerun.page_script_hash = self._page_hashes[self._page]
        else:
            rerun.page_name = self._page
        return message

    async def _listen(self) -> tuple[int, int]:
        """Receive until the script has finished. Bytes of everything on the line, and of maps."""
        map_byte_count, before = 0, self._socket.received_count
        async for content in self._socket:
            message = self._whole(ForwardMsg.FromString(content))
            kind = message.WhichOneof("type")
            if kind == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "bidi_component":
                    map_byte_count += len(zlib.compress(content))
                self._see(element, message.delta.fragment_id)
            elif kind == "new_session":
                drawn_again = message.metadata.run.fragment_ids
                others = [each for each in self.pickers if each.fragment_id not in drawn_again]
                self.pickers = others if drawn_again else []
            elif kind == "navigation":
                listed = message.navigation.app_pages
                self.pages = {page.url_pathname: page.page_name for page in listed}
                self._page_hashes = {page.url_pathname: page.page_script_hash for page in listed}
            elif kind == "page_info_changed":
                self._address = message.page_info_changed.query_string
            elif kind == "page_not_found":
                raise PageFailed(f"there is no page '{self._page}'")
            elif kind == "script_finished":
                if message.script_finished in WELL_FINISHED:
                    return self._socket.received_count - before, map_byte_count
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise PageFailed(f"page '{self._page}' does not compile")
        raise PageFailed("the server closed the connection")

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message, or the kept one it refers to. Large ones are kept as a browser does."""
        if message.WhichOneof("type") == "ref_hash":
            message = self._kept[message.ref_hash][1]
        if message.metadata.cacheable:
            self._kept[message.hash] = (self._run_number, message)
        return message

    def _see(self, element: Element, fragment_id: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageFailed(f"{element.exception.type}: {element.exception.message}")
        if kind not in ("selectbox", "button_group"):
            return
        drawn = element.selectbox if kind == "selectbox" else element.button_group
        if drawn.set_value:  # the server has put another option in place of ours
            self._chosen.pop(drawn.id, None)
            values = [drawn.raw_value] if kind == "selectbox" else drawn.raw_values
            self._chosen.update((drawn.id, value) for value in values)
        if len(drawn.options) > 1:
            self.pickers.append(_picker(drawn, fragment_id))


def _picker(drawn: Selectbox | ButtonGroup, fragment_id: str) -> Picker:
    if isinstance(drawn, Selectbox):
        options, default = tuple(drawn.options), drawn.default
    else:
        options = tuple(option.content for option in drawn.options)
        default = drawn.default[0] if drawn.default else 0
    return Picker(
        drawn.id,
        drawn.label,
        options,
        options[default],
        isinstance(drawn, ButtonGroup),
        fragment_id,
    )


@asynccontextmanager
async def visit(address: str) -> AsyncIterator[Visitor]:
    """Connect to the dashboard at `address` (host:port). Nothing is asked for yet."""
    async with connect(
        f"ws://{address}/_stcore/stream",
        origin=Origin(f"http://{address}"),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
        create_connection=Line,
    ) as socket:
        yield Visitor(socket)
