"""Comparisons made by hand: one with everything in it, hostile texts too, and the two that say least."""

from __future__ import annotations

from generator.review.finding import (
    Breaks,
    Cell,
    Comparison,
    Effect,
    Failure,
    FileChange,
    Finding,
    Layer,
    Occurrence,
    Place,
    Rule,
    Severity,
    Side,
)

HOSTILE = "</details><script>alert(1)</script> `x` @everyone #1 [a](https://evil.example) \u202egnp.exe \u200bp\u0430yment | a"
"""Ends folds, runs, quotes, calls people, links, turns the reading direction, hides, and looks like another word."""

RULES = {
    rule.id: rule
    for rule in (
        Rule(
            "request-property-became-required",
            Layer.WIRE,
            Severity.BREAKING,
            (Breaks.WIRE,),
            "Who does not send it is refused from now on.",
            "`prompt` joins `required`",
        ),
        Rule(
            "response-property-enum-value-added",
            Layer.WIRE,
            Severity.INFORMATION,
            (),
            "Enums of answers are open: a new value is text until a type names it.",
            "`status` may be `paused`",
        ),
        Rule(
            "row-became-lossy",
            Layer.NORMALIZED,
            Severity.WARNING,
            (Breaks.NORMALIZED,),
            "What was carried is dropped.",
            "x",
        ),
        Rule(
            "argument-became-required",
            Layer.PYTHON,
            Severity.BREAKING,
            (Breaks.PYTHON_SOURCE, Breaks.PYTHON_API),
            "A call without it is a TypeError.",
            "x",
        ),
        Rule("literal-widened", Layer.PYTHON, Severity.INFORMATION, (), "A match may have one case more.", "x"),
        Rule("server-changed", Layer.SECURITY, Severity.BREAKING, (Breaks.WIRE,), "Keys go to another host.", "x"),
        Rule("bidi-character", Layer.HYGIENE, Severity.WARNING, (), "A reader sees another text than a program.", "x"),
    )
}


def _place(side: Side, line: int, pointer: str, file: str = "kling/openapi.yaml") -> Place:
    return Place(side, file, line, 9, pointer)


_REQUIRED = Finding(
    "request-property-became-required",
    "kling",
    "`duration` of POST /v1/videos/image2video is required from now on",
    (
        Occurrence(
            "POST /v1/videos/image2video · body · duration",
            _place(Side.BASE, 209, "/components/schemas/ImageToVideo/properties/duration"),
            _place(Side.HEAD, 212, "/components/schemas/ImageToVideo/properties/duration"),
        ),
    ),
    (
        Effect("row-became-lossy", "kling-2.6 · duration", "5/10 (default 5)", "5/10 (required)"),
        Effect(
            "argument-became-required",
            "stillmotion.kling.resources.ImageToVideo.create",
            "def create(self, *, image: FileInput, prompt: Omittable[str] = None, duration: Omittable[Literal['5', '10']] = None)",
            "def create(self, *, image: FileInput, prompt: Omittable[str] = None, duration: Literal['5', '10'])",
        ),
        Effect(
            "argument-became-required",
            "stillmotion.kling.models.ImageToVideoRequest.duration",
            "duration: Omittable[Literal['5', '10']] = None",
            "duration: Literal['5', '10']",
        ),
    ),
)
_ADDED = Finding(
    "response-property-enum-value-added",
    "oxen",
    "`status` of GET /queue/{id} may be 'paused'",
    (
        Occurrence("GET /queue/{id} · 200 · status", None, _place(Side.HEAD, 88, "/x", "oxen/openapi.yaml")),
        Occurrence("GET /queue · 200 · items · status", None, _place(Side.HEAD, 88, "/x", "oxen/openapi.yaml")),
    ),
    (Effect("literal-widened", "stillmotion.oxen.models.Status", "Literal['done']", "Literal['done', 'paused']"),),
)
_SERVER = Finding(
    "server-changed",
    "keevx",
    "the server is https://api.keevx.example in place of https://api.keevx.com",
    (Occurrence("servers", None, _place(Side.HEAD, 12, "/servers/0/url", "keevx/openapi.yaml")),),
)
_BIDI = Finding(
    "bidi-character",
    "oxen",
    f"the description says {HOSTILE}",
    (Occurrence(HOSTILE, None, _place(Side.HEAD, 40, "/info/description", "oxen/openapi.yaml")),),
)
_SURFACE = """--- a/API.txt
+++ b/API.txt
@@ -10,3 +10,3 @@
 class stillmotion.kling.models.ImageToVideoRequest(RequestModel)
-stillmotion.kling.models.ImageToVideoRequest.duration: Omittable[Literal['5', '10']]
+stillmotion.kling.models.ImageToVideoRequest.duration: Literal['5', '10']
 stillmotion.kling.models.ImageToVideoRequest.image: FileInput
"""
_MODULE = """--- a/stillmotion/kling/models.py
+++ b/stillmotion/kling/models.py
@@ -1,2 +1,2 @@
-    \"\"\"5 by default.\"\"\"
+    \"\"\"</pre></details><h1>Nothing to see\"\"\"
"""

EVERYTHING = Comparison(
    base="origin/main",
    head="the working tree",
    findings=(_REQUIRED, _SERVER, _BIDI, _ADDED),
    cells=(
        Cell("kling", "kling-2.6", "duration", "5/10 (default 5)", "5/10 (required)"),
        Cell("kling", "kling-2.5-turbo", "duration", "5/10 (default 5)", "5/10 (required)"),
        Cell("oxen", "veo-3.0", "resolution", "", "720p/1080p"),
    ),
    files=(FileChange("API.txt", 1, 1, _SURFACE), FileChange("stillmotion/kling/models.py", 1, 1, _MODULE)),
    failures=(
        Failure(
            "leonardo",
            Side.HEAD,
            "all layers but the wire are missing",
            ("leonardo/mapping.yaml:42:3 MAP308 says nothing (name the default)",),
        ),
    ),
    base_version="0.1.0",
    head_version="0.1.0",
    providers=("keevx", "kling", "leonardo", "oxen"),
    drift=("stillmotion/kling/models.py",),
)
NOTHING = Comparison(base="origin/main", head="the working tree", base_version="0.1.0", head_version="0.1.0")
NOT_COMPARED = Comparison(
    base="origin/main",
    head="the working tree",
    failures=(Failure("kling", Side.HEAD, "all layers are missing", ("kling/openapi.yaml:1:1 YAML001 is no YAML",)),),
    providers=("kling",),
)
