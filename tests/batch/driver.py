"""A run with fake workers, to be killed: ``driver.py OUT WORKERS INPUT...``."""

import sys
from pathlib import Path

from report_extract.batch.inputs import find_inputs
from report_extract.batch.run import Options, run

FAKE = (str(Path(__file__).with_name("fake_worker.py")),)

if __name__ == "__main__":
    out, workers, *paths = sys.argv[1:]
    found = find_inputs([Path(path) for path in paths])
    print(run(found.inputs, Path(out), options=Options(workers=int(workers), command=FAKE)).reused)
