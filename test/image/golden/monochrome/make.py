"""Makes the results that monochrome.test.ts compares with: `python3 make.py FOLDER` (Pillow)."""

import sys
from pathlib import Path

from PIL import Image


def noise(width, height, channels):
    """The pixels that monochrome.test.ts makes, too: steps of a linear congruence, over a slope."""
    seed, data = 1, bytearray()
    for y in range(height):
        for x in range(width):
            for c in range(channels):
                seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
                data.append(max(0, min(255, (x * 255 // max(1, width - 1) + (seed >> 16) % 121 - 60))))
    return bytes(data)


folder = Path(sys.argv[1])
for mode, channels in [("L", 1), ("RGB", 3)]:
    for width, height in [(1, 1), (1, 7), (7, 1), (64, 48), (101, 33)]:
        picture = Image.frombytes(mode, (width, height), noise(width, height, channels))
        # By way of "L": straight from colours, Pillow dithers a luma that is cut off and not rounded.
        picture.convert("L").convert("1").save(folder / f"{mode}-{width}x{height}.png")
