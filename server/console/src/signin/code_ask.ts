// A code that was asked for: which digits of a text are it, how long it holds, when one may ask again. Pure.

export const code_length = 6;
/** As the server counts: more are of no use. */
export const attempts_max = 5;

export interface AskedCode {
  /** The secret that the code belongs to. */
  ask: string;
  /** By the page's clock, in ms. */
  asked_at: number;
  expires_in_s: number;
  again_in_s: number;
  attempts: number;
}

/** The digits in what was typed or pasted, full-width ones too, no more than a code has. */
export function digits_of(text: string): string {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return plain.replace(/\D/g, '').slice(0, code_length);
}

/** Whole seconds until another code is sent; 0: now. */
export function again_in_s(asked: AskedCode, now: number): number {
  return Math.max(0, Math.ceil((asked.asked_at + asked.again_in_s * 1_000 - now) / 1_000));
}

/** Nothing that is typed now can be right: too late, or tried too often. */
export function over(asked: AskedCode, now: number): 'expired' | 'tried' | null {
  if (asked.attempts >= attempts_max) return 'tried';
  return now >= asked.asked_at + asked.expires_in_s * 1_000 ? 'expired' : null;
}
