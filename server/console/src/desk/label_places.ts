// Where names stand on a map so that none lies on another or on what it names. Pure; town_map.svelte draws it.
import type { Point } from './town_plan.ts';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Wanted {
  text: string;
  at: Point;
  /** Its distance from the point: half of what is drawn there. */
  gap: number;
  /** Left away rather than laid over something. */
  may_be_left_away: boolean;
}

const size = 13;
const line_height = 15;

/** A Chinese character is as wide as it is high, a Latin letter about half of that. */
function width_of(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter >= '\u2e80' ? size : size * 0.58), 0);
}

/** The square that is drawn at a point. */
export function box_at(at: Point, half: number): Box {
  return { left: at.x - half, top: at.y - half, right: at.x + half, bottom: at.y + half };
}

/**
 * For each wanted name the middle of its base line, in the order of the wanted ones; null for one that is left away.
 * The first are placed first; `taken` is what is drawn already.
 */
export function label_places(
  wanted: readonly Wanted[],
  taken: readonly Box[],
  width: number,
  height: number,
): (Point | null)[] {
  const full = [...taken];
  return wanted.map((one) => {
    // A district is no point: its name may stand somewhat away from the middle.
    const boxes = (one.may_be_left_away ? [0, 14, 28] : [0]).flatMap((away) =>
      places_around({ ...one, gap: one.gap + away }),
    );
    const free = boxes.find((box) => is_inside(box, width, height) && !full.some((other) => overlap(box, other)));
    if (free === undefined && one.may_be_left_away) return null;
    const box = free ?? boxes[0];
    if (box === undefined) return null;
    full.push(box);
    return { x: (box.left + box.right) / 2, y: box.bottom - 4 };
  });
}

// Above, below, to the right, to the left.
function places_around({ text, at, gap }: Wanted): Box[] {
  const half = width_of(text) / 2;
  const beside = half + gap + 3;
  const middles = [
    { x: at.x, y: at.y - gap - line_height / 2 },
    { x: at.x, y: at.y + gap + line_height / 2 },
    { x: at.x + beside, y: at.y },
    { x: at.x - beside, y: at.y },
  ];
  return middles.map(({ x, y }) => ({
    left: x - half,
    top: y - line_height / 2,
    right: x + half,
    bottom: y + line_height / 2,
  }));
}

function is_inside(box: Box, width: number, height: number): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
