"""Executes chapters through Jupyter's client and compares what they print with what the course's own run printed. What a reader would
then save has to be small, and to hold a picture of each figure: a page that runs no script of a notebook, like GitHub's, shows nothing else.

    chapters.py FOLDER NOTEBOOK...

FOLDER is where `run --solutions` keeps the notebooks that it has executed; the notebooks' paths begin with notebooks/.
"""
import os
import sys
import time

import nbformat
from nbclient import NotebookClient

PLOTLY, LARGEST = "application/vnd.plotly.v1+json", 1_000_000


def joined(value):
    """A text, which a file may keep in lines."""
    return "".join(value) if isinstance(value, list) else value


def add_stream(found, output):
    """Appends a stream's text to what was found. How often it is sent on depends on the moment: what counts is the text."""
    earlier = found.pop()[1] if found and found[-1][0] == output["name"] else ""
    found.append((output["name"], earlier + joined(output["text"])))


def texts(outputs):
    """The text of a cell: its streams, and the plain text of its values, in order."""
    found = []
    for output in outputs:
        if output["output_type"] == "stream":
            add_stream(found, output)
        elif output["output_type"] in ("display_data", "execute_result"):
            found.append(("value", joined(output["data"].get("text/plain", ""))))
        else:
            found.append(("error", output["evalue"]))
    return found


def by_run(folder, path):
    """The text of each code cell, as the course's own run has kept it; None where it has kept none of this code."""
    kept = os.path.join(folder, os.path.relpath(path, "notebooks"))
    if not os.path.exists(kept):
        return None
    cells, now = (
        [cell for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "code"] for file in (kept, path)
    )
    return [texts(cell.outputs) for cell in cells] if [cell.source for cell in cells] == [cell.source for cell in now] else None


def faults_when_saved(notebook):
    """What is wrong with the file that a front end would write."""
    figures = [output["data"] for cell in notebook.cells for output in cell.get("outputs", []) if PLOTLY in output.get("data", {})]
    size = len(nbformat.writes(notebook).encode())
    if size >= LARGEST:
        yield f"  saved it has {size} bytes"
    for number, data in enumerate(figures, 1):
        if not {"image/svg+xml", "image/png"} & set(data):
            yield f"  figure {number} has no picture"
        # Such a page takes HTML for the richer form, and leaves its scripts out.
        if "text/html" in data:
            yield f"  figure {number} has HTML, which hides its picture"


def by_jupyter(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name=".net-csharp", resources={"metadata": {"path": os.path.dirname(path) or "."}}).execute()
    return notebook


def main(folder, paths):
    differing = 0
    for path in paths:
        expected = by_run(folder, path)
        if expected is None:
            print(f"FAIL {path}: {folder} has no run of it as it is now", flush=True)
            differing += 1
            continue
        start = time.time()
        ran = by_jupyter(path)
        cells = [cell for cell in ran.cells if cell.cell_type == "code"]
        seconds = time.time() - start
        wrong = list(faults_when_saved(ran))
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
    sys.exit(main(sys.argv[1], sys.argv[2:]))
