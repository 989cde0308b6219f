"""The Dockerfile of the class server, read: its stages, and the instructions of each."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCKERFILE = ROOT / "Dockerfile"
PORT = 8501

Instruction = tuple[str, str]


def instructions() -> list[Instruction]:
    """Every instruction with what follows it; lines that go on are one."""
    text = re.sub(r"(?m)^\s*#.*\n", "", DOCKERFILE.read_text("utf-8")).replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    return [(name, words.strip()) for name, _, words in (line.partition(" ") for line in lines if line)]


def stages() -> list[list[Instruction]]:
    """The instructions of each stage, its FROM first."""
    found: list[list[Instruction]] = []
    for name, words in instructions():
        if name == "FROM":
            found.append([])
        if found:
            found[-1].append((name, words))
    return found


def last(name: str) -> str:
    """What the image that is run says last under a name."""
    return next(words for found, words in reversed(stages()[-1]) if found == name)


def command() -> list[str]:
    words: list[str] = json.loads(last("CMD"))
    return words


def health_check() -> list[str]:
    words: list[str] = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    return words
