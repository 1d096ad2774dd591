"""A run on a cluster that loses a worker: ``lose_a_worker.py INPUT WORK [far]``; prints which workers read the report, and in which network.

One worker reads ``held.txt`` and is killed with all that belongs to it; another one comes. With ``far`` the first one is
on another host: a network namespace of its own, which has no file of INPUT. To be run in ``unshare -rnm`` then.
"""

import subprocess
import sys
import threading
from pathlib import Path

from dask_processes import Cluster, kill, wait_for

from report_extract.batch.inputs import find_inputs
from report_extract.batch.limits import Limits
from report_extract.batch.run import Options, run

FAKE = (str(Path(__file__).with_name("fake_worker.py")),)
NEAR, FAR = "10.99.0.1", "10.99.0.2"
NETWORK = f"""
    mount -t tmpfs tmpfs /run
    ip link set lo up
    ip netns add far
    ip link add near type veth peer name away netns far
    ip address add {NEAR}/24 dev near
    ip link set near up
    ip -n far address add {FAR}/24 dev away
    ip -n far link set away up
    ip -n far link set lo up
"""


def main(folder: Path, work: Path, *, is_far: bool) -> None:
    """Run, with the worker lost on the way."""
    if is_far:
        subprocess.run(["sh", "-ec", NETWORK], check=True)
    hide = f'mount -t tmpfs tmpfs {folder} && exec "$@"'
    prefix = ("ip", "netns", "exec", "far", "sh", "-c", hide, "sh") if is_far else ()
    cluster = Cluster(work / "cluster", NEAR if is_far else "127.0.0.1")
    try:
        first = cluster.add_worker(prefix=prefix, host=FAR if is_far else None)
        losing = threading.Thread(target=lose, args=(cluster, first, work))
        losing.start()
        inputs = find_inputs([folder]).inputs
        run(inputs, work / "out", options=Options(cluster=cluster.address, limits=Limits(seconds=60), command=FAKE))
        losing.join()
    finally:
        cluster.close()


def lose(cluster: Cluster, first: "subprocess.Popen[bytes]", work: Path) -> None:
    """Kill the worker while it reads the report that is held, let the report go on, bring another worker."""
    reading = work / "held.readers"
    wait_for(lambda: reading.exists() and reading.read_text().endswith("\n"))
    kill(first)
    (work / "held").touch()
    cluster.add_worker()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), is_far=sys.argv[3:] == ["far"])
    print((Path(sys.argv[2]) / "held.readers").read_text(), end="")
