// A part of a page that its first picture does without: its script comes afterwards, or when it is asked for. What
// does not arrive is asked for again, for as long as the page is open. Drawn by late_part.svelte.

const retry_ms = 3_000;

export class Late<Part> {
  part = $state.raw<Part | null>(null);
  /** The last attempt has brought nothing, and another will follow. */
  failed = $state(false);
  readonly #load: () => Promise<Part>;
  #under_way = false;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  ask(): void {
    if (this.#under_way) return;
    this.#under_way = true;
    void this.#bring();
  }

  async #bring(): Promise<void> {
    try {
      this.part = await this.#load();
      this.failed = false;
    } catch {
      this.failed = true;
      setTimeout(() => void this.#bring(), retry_ms);
    }
  }
}
