// What a care worker tells about herself: on duty or not, and where she is.
import { call } from './call.ts';

export async function am_i_on_duty(): Promise<boolean> {
  return (await call<{ on: boolean }>('GET', '/worker/duty')).on;
}

export async function set_duty(on: boolean): Promise<void> {
  await call<unknown>('POST', '/worker/duty', { on });
}

export async function send_position(lat: number, lon: number, accuracy_m: number): Promise<void> {
  await call<unknown>('POST', '/worker/position', { lat, lon, accuracy_m });
}
