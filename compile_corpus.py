"""Build hook: compiles the corpus into the package, so that the installed program parses no YAML."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCorpus(BuildHookInterface[Any]):
    """Writes src/exequatur/_compiled before a wheel (or an editable install) is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and include the result. Faults in the data stop the build with file and line."""
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from exequatur.law.load import compile_to

            compile_to(source / "exequatur" / "_compiled")
        finally:
            sys.path.remove(str(source))
