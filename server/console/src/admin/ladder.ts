// A ladder's steps in words, and moved about. Pure.
import type { LadderStep } from '../api/administration.ts';
import type { AdminWords } from './words_en.ts';

export const actions: readonly LadderStep['action'][] = [
  'offer',
  'contacts',
  'dispatchers',
  'emergency_number',
  'ask_resident',
];

export function step_words(step: LadderStep, words: AdminWords): string {
  const say = words.policy.step[step.action];
  const wait = words.policy.wait(Math.round(step.wait_ms / 1000));
  // What is as loud as anything else needs no word.
  const { loudness } = step;
  const loud = loudness === undefined || loudness === 'normal' ? [] : [words.policy.loudness[loudness]];
  return [say(step.width), wait, ...loud].join(' · ');
}

export function moved_up(steps: readonly LadderStep[], at: number): LadderStep[] {
  const moved = [...steps];
  if (at > 0) moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}

/** Minutes after midnight as "08:30"; the end of a day is its last minute. */
export function clock_minutes(minutes: number): string {
  const shown = Math.min(minutes, 24 * 60 - 1);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(shown / 60))}:${two(shown % 60)}`;
}

export function minutes_of_clock(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
