// A care worker who needs help herself: asked for until the server has taken it, however bad the line is.
import { Unreachable } from '../api/call.ts';
import { call_for_help } from '../api/field.ts';
import type { Place } from '../api/shapes.ts';

const again_ms = 2_000;

export class OwnHelp {
  standing = $state<'none' | 'calling' | 'called'>('none');
  failed = $state.raw<unknown>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  call(where: () => Place | null): void {
    if (this.standing === 'calling') return;
    this.standing = 'calling';
    this.failed = null;
    void this.#try(where);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #try(where: () => Place | null): Promise<void> {
    try {
      await call_for_help(where());
      this.standing = 'called';
    } catch (reason) {
      if (reason instanceof Unreachable) this.#timer = setTimeout(() => void this.#try(where), again_ms);
      else {
        this.standing = 'none';
        this.failed = reason;
      }
    }
  }
}
