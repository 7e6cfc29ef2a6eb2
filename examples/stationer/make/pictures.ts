import * as desk from './desk.ts';
import type { Shape } from './drawing.ts';
import * as paper from './paper.ts';
import * as school from './school.ts';
import * as small from './small.ts';
import * as writing from './writing.ts';

/** A drawing and how it is stored, for not all cameras and scanners do it the same way. */
export interface Picture {
  shape: Shape;
  /** The colour of the ground; without one the picture is transparent. */
  tint?: string;
  portrait?: true;
  /** Default: an RGB JPEG. */
  stored?: 'png' | 'cmyk';
  /** The EXIF orientation it is stored with. Default: none. */
  orientation?: 3 | 6 | 8;
}

/** The picture of each product, by the product's file name. */
export const pictures: Record<string, Picture> = {
  // Writing
  'pencil-hb-yellow': { shape: writing.pencil('#f4b731'), tint: '#bfe0e2' },
  'pencils-2b-set-of-4': {
    shape: writing.pencils(['#2f4858', '#2c6e63', '#33658a', '#86433d']),
    tint: '#f3dcc0',
  },
  'colour-pencils-set-of-12': {
    shape: writing.colourPencils([
      '#e4414b',
      '#f0743a',
      '#f5b82e',
      '#d8d13c',
      '#83c341',
      '#2fa866',
      '#22a7a4',
      '#2f8fd8',
      '#3f5fc4',
      '#7450b8',
      '#b64aa0',
      '#8a5a3c',
    ]),
    tint: '#e4e2f4',
  },
  'ballpoint-pen-blue': { shape: writing.ballpoint('#2f6fd0'), tint: '#f7dcb4' },
  'ballpoint-pen-red': { shape: writing.ballpoint('#d8433f'), tint: '#c9e4d4', orientation: 6 },
  'gel-pens-pastel-set-of-5': {
    shape: writing.gelPens(['#ef8fb0', '#f2b76b', '#8fc9a3', '#79b4e3', '#a992dd']),
    tint: '#fbe7ea',
  },
  'fountain-pen-navy': { shape: writing.fountainPen('#27396b'), tint: '#e9d6c0' },
  'highlighter-yellow': { shape: writing.highlighter('#f7e02e'), tint: '#cddaf0' },
  'highlighters-set-of-4': {
    shape: writing.highlighters(['#f7e02e', '#7fd65a', '#ff8ac0', '#5cc5f2']),
    tint: '#efe3d3',
  },
  'permanent-marker-black': { shape: writing.marker('#2b2d42'), tint: '#f8c9b8' },
  'whiteboard-markers-set-of-5': {
    shape: writing.markers(['#2b2d42', '#d8433f', '#2f6fd0', '#2f9e62', '#f08a24']),
    tint: '#d5e8ee',
    orientation: 3,
  },
  // Ink
  'ink-midnight-blue-50-ml': { shape: writing.inkBottle('#26428b'), tint: '#dcd6ee', portrait: true },
  'ink-emerald-50-ml': {
    shape: writing.inkBottle('#148a6b'),
    tint: '#f4e6bf',
    portrait: true,
    orientation: 8,
  },
  'ink-burgundy-50-ml': { shape: writing.inkBottle('#8c2444'), tint: '#f2d9d4', portrait: true },
  // Paper
  'notebook-a5-red': { shape: paper.notebook('#cf3f3f', '#f2c14e'), tint: '#d8e7e0' },
  'notebook-a5-petrol': { shape: paper.notebook('#1f6f78', '#ef8354'), tint: '#fbe2c8' },
  'spiral-pad-a5': { shape: paper.spiralPad('#3f6bb5'), tint: '#fae5b6' },
  'copy-paper-a4-500-sheets': { shape: paper.ream('#2c8fb3'), tint: '#dbe9d2' },
  'sticky-notes-yellow': { shape: paper.stickyNotes('#fbdc4d'), tint: '#cfe3f0' },
  'sticky-notes-4-colours': {
    shape: paper.stickyBlocks(['#ff9eb5', '#fbdc4d', '#8ed6a5', '#86c3f0']),
    tint: '#ece7f5',
  },
  'envelopes-c6-kraft-25': { shape: paper.envelopes('#cf9f68'), tint: '#cfe6dc' },
  'envelopes-lined-10': {
    shape: paper.envelopes('#faf5ea', { lining: '#d9707d', seal: '#a8323f' }),
    tint: '#ecd3cf',
  },
  'coloured-card-a4-50-sheets': {
    shape: paper.cards(['#e4572e', '#f3a712', '#f6d743', '#76b041', '#2e9cca', '#4b59a8', '#9a4c95']),
    tint: '#f2ede2',
  },
  'wall-planner-2026': {
    shape: paper.planner(['#3d5a80', '#ee6c4d', '#5fa777', '#e0a458']),
    tint: '#cfe0ea',
    stored: 'png',
  },
  // Desk
  'stapler-red': { shape: desk.stapler('#d8433f'), tint: '#f7dfc2' },
  'stapler-teal': { shape: desk.stapler('#2a9d8f'), tint: '#f6d7d0', stored: 'png' },
  'staples-24-6-1000': { shape: desk.staples('#e07a3f'), tint: '#cfdff0' },
  'hole-punch': { shape: desk.punch('#4464ad'), tint: '#fbe3b5' },
  'tape-dispenser': { shape: desk.tapeDispenser('#3c4f76'), tint: '#f3d3c8' },
  'washi-tape-set-of-4': {
    shape: desk.washi([
      ['#f29ca3', '#fdf0f0', '24 24'],
      ['#7fc8c2', '#f4fbf8', '0 40'],
      ['#f6c667', '#e58f3a', '10 30'],
      ['#9fb2e8', '#ffffff', '0 34'],
    ]),
    tint: '#efe6f2',
    stored: 'png',
  },
  'scissors-orange': { shape: desk.scissors('#f07f2e'), stored: 'png' },
  calculator: { shape: desk.calculator('#3b4a6b'), tint: '#f6d8b8' },
  'ring-binder-a4': { shape: desk.ringBinder('#47738f'), tint: '#e9e3d5', portrait: true, orientation: 6 },
  'desk-tidy': { shape: desk.deskTidy('#d98e63'), tint: '#cfe5e3', portrait: true },
  clipboard: { shape: paper.clipboard('#b98150'), tint: '#d4e6f1' },
  'rubber-stamp-star': { shape: desk.stamp('#c98d54', '#b8324f'), tint: '#f7ecd6', stored: 'cmyk' },
  // School and craft
  'ruler-30-cm-beech': { shape: school.ruler('#e8c58a'), tint: '#c6dfe6' },
  'set-square': { shape: school.setSquare('#57b8d9'), tint: '#fbeecb' },
  'eraser-white': { shape: school.eraser('#2f6fd0'), tint: '#f9d6c3' },
  'eraser-pink': { shape: school.pinkEraser('#f08aa0'), tint: '#d6eadf' },
  'pencil-sharpener': { shape: school.sharpener('#e4572e'), tint: '#d9d8ee' },
  'glue-stick': { shape: school.glueStick('#f2b632'), tint: '#d3e9e6', portrait: true },
  'craft-glue-100-ml': {
    shape: school.glueBottle('#f0743a'),
    tint: '#f8e8c6',
    portrait: true,
    orientation: 8,
  },
  'correction-tape': { shape: school.correctionTape('#4cae8a'), tint: '#e6dcf2' },
  // Small things
  'paper-clips-100': {
    shape: small.paperClips(['#e4572e', '#2f8fd8', '#f2b632', '#2fa866', '#9a5fc0', '#c3cad4']),
    tint: '#f5efe4',
  },
  'binder-clips-3-sizes': { shape: small.binderClips('#32343f'), tint: '#f4d9b3' },
  'push-pins-50': {
    shape: small.pushPins(['#e4414b', '#2f8fd8', '#f5b82e', '#2fa866', '#f4f5f8']),
    tint: '#ddc7a5',
  },
  'rubber-bands-60-g': {
    shape: small.rubberBands(['#e4572e', '#2f8fd8', '#f2b632', '#2fa866', '#e28fb4', '#7a5cc0']),
    tint: '#e0eaf0',
    stored: 'png',
  },
};
