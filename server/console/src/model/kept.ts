// What this device remembers between visits: choices of language and look, and a care worker's unsent actions.
// A browser may refuse to keep anything; then nothing is remembered, and nothing breaks.

const prefix = 'lamplight.';

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Refused or full: the choice lasts for this visit.
  }
}

/** Forgets all whose key begins so. */
export function drop_kept(beginning: string): void {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix + beginning));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Nothing can be kept here, so nothing is.
  }
}
