"""The two forms of the product as they are attacked: which parts there are, and how each is started."""

from dataclasses import dataclass

REDIS = "redis"


@dataclass(frozen=True)
class Command:
    """A command of the product's own, or of a module of the tests that starts a part in its place."""

    words: tuple[str, ...]
    module: str = "tracker"


@dataclass(frozen=True)
class Form:
    """`parts`: what can be killed, and the command of each; Redis is no command of ours. `senders`: those that send.

    `web` serves pages, and is of two processes, of which each can be killed alone.
    """

    name: str
    parts: dict[str, Command | None]
    senders: tuple[str, ...]
    web: str
    on_postgres: bool


_EACH_SECOND = Command(("beat",), "tests.workers.child")
"""The product's beat, ticking each second: a minute is long for a test, and a beat is a beat."""

SERVER = Form(
    name="server",
    parts={
        REDIS: None,
        "projector": Command(("projector",)),
        "worker-1": Command(("worker",)),
        "worker-2": Command(("worker",)),
        "beat-1": _EACH_SECOND,
        "beat-2": _EACH_SECOND,
        "web": Command(("serve",)),
    },
    senders=("worker-1", "worker-2"),
    web="web",
    on_postgres=True,
)

EMBEDDED = Form(
    name="embedded",
    parts={"serve": Command(("serve",))},
    senders=("serve",),
    web="serve",
    on_postgres=False,
)

FORMS = {form.name: form for form in (SERVER, EMBEDDED)}


def kind(part: str) -> str:
    """`worker-2` is a worker."""
    return part.partition("-")[0]
