// The town drawn from its own data: places of the earth to points of a drawing, and each district as the ground that
// is nearer to its centre than to any other's. Pure; town_map.svelte draws it.
import type { Place } from '../api/shapes.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Plan {
  width: number;
  height: number;
  metres_per_unit: number;
  to_point(place: Place): Point;
}

const metres_per_degree = 111_195;

/** Fits all places into a drawing of that size, with a margin. At this size the earth is flat. */
export function plan_of(places: readonly Place[], width: number, height: number, margin: number): Plan {
  const lats = places.map((p) => p.lat);
  const lons = places.map((p) => p.lon);
  const middle: Place = places.length === 0 ? { lat: 0, lon: 0 } : { lat: mid(lats), lon: mid(lons) };
  const shrink = Math.cos((middle.lat * Math.PI) / 180);
  const across_m = span(lons) * metres_per_degree * shrink;
  const up_m = span(lats) * metres_per_degree;
  // A town of one house still has surroundings.
  const metres_per_unit = Math.max(across_m / (width - 2 * margin), up_m / (height - 2 * margin), 600 / width);
  return {
    width,
    height,
    metres_per_unit,
    to_point: (place) => ({
      x: width / 2 + ((place.lon - middle.lon) * metres_per_degree * shrink) / metres_per_unit,
      y: height / 2 - ((place.lat - middle.lat) * metres_per_degree) / metres_per_unit,
    }),
  };
}

function mid(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

function span(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}

/** The part of the drawing nearest to each centre, as corners in order. */
export function cells_of(centres: readonly Point[], width: number, height: number): Point[][] {
  const frame = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
  return centres.map((centre, index) =>
    centres.reduce<Point[]>((cell, other, at) => (at === index ? cell : nearer_half(cell, centre, other)), frame),
  );
}

// Cuts a convex polygon along the line that is as far from `centre` as from `other`, and keeps the side of `centre`.
function nearer_half(cell: readonly Point[], centre: Point, other: Point): Point[] {
  const side = (p: Point): number =>
    (p.x - (centre.x + other.x) / 2) * (other.x - centre.x) + (p.y - (centre.y + other.y) / 2) * (other.y - centre.y);
  const kept: Point[] = [];
  cell.forEach((corner, index) => {
    const next = cell[(index + 1) % cell.length] ?? corner;
    const here = side(corner);
    const there = side(next);
    if (here <= 0) kept.push(corner);
    if ((here < 0 && there > 0) || (here > 0 && there < 0)) {
      const part = here / (here - there);
      kept.push({ x: corner.x + (next.x - corner.x) * part, y: corner.y + (next.y - corner.y) * part });
    }
  });
  return kept;
}

/** A round length for the scale bar: the longest of 1, 2, 5 × 10ⁿ metres that is no longer than `units_max`. */
export function scale_of(metres_per_unit: number, units_max: number): { metres: number; units: number } {
  const most = metres_per_unit * units_max;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((n) => n * power <= most) ?? 1) * power;
  return { metres, units: metres / metres_per_unit };
}
