"""Many reports: found, read each in a process of its own kind, kept as they are done, written in order and whole."""

from report_extract.batch.extracting import process
from report_extract.batch.inputs import Found, Input, find_inputs
from report_extract.batch.outcome import Outcome

__all__ = ["Found", "Input", "Outcome", "find_inputs", "process"]
