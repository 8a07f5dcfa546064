// A preview's lines as the steps of a ladder: what happens at one moment stands together. Pure.
import type { PreviewLine } from '../api/overview.ts';

export interface PreviewStep {
  after_s: number;
  /** Who is asked now, best first. */
  asked: PreviewLine[];
  /** Everything else; that somebody has not answered says nothing new where nobody answers. */
  told: PreviewLine[];
}

export function steps_of(lines: readonly PreviewLine[]): PreviewStep[] {
  const steps: PreviewStep[] = [];
  for (const line of lines) {
    let step = steps.at(-1);
    if (step === undefined || step.after_s !== line.after_s) {
      step = { after_s: line.after_s, asked: [], told: [] };
      steps.push(step);
    }
    if (line.what === 'offered') step.asked.push(line);
    else if (line.what !== 'expired') step.told.push(line);
  }
  return steps.filter((step) => step.asked.length + step.told.length > 0);
}

/** The name of contact number `nth` ("1" is the first), where the record has so many. */
export function contact_named(contacts: readonly { name: string }[], nth: string | undefined): string | null {
  return contacts[Number(nth) - 1]?.name ?? null;
}
