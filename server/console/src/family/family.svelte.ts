// The family page's state: the residents who have named this relative, as the live line tells them.
import { follow, type Line, type LiveEvent } from '../api/live.ts';
import { record_of } from '../api/family.ts';
import type { FamilyMotion, FamilyRecord } from '../api/shapes.ts';
import { buckets_of } from '../api/vitals.ts';
import { now, set_by_server } from '../look/now.svelte.ts';
import { local_day_start } from '../model/time_words.ts';
import { door } from '../parts/paths.ts';
import { news_of } from './notices.ts';
import { Notifier } from './notifier.svelte.ts';

const read_every_ms = 10 * 60_000;

export class Family {
  residents = $state.raw<readonly FamilyRecord[] | null>(null);
  line = $state<Line>('connecting');
  heard_at = $state<number | null>(null);
  database_away = $state(false);
  readonly notifier = new Notifier();

  start(): () => void {
    // The day goes on while nothing happens that the line would tell.
    const timer = setInterval(() => this.#read_all(), read_every_ms);
    const leave = follow({
      on_event: (event) => this.#hear(event),
      on_line: (line) => {
        this.line = line;
        if (line === 'ended') location.replace(door(true));
      },
    });
    return () => {
      clearInterval(timer);
      leave();
    };
  }

  #read_all(): void {
    if (this.line === 'live') for (const one of this.residents ?? []) void this.#read(one.id);
  }

  #hear(event: LiveEvent): void {
    this.heard_at = now();
    switch (event.name) {
      case 'snapshot':
        this.database_away = event.data.database === 'away';
        this.residents = (event.data.residents ?? []).map((news) => this.#told(news));
        for (const one of this.residents) void this.#read(one.id);
        return;
      case 'resident':
        this.#take(event.data);
        void this.#read(event.data.id);
        return;
      case 'tick':
        this.database_away = event.data.database === 'away';
        if (event.data.at !== undefined) set_by_server(event.data.at);
        return;
      case 'incident':
      case 'offer':
      case 'withdrawn':
        return;
    }
  }

  #take(news: FamilyRecord): void {
    const known = this.residents ?? [];
    this.residents = known.some((one) => one.id === news.id)
      ? known.map((one) => (one.id === news.id ? this.#told(news) : one))
      : [...known, news];
  }

  #told(news: FamilyRecord): FamilyRecord {
    const before = this.residents?.find((one) => one.id === news.id);
    const after = this.#joined(news);
    void this.notifier.tell(after, news_of(before, after, local_day_start(now()), now()));
    return after;
  }

  // The line brings the present; what is over and what was measured stays until it is read anew.
  #joined(news: FamilyRecord): FamilyRecord {
    const known = this.residents?.find((one) => one.id === news.id);
    const kept: Partial<FamilyRecord> = {};
    if (known?.recent !== undefined) kept.recent = known.recent;
    if (known?.vitals !== undefined) kept.vitals = known.vitals;
    if (known?.motion !== undefined) kept.motion = known.motion;
    return { ...kept, ...news };
  }

  async #read(id: string): Promise<void> {
    try {
      const record = await record_of(id);
      this.#take(record);
      if (record.agreed['vitals'] === true) this.#take({ ...record, motion: await this.#motion_of(id) });
    } catch {
      // The sentence and the present incident are there already; the rest comes with the next word of the line.
    }
  }

  async #motion_of(id: string): Promise<FamilyMotion> {
    const to = now();
    const [today, week] = await Promise.all([
      buckets_of(id, local_day_start(to), to, '10m', 'motion'),
      buckets_of(id, local_day_start(to - 6 * 24 * 3_600_000), to, '1h', 'motion'),
    ]);
    return { today, week };
  }
}
