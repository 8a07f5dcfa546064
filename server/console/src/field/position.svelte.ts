// Where the care worker is, while she is on duty and only then. Used by field.svelte.ts.
import { send_position } from '../api/field.ts';
import type { Place } from '../api/shapes.ts';
import { now } from '../look/now.svelte.ts';

export type Finding = 'off' | 'asking' | 'shared' | 'refused' | 'failed';

// A phone on the move reports many times a second; the desk's map and the choice by distance need no more than this.
const send_every_ms = 10_000;
// Whoever stands still is said to be there still, before the server takes her position for an old one (5 minutes).
const repeat_every_ms = 60_000;

interface Fix {
  lat: number;
  lon: number;
  accuracy_m: number;
}

export class Position {
  finding = $state<Finding>('off');
  /** When the server last took a position, and how sure it was. */
  shared_at = $state<number | null>(null);
  accuracy_m = $state(0);
  #watch: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #fix: Fix | null = null;
  /** The last fix has not been sent. */
  #unsent = false;
  #sent_at = 0;

  /** Where she was last; null while that is not known. */
  get place(): Place | null {
    return this.#fix === null ? null : { lat: this.#fix.lat, lon: this.#fix.lon };
  }

  start(): void {
    if (this.#watch !== null) return;
    this.finding = 'asking';
    this.#watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        this.#fix = { lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy };
        this.#unsent = true;
        void this.#send();
      },
      (failure) => {
        this.finding = failure.code === failure.PERMISSION_DENIED ? 'refused' : 'failed';
      },
      { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 },
    );
    this.#timer = setInterval(() => void this.#send(), send_every_ms);
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    clearInterval(this.#timer);
    this.#watch = null;
    this.#fix = null;
    this.#sent_at = 0;
    this.finding = 'off';
    this.shared_at = null;
  }

  async #send(): Promise<void> {
    const fix = this.#fix;
    const age_ms = Date.now() - this.#sent_at;
    if (fix === null || age_ms < (this.#unsent ? send_every_ms : repeat_every_ms)) return;
    this.#sent_at = Date.now();
    this.#unsent = false;
    try {
      await send_position(fix.lat, fix.lon, fix.accuracy_m);
      if (this.#watch === null) return;
      this.finding = 'shared';
      this.shared_at = now();
      this.accuracy_m = Math.round(fix.accuracy_m);
    } catch {
      // Sent again with the next beat; the line says when the server is away.
      this.#unsent = true;
      this.#sent_at = 0;
    }
  }
}
