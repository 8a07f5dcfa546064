// What a care worker tells about herself: on duty or not, and where she is.
import { call, tell } from './call.ts';
import type { Place } from './shapes.ts';

export async function am_i_on_duty(): Promise<boolean> {
  return (await call<{ on: boolean }>('GET', '/worker/duty')).on;
}

export async function set_duty(on: boolean): Promise<void> {
  await call<unknown>('POST', '/worker/duty', { on });
}

/** She needs help herself, where she is; null where the phone does not know. */
export async function call_for_help(place: Place | null): Promise<void> {
  await call<unknown>('POST', '/worker/help', place === null ? {} : { place });
}

export async function send_position(lat: number, lon: number, accuracy_m: number): Promise<void> {
  await tell<unknown>('/worker/position', { lat, lon, accuracy_m });
}
