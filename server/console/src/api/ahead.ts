// What a page is sure to ask for is asked while its script is still on the way: over a slow line the answers are there
// when the script is. Called by the small script that opens a page; call.ts takes each answer, once.
import { answer_timeout_ms, api_base } from './base.ts';

interface Asked {
  response: Promise<Response>;
  at: number;
}

// An older answer tells how things were; it is asked again.
const fresh_for_ms = 10_000;

const asked = new Map<string, Asked>();

export function ask_ahead(paths: readonly string[]): void {
  for (const path of paths) {
    const response = fetch(api_base + path, {
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      signal: AbortSignal.timeout(answer_timeout_ms),
    });
    // Whoever takes it hears of a failure; where nobody does, it was for nothing.
    response.catch(() => undefined);
    asked.set(path, { response, at: performance.now() });
  }
}

export function taken(path: string): Promise<Response> | null {
  const found = asked.get(path);
  asked.delete(path);
  return found !== undefined && performance.now() - found.at < fresh_for_ms ? found.response : null;
}
