"""Executes chapters through Jupyter's client and compares what they print with what the course's own run prints.

    chapters.py PROGRAM NOTEBOOK...

PROGRAM is the course's dll, whose hidden verb `execute` is what `run` starts for each chapter.
"""
import json
import os
import subprocess
import sys
import time

import nbformat
from nbclient import NotebookClient


def texts(outputs):
    """The text of a cell: its streams, and the plain text of its values, in order."""
    joined = lambda value: "".join(value) if isinstance(value, list) else value
    found = []
    for output in outputs:
        if output["output_type"] == "stream":
            # How often a stream is sent on depends on the moment: what counts is the text.
            earlier = found.pop()[1] if found and found[-1][0] == output["name"] else ""
            found.append((output["name"], earlier + joined(output["text"])))
        elif output["output_type"] in ("display_data", "execute_result"):
            found.append(("value", joined(output["data"].get("text/plain", ""))))
        else:
            found.append(("error", output["evalue"]))
    return found


def by_run(program, path):
    """The text of each code cell, as the course's own execution has it."""
    done = subprocess.run(
        ["dotnet", program, "execute", os.path.basename(path)],
        cwd=os.path.dirname(path) or ".", capture_output=True, text=True, encoding="utf-8",
    )
    records = [json.loads(line.split("\x1e", 1)[1]) for line in done.stdout.split("\n") if "\x1e" in line]
    return [texts(record["outputs"]) for record in records if "outputs" in record]


def by_jupyter(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name=".net-csharp", resources={"metadata": {"path": os.path.dirname(path) or "."}}).execute()
    return notebook


def main(program, paths):
    differing = 0
    for path in paths:
        start = time.time()
        cells = [cell for cell in by_jupyter(path).cells if cell.cell_type == "code"]
        seconds = time.time() - start
        expected = by_run(program, path)
        wrong = []
        for number, (cell, text) in enumerate(zip(cells, expected), 1):
            if "measured" not in cell.metadata.get("tags", []) and texts(cell.outputs) != text:
                wrong.append(f"  cell {number}: Jupyter has {texts(cell.outputs)!r}, run has {text!r}")
        if len(cells) != len(expected):
            wrong.append(f"  {len(cells)} cells by Jupyter, {len(expected)} by run")
        print(f"{'FAIL' if wrong else 'ok  '} {path}: {len(cells)} cells in {seconds:.1f} s", *wrong, sep="\n", flush=True)
        differing += bool(wrong)
    print(f"{len(paths) - differing} passed, {differing} failed")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
