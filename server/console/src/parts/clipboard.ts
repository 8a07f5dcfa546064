// What is copied for somebody who asked for it.

/** False without leave to write the clipboard: then it can still be marked and copied by hand. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
