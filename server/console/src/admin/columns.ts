// Which members of each register are shown, in this order. Pure.
import type { AdminWords } from './words_en.ts';

export type Register = keyof AdminWords['register'];
export type Column = keyof AdminWords['column'];

export const columns: Readonly<Record<Register, readonly Column[]>> = {
  users: ['name', 'username', 'role', 'person', 'language'],
  workers: ['name', 'on_duty', 'skills', 'phone', 'position_at', 'id'],
  residents: ['name', 'district', 'phone', 'language', 'id'],
  devices: ['id', 'model', 'room', 'district', 'resident'],
  districts: ['name', 'name_en', 'id'],
  skills: ['name', 'name_en', 'id'],
};

export const registers = Object.keys(columns) as Register[];
