"""TOML rule files and word lists, read once, checked, and immutable."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import tomli
from pydantic import BaseModel, ConfigDict, ValidationError

from report_extract.errors import RuleError


class RuleModel(BaseModel):
    """A table of a rule file: immutable; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Model = TypeVar("Model", bound=RuleModel)


def read(path: Path | Traversable, model: type[Model]) -> Model:
    """Read and check one rule file.

    Raises:
        RuleError: it is no TOML, or a key is missing, unknown or of the wrong type.
    """
    try:
        return model.model_validate(tomli.loads(path.read_text(encoding="utf-8")))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{path.name}: {where}: {first['msg']}") from error


def packaged(package: str, name: str, model: type[Model]) -> Model:
    """Read a rule file that lies beside the modules of ``package``."""
    return read(files(package) / name, model)


@cache
def rules_hash() -> str:
    """A hash of every rule file, word list and table of weights in the package: other rules, other hash."""
    digest = hashlib.sha256()
    for path in sorted(_data_files(files("report_extract")), key=lambda item: item.name):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _data_files(folder: Traversable) -> list[Traversable]:
    found = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _data_files(item)
        elif item.name.endswith((".toml", ".tsv", ".npz")):
            found.append(item)
    return found
