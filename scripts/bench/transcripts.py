#!/usr/bin/env python3
"""Writes conversations of Claude Code in the mix of real ones: nine tenths of the bytes are results of tools.

usage: transcripts.py FOLDER BYTES     makes FOLDER/session-N.jsonl, some 20 MB each
       transcripts.py --json FILE...   reads the same lines with json, and counts what people typed
"""
import json
import os
import random
import sys
import uuid


def words(rng, count):
    return " ".join(rng.choice(WORDS) for _ in range(count))


WORDS = """the file fix test import swift parser token expiry session record index query build failing error add remove
rename handle path name value return func struct let var string bytes line column empty none when after before retry
timeout cache lock write read folder prompt history decision export module branch commit review docs example""".split()


def source(rng, lines):
    """What a tool answers: numbered lines of code, with quotes, backslashes and tabs."""
    return "\n".join(
        f'{n:6d}→\tlet {rng.choice(WORDS)} = try {rng.choice(WORDS)}("{words(rng, 4)}\\n", at: {n}) // {words(rng, 3)}'
        for n in range(1, lines)
    )


def generate(folder, total):
    rng = random.Random(7)
    os.makedirs(folder, exist_ok=True)
    # A few bodies are used over and over: what is measured is the reading.
    bodies = [source(rng, rng.choice([20, 60, 150, 400, 1200])) for _ in range(64)]
    written = number = 0
    while written < total:
        session = str(uuid.UUID(int=rng.getrandbits(128)))
        with open(os.path.join(folder, f"session-{number:03d}.jsonl"), "w", encoding="utf-8") as file:
            number += 1
            size = turn = 0

            def line(value):
                text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
                file.write(text)
                return len(text.encode())

            def base(kind):
                return {
                    "parentUuid": str(uuid.UUID(int=rng.getrandbits(128))), "isSidechain": False, "userType": "external",
                    "cwd": "/project", "sessionId": session, "version": "2.1.7", "gitBranch": "main", "type": kind,
                }

            def stamp():
                return {
                    "uuid": str(uuid.UUID(int=rng.getrandbits(128))),
                    "timestamp": f"2026-01-{1 + number % 28:02d}T{turn % 24:02d}:{turn % 60:02d}:31.459Z",
                }

            while size < 20_000_000 and written + size < total:
                turn += 1
                size += line(base("user") | {"message": {"role": "user", "content": words(rng, 30) + f" ({session} {turn})"}} | stamp())
                for step in range(rng.randint(4, 24)):
                    name = f"msg_{turn}_{step}"
                    usage = {"input_tokens": 10, "cache_read_input_tokens": 9000, "output_tokens": 120}
                    block = {"type": "tool_use", "id": f"toolu_{turn}_{step}", "name": rng.choice(["Read", "Bash", "Edit", "Grep"]),
                             "input": {"file_path": f"/project/Sources/{rng.choice(WORDS)}.swift", "command": "swift test"}}
                    size += line(base("assistant") | {"message": {"model": "claude-x", "id": name, "role": "assistant", "content": [block], "usage": usage}} | stamp())
                    if rng.random() < 0.5:
                        size += line(base("progress") | {"data": {"type": "hook_progress", "hookName": "PostToolUse"}} | stamp())
                    body = rng.choice(bodies)
                    size += line(base("user") | {"message": {"role": "user", "content": [
                        {"tool_use_id": f"toolu_{turn}_{step}", "type": "tool_result", "content": body}]}} | stamp()
                        | {"toolUseResult": {"stdout": body[:200], "isImage": False}})
                size += line(base("assistant") | {"message": {"model": "claude-x", "id": f"msg_{turn}", "role": "assistant",
                    "content": [{"type": "text", "text": words(rng, 90)}], "usage": {"output_tokens": 100}}} | stamp())
            written += size
    print(f"{number} files, {written} bytes")


def read(files):
    """The least that a Python program does: json for each line, and the texts of people."""
    count = 0
    for name in files:
        with open(name, encoding="utf-8") as file:
            for text in file:
                value = json.loads(text)
                if value.get("type") == "user" and isinstance(value["message"]["content"], str):
                    count += 1
    print(f"{count} prompts")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--json":
        read(sys.argv[2:])
    elif len(sys.argv) == 3:
        generate(sys.argv[1], int(sys.argv[2]))
    else:
        sys.exit(__doc__)
