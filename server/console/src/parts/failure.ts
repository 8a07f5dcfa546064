// What a person reads when the server said no, or nothing.
import { Refused, Unreachable } from '../api/call.ts';
import { terms } from '../words/terms.ts';

export function failure_words(reason: unknown): string {
  const words = terms().failed;
  if (reason instanceof Unreachable) return words.unreachable;
  if (!(reason instanceof Refused)) return words.other;
  const known = terms().refusal;
  if (reason.code in known) return known[reason.code as keyof typeof known];
  return reason.status === 403 ? words.forbidden : words.refused(reason.detail);
}
