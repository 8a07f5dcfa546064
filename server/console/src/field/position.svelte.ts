// Where the care worker is, while she is on duty and only then. Used by field.svelte.ts.
import { send_position } from '../api/field.ts';
import { now } from '../look/now.svelte.ts';

export type Finding = 'off' | 'asking' | 'shared' | 'refused' | 'failed';

// A phone on the move reports many times a second; the desk's map and the choice by distance need no more than this.
const send_every_ms = 10_000;

export class Position {
  finding = $state<Finding>('off');
  /** When the server last took a position, and how sure it was. */
  shared_at = $state<number | null>(null);
  accuracy_m = $state(0);
  #watch: number | null = null;
  #sent_at = 0;

  start(): void {
    if (this.#watch !== null) return;
    this.finding = 'asking';
    this.#watch = navigator.geolocation.watchPosition(
      (found) => void this.#send(found.coords),
      (failure) => {
        this.finding = failure.code === failure.PERMISSION_DENIED ? 'refused' : 'failed';
      },
      { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 },
    );
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
    this.finding = 'off';
    this.shared_at = null;
  }

  async #send(coords: GeolocationCoordinates): Promise<void> {
    if (Date.now() - this.#sent_at < send_every_ms) return;
    this.#sent_at = Date.now();
    try {
      await send_position(coords.latitude, coords.longitude, coords.accuracy);
      if (this.#watch === null) return;
      this.finding = 'shared';
      this.shared_at = now();
      this.accuracy_m = Math.round(coords.accuracy);
    } catch {
      // The next one goes out soon; the line says when the server is away.
      this.#sent_at = 0;
    }
  }
}
