"""The boxes that the package boxdetect finds on pages: a line of JSON a page, [x, y, width, height] each."""

import json
import sys
import time

from boxdetect import config
from boxdetect.pipelines import get_boxes


def settings():
    # Sizes of boxes for letters, of boxes to tick and of cells, in pixels at 200 to the inch.
    cfg = config.PipelinesConfig()
    cfg.width_range = [(12, 70), (60, 1500)]
    cfg.height_range = [(12, 70), (24, 400)]
    cfg.scaling_factors = [1.0]
    cfg.wh_ratio_range = [(0.4, 2.5), (0.5, 60)]
    cfg.group_size_range = (1, 100)
    cfg.dilation_iterations = 0
    return cfg


for path in sys.argv[1:]:
    start = time.perf_counter()
    boxes, groups, _, _ = get_boxes(path, cfg=settings(), plot=False)
    # A group of boxes side by side is a comb: boxdetect gives the group's box.
    found = [[int(v) for v in group[:4]] for group in groups]
    print(json.dumps({"ms": (time.perf_counter() - start) * 1000, "boxes": found}), flush=True)
