"""By hand: a long session and a hostile network, with figures.

    soak.py [CELLS [FRAMES]]      1,000 cells and 1,000,000 frames where nothing is named

Starts the built kernel, runs the cells, then sends frames that are none of a front end's: of random bytes through a socket that speaks
the protocol, signed messages whose parts are damaged, and bytes that are no protocol at all. After each tenth of them a cell has to run.
"""
import json
import os
import random
import socket
import statistics
import sys
import tempfile
import time

import zmq
from jupyter_client.manager import KernelManager

PROGRAM = os.path.abspath("artifacts/bin/Hopfield.Course/release/Hopfield.Course.dll")
CELLS = ["int x{0} = {0};", "x{0} * 2", "int F{0}(int n) => n + {0};", "F{0}(1)", "Enumerable.Range(0, 100).Select(i => i * {0}).Sum()",
         "record R{0}(int A, string B);\nnew R{0}({0}, \"b\")", "Console.WriteLine({0});", "display(new[] {{ {0}, 1, 2 }});", "throw new Exception(\"{0}\");", "int y{0} = \"a\";"]
FAILING = (8, 9)
REQUESTS = ["execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_open", "comm_info_request", "kernel_info_request"]


def start(folder):
    spec = os.path.join(folder, "kernels", "built")
    os.makedirs(spec)
    with open(os.path.join(spec, "kernel.json"), "w") as file:
        json.dump({"argv": ["dotnet", PROGRAM, "kernel", "start", "{connection_file}"], "display_name": "built", "language": "C#", "interrupt_mode": "message"}, file)
    os.environ["JUPYTER_DATA_DIR"] = folder
    manager = KernelManager(kernel_name="built")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return manager, client


def memory(manager):
    with open(f"/proc/{manager.provisioner.process.pid}/status") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmRSS"))


def run(client, code, timeout=60):
    begin = time.perf_counter()
    reply = client.execute_interactive(code, timeout=timeout, output_hook=lambda message: None)
    return reply["content"]["status"], time.perf_counter() - begin


def soak(manager, client, cells):
    times = []
    print(f"before: {memory(manager)} MiB", flush=True)
    for number in range(cells):
        kind = number % len(CELLS)
        status, took = run(client, CELLS[kind].format(number - number % 2 if kind < 4 else number))
        if (status == "error") != (kind in FAILING):
            raise SystemExit(f"cell {number}, {CELLS[kind]!r}: {status}")
        times.append(took)
        if (number + 1) % max(1, cells // 5) == 0:
            print(f"after {number + 1} cells: {memory(manager)} MiB, median of the last 100 {1000 * statistics.median(times[-100:]):.0f} ms", flush=True)


def hostile(manager, client, frames):
    chance = random.Random(17)
    info = client.get_connection_info()
    context = zmq.Context.instance()
    sent = dict.fromkeys(("random", "signed", "raw"), 0)

    def dealer(port):
        peer = context.socket(zmq.DEALER)
        peer.linger = 0
        peer.sndtimeo = 5000
        peer.connect(f"tcp://{info['ip']}:{port}")
        return peer

    channels = ("shell_port", "control_port", "stdin_port")
    peers = [dealer(info[port]) for port in channels]
    for tenth in range(10):
        target = frames * (tenth + 1) // 10
        while sum(sent.values()) < target:
            kind = chance.random()
            if kind < 0.001:
                with socket.create_connection((info["ip"], info[chance.choice(channels + ("iopub_port", "hb_port"))])) as stranger:
                    stranger.sendall(chance.choice([b"", b"\xff\0\0\0\0\0\0\0\1\x7f\3\0NULL" + bytes(48)]) + chance.randbytes(chance.randrange(1, 200)))
                sent["raw"] += 1
            elif kind < 0.05:
                # A message of a front end, with one of its parts replaced and signed anew.
                message = client.session.msg(chance.choice(REQUESTS), content={"code": "1", "cursor_pos": 1, "silent": True})
                parts = [client.session.pack(message[part]) for part in ("header", "parent_header", "metadata", "content")]
                parts[chance.randrange(4)] = chance.choice([b"", b"[]", b"{}", b"null", b"{\"a\":", b"\xff\xfe", b"{\"msg_type\":5}", chance.randbytes(20), b"[" * 2000])
                chance.choice(peers[:2]).send_multipart([b"<IDS|MSG>", client.session.sign(parts), *parts])
                sent["signed"] += 6
            else:
                count = chance.randrange(1, 8)
                chance.choice(peers).send_multipart([b"<IDS|MSG>" if chance.random() < 0.3 else chance.randbytes(chance.randrange(0, 40)) for _ in range(count)])
                sent["random"] += count
            for peer in peers:
                while peer.poll(0):
                    peer.recv_multipart()
        status, took = run(client, "6 * 7")
        print(f"after {sum(sent.values()):,} frames ({', '.join(f'{number:,} {kind}' for kind, number in sent.items())}): a cell is {status} in {1000 * took:.0f} ms, {memory(manager)} MiB", flush=True)
        if status != "ok":
            raise SystemExit("the kernel does not run cells any more")


def main(cells, frames):
    with tempfile.TemporaryDirectory() as folder:
        manager, client = start(folder)
        try:
            soak(manager, client, cells)
            hostile(manager, client, frames)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["1000", "1000000"][len(sys.argv) - 1:])))
