"""tools/basemap.py: TopoJSON of countries becomes a small base map."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from sitegen.render.basemap import BaseMap

TOOL = Path(__file__).parent.parent / "tools/basemap.py"

# Two countries side by side, and an islet. Their border has two bends, the second of which hardly matters.
COUNTRIES = {
    "type": "Topology",
    "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "arcs": [[[2, -1]], [[3]]]},
            ],
        },
        "land": {
            "type": "GeometryCollection",
            "geometries": [{"type": "MultiPolygon", "arcs": [[[1, 2]], [[3]]]}],
        },
    },
    "arcs": [
        [[0, 0], [100, 300], [-14, 100], [-86, 600]],
        [[0, 1000], [-500, 0], [0, -1000], [500, 0]],
        [[0, 0], [500, 0], [0, 1000], [-500, 0]],
        [[800, 0], [1, 0], [0, 1], [-1, -1]],
    ],
}


def made(tmp_path: Path, name: str) -> bytes:
    source, target = tmp_path / "countries.json", tmp_path / name
    source.write_text(json.dumps(COUNTRIES))
    subprocess.run([sys.executable, str(TOOL), str(source), str(target)], check=True, capture_output=True)
    return target.read_bytes()


def test_what_matters_stays(tmp_path: Path) -> None:
    topology = json.loads(made(tmp_path, "world.json"))
    assert topology["objects"]["land"]["arcs"] == [[[1, 2]]]
    assert topology["objects"]["borders"]["arcs"] == [[0]]
    # From 0° E, 0° N, in steps of 1/50 of a degree.
    assert topology["arcs"][0] == [[9000, 4500], [50, 150], [-50, 350]]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path, "one.json") == made(tmp_path, "two.json")


def test_the_renderer_can_draw_it(tmp_path: Path) -> None:
    base = BaseMap(made(tmp_path, "world.json"))
    assert base.land("30-0-29").count("M") == base.borders("30-0-29").count("M") == 1
