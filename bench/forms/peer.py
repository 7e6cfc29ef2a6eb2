"""The boxes that the package boxdetect finds on pages: a line of JSON a page, [x, y, width, height] each."""

import contextlib
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


def within(rect, group):
    x, y = rect[0] + rect[2] / 2, rect[1] + rect[3] / 2
    return group[0] <= x <= group[0] + group[2] and group[1] <= y <= group[1] + group[3]


for path in sys.argv[1:]:
    start = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        rects, groups, _, _ = get_boxes(path, cfg=settings(), plot=False)
    found = []
    for group in groups:
        members = [rect for rect in rects if within(rect, group)]
        # A group of small boxes is a comb, and its box the answer; large ones are cells, each an answer.
        is_comb = len(members) > 1 and max(rect[2] for rect in members) <= 70
        found += [group] if is_comb or not members else members
    boxes = [[int(v) for v in box[:4]] for box in found]
    print(json.dumps({"ms": (time.perf_counter() - start) * 1000, "boxes": boxes}), flush=True)
