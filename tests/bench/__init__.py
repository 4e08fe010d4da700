"""Benchmarks: sitegen against Hugo and Pagefind, on an archive that is made up. Linux only.

`make bench` runs it; `python -m tests.bench` with `--help` names its options.

| Module | What it does |
| --- | --- |
| `words`, `registers`, `corpus` | the archive: words, terms, articles, the same on every machine |
| `write` | writes it as sitegen reads it |
| `hugo_site` | writes it as Hugo reads it; the templates lie in `hugo/` |
| `measure` | runs a program; tells time, memory, files |
| `edits` | what an editor does between two builds |
| `lanes` | the jobs, in the order in which they need one another |
| `live`, `browser` | the preview and the search page, as a browser meets them |
| `targets`, `report` | what is asked of the figures; the table and the JSON |
| `growth` | the same jobs at several sizes |
"""
