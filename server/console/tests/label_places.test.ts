// Names on the map stand beside what they name and beside each other.
import { expect, test } from 'vitest';
import { box_at, label_places, type Wanted } from '../src/desk/label_places.ts';

const name = (x: number, y: number, different: Partial<Wanted> = {}): Wanted => ({
  text: '简树发',
  at: { x, y },
  gap: 6,
  may_be_left_away: false,
  ...different,
});

test('a name stands above its point where nothing else does', () => {
  const [place] = label_places([name(100, 100)], [], 480, 330);
  expect(place?.x).toBe(100);
  expect(place?.y).toBeLessThan(94);
});

test('a name gives way to a home above it, and to the edge', () => {
  const [below] = label_places([name(100, 100)], [box_at({ x: 100, y: 84 }, 7)], 480, 330);
  expect(below?.y).toBeGreaterThan(106);
  const [inside] = label_places([name(100, 5)], [], 480, 330);
  expect(inside?.y).toBeGreaterThan(11);
});

test('two names of one place stand on two sides of it', () => {
  const [first, second] = label_places([name(100, 100), name(100, 100)], [], 480, 330);
  expect(first?.y).toBeLessThan(100);
  expect(second?.y).toBeGreaterThan(100);
});

test('a district’s name moves away from what stands in its middle', () => {
  const crowd = [box_at({ x: 100, y: 100 }, 17)];
  const [place] = label_places([name(100, 100, { gap: 0, may_be_left_away: true })], crowd, 480, 330);
  expect(Math.abs((place?.x ?? 100) - 100)).toBeGreaterThan(17 + 19);
});

test('where there is no room a person is named all the same, a district is not', () => {
  const crowd = [box_at({ x: 100, y: 100 }, 90)];
  const places = label_places([name(100, 100), name(100, 100, { may_be_left_away: true })], crowd, 480, 330);
  expect(places[0]).not.toBeNull();
  expect(places[1]).toBeNull();
});
