// The weights of matching, as the policy's row has them: every number by its name. Pure.
import type { Row } from '../api/administration.ts';

export function weights_of(row: Row): [string, number][] {
  return Object.entries(row).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
}
