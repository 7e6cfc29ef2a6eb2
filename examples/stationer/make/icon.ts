import { group, path, rect, type Shape, sheen, stroke } from './drawing.ts';

/** A notebook and a pencil, bold enough for an icon of 16 pixels; 488 by 488. */
export const icon: Shape = [
  rect(-244, -244, 488, 488, sheen('#1f7a82'), 108),
  group(
    'rotate(-8)',
    rect(-128, -176, 272, 356, '#0f4a52', 26, { opacity: 0.5 }),
    rect(-140, -190, 272, 356, '#fdfaf0', 26),
    path('M-114,-190 H-84 V166 H-114 Q-140,166 -140,140 V-164 Q-140,-190 -114,-190Z', '#e4572e'),
    stroke('M-36,-110 H84 M-36,-50 H84 M-36,10 H30', '#c5d3d6', 22),
  ),
  group(
    'translate(52 44) rotate(-48)',
    rect(-184, -36, 60, 72, '#f29ca3', 22),
    rect(-146, -36, 34, 72, '#d8dee4'),
    rect(-112, -36, 214, 24, '#ffd166'),
    rect(-112, -12, 214, 24, '#f7b733'),
    rect(-112, 12, 214, 24, '#d9952a'),
    path('M102,-36 L192,0 L102,36Z', '#f5dcb3'),
    path('M158,-13.6 L192,0 L158,13.6Z', '#2d2f3a'),
  ),
].join('');
