"""The style sheet of the page: two palettes, one column on a phone, nothing that needs a font or picture of its own."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root {
  color-scheme: light dark;
  --paper: #fbfbf9; --card: #ffffff; --ink: #1c1f24; --soft: #555c66; --line: #dcdfe4; --tint: #f1f2f4;
  --red: #a81f1f; --red-tint: #fdeeec; --amber: #7d4e00; --amber-tint: #fdf3df; --green: #1b6338; --green-tint: #e9f5ed;
  --blue: #1f5490; --blue-tint: #eaf2fb; --focus: #1f5490;
  --mono: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --card: #1b1e24; --ink: #e7e9ec; --soft: #a9b0ba; --line: #343943; --tint: #242830;
    --red: #ff9d94; --red-tint: #3a1d1c; --amber: #f3c267; --amber-tint: #35290f; --green: #85d6a2; --green-tint: #16301f;
    --blue: #94c2f7; --blue-tint: #182a40; --focus: #94c2f7;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body {
  margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; overflow-wrap: anywhere;
}
code, pre, del, ins, .model { font-family: var(--mono); font-size: 0.875em; }
a { color: var(--blue); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.25rem); line-height: 1.2; margin: 0 0 0.5rem; letter-spacing: -0.015em; }
h2 { font-size: 1.25rem; margin: 3rem 0 0.75rem; letter-spacing: -0.01em; }
h3 { font-size: 0.8125rem; margin: 0 0 0.5rem; color: var(--soft); font-weight: 600; }
ul { margin: 0; padding: 0; list-style: none; }
.verdict { border: 1px solid var(--line); border-top: 5px solid var(--tone); border-radius: 10px; background: var(--card);
  padding: 1.5rem clamp(1rem, 3vw, 2rem) 1.75rem; }
.verdict.breaking { --tone: var(--red); } .verdict.warning { --tone: var(--amber); } .verdict.calm { --tone: var(--green); }
.eyebrow { margin: 0 0 0.25rem; color: var(--tone); font-size: 0.875rem; font-weight: 600; }
.revisions { margin: 0; color: var(--soft); }
.who { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.5rem; margin: 1.25rem 0; }
.who li { border: 1px solid var(--line); border-radius: 8px; padding: 0.5rem 0.75rem; }
.who .name { display: block; font-weight: 600; } .who .word { font-size: 0.875rem; color: var(--soft); }
.who .breaks { background: var(--red-tint); border-color: var(--red); } .who .breaks .word { color: var(--red); font-weight: 600; }
.who .not-known { background: var(--amber-tint); border-color: var(--amber); } .who .not-known .word { color: var(--amber); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 0.75rem 2rem; margin: 0; }
.facts dt { font-size: 0.8125rem; color: var(--soft); } .facts dd { margin: 0; } .facts .short dd { color: var(--red); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 1.25rem 0 0; }
nav a { display: inline-block; padding: 0.25rem 0; } .count { color: var(--soft); font-variant-numeric: tabular-nums; }
details { border: 1px solid var(--line); border-radius: 8px; background: var(--card); margin: 0 0 0.5rem; }
summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.625rem; padding: 0.625rem 0.875rem; cursor: pointer;
  list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "\\25B8"; color: var(--soft); width: 0.75rem; flex: none; }
details[open] > summary::before { content: "\\25BE"; }
summary:hover { background: var(--tint); border-radius: 8px; }
.finding .text { flex: 1 1 18rem; }
.finding.breaking { border-left: 4px solid var(--red); } .finding.warning { border-left: 4px solid var(--amber); }
.finding.information { border-left: 4px solid var(--blue); }
.badge { border-radius: 5px; padding: 0 0.5rem; font-size: 0.8125rem; font-weight: 600; line-height: 1.5rem; }
.badge.breaking { background: var(--red-tint); color: var(--red); }
.badge.warning { background: var(--amber-tint); color: var(--amber); }
.badge.information { background: var(--blue-tint); color: var(--blue); }
.provider { font-weight: 600; }
.body { padding: 0.25rem 0.875rem 1rem 2.25rem; } .whom { margin: 0 0 0.75rem; color: var(--soft); max-width: 46rem; }
.layers { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.layer { background: var(--tint); border-radius: 6px; padding: 0.75rem 0.875rem; flex: 1 1 17rem;
  min-width: 0; }
.layer.python { flex-basis: 100%; }
b { font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.layer li + li { margin-top: 0.625rem; } .subject, .place { display: block; } .place { color: var(--soft); }
.effects del, .effects ins { display: block; margin-top: 0.25rem; }
del, ins { text-decoration: none; border-radius: 4px; padding: 0.0625rem 0.375rem; }
del { background: var(--red-tint); color: var(--red); } ins { background: var(--green-tint); color: var(--green); }
del::before { content: "- "; } ins::before { content: "+ "; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 34rem; font-size: 0.9375rem; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: 0.375rem 1rem 0.375rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 400; } thead th { color: var(--soft); font-size: 0.8125rem; }
.path { flex: 1 1 auto; } .added { color: var(--green); } .removed { color: var(--red); }
.added, .removed { font-variant-numeric: tabular-nums; font-size: 0.875rem; }
pre { margin: 0; padding: 0.75rem 0; border-top: 1px solid var(--line); line-height: 1.45; overflow-wrap: normal; }
.line { display: block; padding: 0 0.875rem; width: max-content; min-width: 100%; white-space: pre; }
.plus { background: var(--green-tint); color: var(--green); } .minus { background: var(--red-tint); color: var(--red); }
.hunk { color: var(--blue); } .more, .nothing { color: var(--soft); padding: 0 0.875rem; } .nothing { padding: 2rem 0; }
.failures > li { border-left: 4px solid var(--amber); padding: 0.25rem 0 0.25rem 0.875rem; margin-bottom: 0.75rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
@media (max-width: 30rem) { body { padding: 0.75rem 0.75rem 3rem; } .body { padding-left: 0.875rem; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print { details { break-inside: avoid; } }
"""
