// What the map points at: the incident that is chosen, and who could go. Whoever moves through the queue by key sees
// the incident at once; the map, which takes longest to draw, follows when she has come to rest.
import type { Candidate } from '../api/shapes.ts';
import type { Desk } from './desk.svelte.ts';

const follows_ms = 50;

export class Pointed {
  at = $state<string | null>(null);
  candidates = $state.raw<readonly Candidate[] | null>(null);
  candidate_id = $state<string | null>(null);

  /** Called while a component is made; follows for as long as that lives. */
  constructor(desk: Desk) {
    $effect(() => {
      const { chosen_id, candidates, candidate_id } = desk;
      const timer = setTimeout(() => {
        this.at = chosen_id;
        this.candidates = candidates;
        this.candidate_id = candidate_id;
      }, follows_ms);
      return () => clearTimeout(timer);
    });
  }
}
