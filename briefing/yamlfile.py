"""The one door to YAML: guarded read with line numbers, atomic write in stable order."""
from pathlib import Path

import yaml


def read_trusted(path: Path):
    """The plain value of a YAML file that ships with the project (lexicons); no guards."""
    with path.open("rb") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
