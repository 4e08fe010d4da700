"""Audits: what programs can tell of the pages that readers get, and pictures of them for people.

`make audit` and `make screenshots` run it; `python -m tests.audit` and `python -m tests.audit.screenshots`
with `--help` name their options. The tools from npm are those of `package-lock.json`.

| Module | What it does |
| --- | --- |
| `archives` | the archives: the sample, a hard one, an Arabic one, an empty one, one of 600 places |
| `served` | builds them and serves them as a host does |
| `kinds` | an address for each kind of page |
| `browser` | opens a page in Chromium and waits until it stands still |
| `tools` | finds Java, Node and what npm installed |
| `accessibility` | axe-core in Chromium, and whether pages fit the screen |
| `markup` | the Nu HTML Checker |
| `lighthouse` | Lighthouse's four categories |
| `weight` | bytes that a page costs |
| `reach` | which pages links lead to, without scripts |
| `report` | checks and findings, as text and as JSON |
| `screenshots`, `contact_sheet` | a picture of each kind of page, and a page that shows them all |
"""
