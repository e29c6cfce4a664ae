"""A real mail server that keeps what it receives, and can be slow, refuse, hang up, or be down."""

import asyncio
import threading
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.ports import free_port


@dataclass(frozen=True)
class Delivery:
    """`at`: seconds of `time.monotonic`. `connection` is the same object for all that came over it."""

    at: float
    connection: Session
    message: EmailMessage


class SmtpServer:
    """Stopped and started again, it keeps its port and its messages."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self._controller: Controller | None = None
        self._received = threading.Condition()
        self._deliveries: list[Delivery] = []
        self._farewells: list[Session] = []
        self._refusal: str | None = None
        self._refused: dict[str, str] = {}
        self.connections = 0
        self._dropping = False
        self._delay = self._silence = 0.0

    @property
    def messages(self) -> list[EmailMessage]:
        """All that was taken over so far, dropped connections included, oldest first."""
        return [delivery.message for delivery in self.deliveries]

    @property
    def deliveries(self) -> list[Delivery]:
        """The same, with when and how each came."""
        with self._received:
            return list(self._deliveries)

    def said_farewell(self, connection: Session) -> bool:
        """Whether the sender ended it with QUIT; else it was cut."""
        return any(ended is connection for ended in self._farewells)

    def wait_for(self, count: int, seconds: float = 15) -> list[EmailMessage]:
        """The messages, as soon as there are `count`. Raises AssertionError where they do not come."""
        deadline = time.monotonic() + seconds
        with self._received:
            while len(self._deliveries) < count:
                left = deadline - time.monotonic()
                assert left > 0, f"{len(self._deliveries)} of {count} messages came within {seconds} s"
                self._received.wait(left)
        return self.messages

    def clear(self) -> None:
        """Forget what came so far."""
        with self._received:
            self._deliveries.clear()

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Nobody listens from now on. Stopping twice is harmless."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def refuse(self, code: int) -> None:
        """Answer every recipient with that code: 4xx asks to try later, 5xx is for good."""
        self._refusal = f"{code} refused"

    def refuse_to(self, address: str, code: int) -> None:
        """Answer that recipient alone with the code."""
        self._refused[address] = f"{code} refused"

    def drop(self) -> None:
        """Take each message over, then hang up before saying so: the sender cannot know."""
        self._dropping = True

    def dawdle(self, seconds: float) -> None:
        """Take that long over each message."""
        self._delay = seconds

    def hesitate(self, seconds: float) -> None:
        """Take each message over, and say so only that much later."""
        self._silence = seconds

    def behave(self) -> None:
        """Take messages over as a mail server should."""
        self._refusal, self._dropping, self._delay, self._silence = None, False, 0.0, 0.0
        self._refused.clear()

    async def handle_EHLO(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self._refused.get(address, self._refusal)
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        await asyncio.sleep(self._delay)
        message = message_from_bytes(content, policy=policy.default)
        with self._received:
            self._deliveries.append(Delivery(time.monotonic(), session, message))
            self._received.notify_all()
        await asyncio.sleep(self._silence)
        if self._dropping and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 OK"

    async def handle_QUIT(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self._farewells.append(session)
        return "221 Bye"
