// A ladder's steps in words, and moved about. Pure.
import type { LadderStep } from '../api/administration.ts';
import type { AdminWords } from './words_en.ts';

export const actions: readonly LadderStep['action'][] = ['offer', 'contacts', 'dispatchers', 'emergency_number'];

export function step_words(step: LadderStep, words: AdminWords): string {
  const say = words.policy.step[step.action];
  return `${say(step.width)} · ${words.policy.wait(Math.round(step.wait_ms / 1000))}`;
}

export function moved_up(steps: readonly LadderStep[], at: number): LadderStep[] {
  const moved = [...steps];
  if (at > 0) moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}
