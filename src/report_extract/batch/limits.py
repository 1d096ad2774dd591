"""What one report may take before it is given up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` and ``memory`` (MB of address space) are those of the process that reads it."""

    seconds: float = 600
    memory: int = 4096
    size: int = 200
    characters: int = 1_000_000
