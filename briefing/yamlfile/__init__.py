"""The one door to YAML and to files: guarded read with line numbers, fast read of our own, atomic write in stable order."""

from briefing.yamlfile.disk import cause, held_alone, held_or_told, not_written, read_file, shown, write_file
from briefing.yamlfile.ours import (
    read_sealed,
    read_summary_yaml,
    read_trusted,
    seal,
    to_yaml,
    write_summary_yaml,
)
from briefing.yamlfile.people import Node, YamlError, read_yaml

__all__ = [
    "Node",
    "YamlError",
    "cause",
    "held_alone",
    "held_or_told",
    "not_written",
    "read_file",
    "read_sealed",
    "read_summary_yaml",
    "read_trusted",
    "read_yaml",
    "seal",
    "shown",
    "to_yaml",
    "write_file",
    "write_summary_yaml",
]
