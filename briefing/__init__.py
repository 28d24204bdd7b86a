"""A briefing on one developing story: claims with their chain of attribution, origins counted, not outlets.

The walk, one way:

    config.yaml → sources → documents → extraction → comparison → summaries/<story>.yaml → dashboard

- `config` reads what people edit; `sources` reads articles; `language` parses them; `extract` finds claims, actors, places,
  dates and figures, each at its span; `compare` lays the reports side by side; `summary` chooses, orders, proves and writes.
- `pipeline.build` is the walk as one function. `dashboard` shows the written summary and never loads a language model.
"""

from importlib import import_module

__all__ = ["build", "read_config"]


def __getattr__(name: str):
    """`briefing.read_config` and `briefing.build`, imported on first use: an import of the package alone costs nothing."""
    if name in __all__:
        return getattr(
            import_module("briefing.config" if name == "read_config" else "briefing.pipeline"), name
        )
    raise AttributeError(f"module 'briefing' has no attribute {name!r}")
