"""`python -m tests.conformance.suite FOLDER`: the public JSON Schema test suite (its tests/draft2020-12) against us.

Every case agrees with the generated type, or its schema is refused at generation. The share honoured is only told.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.conformance.schemas import accepts, judged


def main(folder: Path) -> int:
    """Run the suite; exit code 1 when any case disagrees in silence."""
    groups: list[tuple[str, dict[str, Any]]] = [
        (path.stem, group) for path in sorted(folder.glob("*.json")) for group in json.loads(path.read_text("utf-8"))
    ]
    wrong, reasons, cases, refused = [], Counter[str](), 0, 0
    with (
        tempfile.TemporaryDirectory() as scratch,
        judged([group["schema"] for _, group in groups], Path(scratch)) as all_,
    ):
        for (file, group), one in zip(groups, all_, strict=True):
            if one.request is None or one.answer is None:
                refused += 1
                reasons[f"{one.refusal[0].code} {one.refusal[0].message}"] += 1
                continue
            for case in group["tests"]:
                cases += 1
                text = json.dumps(case["data"])
                if accepts(one.request, text) != case["valid"] or (case["valid"] and not accepts(one.answer, text)):
                    wrong.append(f"{file}: {group['description']}: {case['description']}: {text} valid={case['valid']}")
    print("\n".join(wrong))
    for reason, count in reasons.most_common():
        print(f"refused {count}: {reason}")
    print(f"{len(groups)} schemas, {refused} refused, {cases} cases judged, {len(wrong)} disagree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
