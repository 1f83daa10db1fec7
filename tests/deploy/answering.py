"""Somebody who fills in the form for what lies behind a chart, from an address of their own.

All of 127.0.0.0/8 is this machine, so people with addresses of their own can be played on it.
"""

from __future__ import annotations

import ssl

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from pages.responses import answer
from tests.bench.driver import Line, Visitor
from tests.deploy.sites import PUBLIC, Sites

WORDS = "The bus to the surgery stopped running"


class Answerer(Visitor):
    """A visitor whose page holds the form. said: the words that the page shows."""

    def __init__(self, socket: Line) -> None:
        super().__init__(socket)
        self.said = ""
        self._ids: dict[str, str] = {}  # of the form's fields, by label
        self._is_sending = False

    async def send(self) -> str:
        """Fill in the form and press the button; what the page says then."""
        self.said, self._is_sending = "", True
        await self._ask()
        self._is_sending = False
        return self.said

    def _see(self, element: Element, fragment_id: str) -> None:
        super()._see(element, fragment_id)
        kind = element.WhichOneof("type")
        if kind in ("text_area", "selectbox", "button"):
            drawn = getattr(element, kind)
            self._ids[drawn.label] = drawn.id
        elif kind in ("markdown", "html"):
            self.said += getattr(element, kind).body

    def _request(self, fragment_id: str) -> BackMsg:
        message = super()._request(fragment_id)
        if self._is_sending:
            where = self._ids[answer.WHERE]
            kept = [each for each in message.rerun_script.widget_states.widgets if each.id != where]
            del message.rerun_script.widget_states.widgets[:]
            message.rerun_script.widget_states.widgets.extend(
                [
                    *kept,
                    WidgetState(id=self._ids[answer.WHAT], string_value=WORDS),
                    WidgetState(id=where, string_value="Halton"),
                    WidgetState(id=self._ids["Send"], trigger_value=True),
                ]
            )
        return message


async def answers(running: Sites, source: str, claims: list[str]) -> list[str]:
    """What the page says to one answer after another, each from a page of its own.

    source: the address they come from. claims: where each says that it comes from.
    """
    context = ssl._create_unverified_context()
    said = []
    for claim in claims:
        async with connect(
            f"wss://{PUBLIC}:{running.port}/_stcore/stream",
            host="127.0.0.1",
            ssl=context,
            local_addr=(source, 0),
            origin=Origin(running.home(PUBLIC)),
            additional_headers={"X-Forwarded-For": claim, "X-Real-IP": claim},
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            proxy=None,
            create_connection=Line,
        ) as socket:
            person = Answerer(socket)
            await person.open()
            await person.open("you_said_we_did")
            said.append(await person.send())
    return said
