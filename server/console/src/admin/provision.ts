// What is asked of the server when a device is put into use. Pure.
import type { Credential, DeviceWish } from '../api/devices.ts';

export interface Draft {
  id: string;
  resident: string;
  district: string;
  model: string;
  room: string;
  credential: Credential;
}

/** What was left empty is for the server to fill in; a resident's district is hers. */
export function wish_of(draft: Draft): DeviceWish {
  const wish: DeviceWish = { credential: draft.credential };
  for (const name of ['id', 'resident', 'district', 'model', 'room'] as const) {
    const text = draft[name].trim();
    if (text !== '' && !(name === 'district' && draft.resident !== '')) wish[name] = text;
  }
  return wish;
}
