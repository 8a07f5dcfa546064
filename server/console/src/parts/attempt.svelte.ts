// Work that somebody asked for and that may fail: whether it is under way, and why the last of it failed.
export class Attempt {
  busy = $state(false);
  failed = $state.raw<unknown>(null);
  readonly #after: (() => Promise<unknown>) | undefined;

  /** `after` belongs to each work, once that has succeeded: mostly to read anew what it has changed. */
  constructor(after?: () => Promise<unknown>) {
    this.#after = after;
  }

  /** Never rejects: what goes wrong is in `failed`, for the page to say. */
  async run(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.failed = null;
    try {
      await work();
      if (this.#after !== undefined) await this.#after();
    } catch (reason) {
      this.failed = reason;
    }
    this.busy = false;
  }
}
