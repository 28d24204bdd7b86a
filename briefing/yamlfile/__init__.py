"""The one door to YAML and to files: guarded read with line numbers, fast read of our own, atomic write in stable order."""
from briefing.yamlfile.disk import read_file, shown, write_file
from briefing.yamlfile.ours import read_summary_yaml, read_trusted, to_yaml, write_yaml
from briefing.yamlfile.people import Node, YamlError, read_yaml

__all__ = ["Node", "YamlError", "read_file", "read_summary_yaml", "read_trusted", "read_yaml", "shown", "to_yaml",
           "write_file", "write_yaml"]
