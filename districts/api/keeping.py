"""Answers about one revision, kept in memory: what it says never changes, so it need not be written twice."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from districts.api.refusals import JSON

MOST, LARGEST = 64, 200_000  # answers of a process, bytes of one


class Answer(NamedTuple):
    """What is sent again: the text and its links."""

    text: bytes
    link: str


class Keeper:
    """The answers that were asked for last, by the digest of the publication and the whole address."""

    def __init__(self) -> None:
        self.answers: OrderedDict[tuple[str, str], Answer] = OrderedDict()
        self.lock = Lock()  # threads share it

    def find(self, key: tuple[str, str]) -> Answer | None:
        """The one of that key, which is the newest from now on."""
        with self.lock:
            answer = self.answers.get(key)
            if answer:
                self.answers.move_to_end(key)
            return answer

    def keep(self, key: tuple[str, str], answer: Answer) -> None:
        """Keep it, and drop the one that was not asked for longest."""
        if len(answer.text) > LARGEST:
            return
        with self.lock:
            self.answers[key] = answer
            while len(self.answers) > MOST:
                self.answers.popitem(last=False)


KEEPER = Keeper()


def kept(request: HttpRequest, digest: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer from memory, or a new one."""
    key = digest, request.build_absolute_uri()
    answer = KEEPER.find(key)
    if answer is None:
        response = build()
        KEEPER.keep(key, Answer(response.content, response.headers["Link"]))
        return response
    return HttpResponse(answer.text, content_type=JSON, headers={"Link": answer.link})
