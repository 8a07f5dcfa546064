// The running town as the stories use it: its addresses, its people, its pendants.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Role } from '../src/api/shapes.ts';

export interface Account {
  username: string;
  password: string;
  role: Role;
  person: string;
  name: string;
}

export interface Device {
  device: string;
  district: string;
  resident: string;
  username: string;
  password: string;
}

interface Endpoints {
  http: string;
  simulator: string | null;
  mqtt: { host: string; port: number };
  pids: { server: number };
}

// Vitest numbers its workers from 1 and gives a number to one file of stories at a time: each number has a town.
function state(): string {
  const number = process.env['VITEST_POOL_ID'] ?? '1';
  const found = inject('states')[Number(number) - 1];
  if (found === undefined) throw new Error(`there is no town for worker ${number}`);
  return found;
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(state(), file), 'utf8')) as T;
}

export const town = {
  address: (): string => read<Endpoints>('endpoints.json').http,
  /** Where its simulator serves the homes; null where it runs without one. */
  homes_address: (): string | null => read<Endpoints>('endpoints.json').simulator,
  file: (name: string): string => join(state(), name),
  server_pid: (): number => read<Endpoints>('endpoints.json').pids.server,
  accounts: (): Account[] => read<Account[]>('accounts.json'),
  devices: (): Device[] => read<Device[]>('devices.json'),
};

/** The first account of a role, or number `nth`, counted from 0. */
export function account(role: Role, nth = 0): Account {
  const found = town.accounts().filter((one) => one.role === role)[nth];
  if (found === undefined) throw new Error(`the town has no ${role} number ${nth}`);
  return found;
}

export function worker_account(name: string): Account {
  const found = town.accounts().find((one) => one.role === 'care_worker' && one.name === name);
  if (found === undefined) throw new Error(`nobody called ${name} may sign in`);
  return found;
}

const publish_within_ms = 30_000;

let pressed = 0;
const homes_pressed = new Set<string>();

/** The residents at whose homes this file of stories has pressed. */
export function pressed_homes(): readonly string[] {
  return [...homes_pressed];
}

/** A story presses at this home by another way than `press`. */
export function press_seen(resident: string): void {
  homes_pressed.add(resident);
}

/** A press of that device, as the home itself would publish it. Answers the alarm's id. */
export function press(device: Device, alarm: Readonly<Record<string, unknown>> = {}): string {
  pressed += 1;
  homes_pressed.add(device.resident);
  const id = `e-${process.pid}-${Date.now()}-${pressed}`;
  publish(device, JSON.stringify({ id, kind: 'sos', at: new Date().toISOString(), trigger: 'pendant', ...alarm }));
  return id;
}

// What mosquitto_pub is told to speak on a device's topic.
function as_device(device: Device, about: 'alarm' | 'readings' = 'alarm'): string[] {
  const { host, port } = read<Endpoints>('endpoints.json').mqtt;
  const topic = `lamplight/v1/${device.district}/${device.device}/${about}`;
  return ['-u', device.username, '-P', device.password, '-h', host, '-p', `${port}`, '-q', '1', '-t', topic];
}

/** Any bytes on a device's alarm topic. */
export function publish(device: Device, payload: string): void {
  execFileSync('mosquitto_pub', [...as_device(device), '-m', payload], { timeout: publish_within_ms });
}

/** A record of SenML: a number or a truth value, at that time (seconds UTC). */
export type Measured = { n: string; u?: string; t: number } & ({ v: number } | { vb: boolean });

/** What a device has measured, in as many packs as it takes. */
export function measure(device: Device, records: readonly Measured[]): void {
  const pack_max = 400;
  for (let from = 0; from < records.length; from += pack_max) {
    const pack = JSON.stringify(records.slice(from, from + pack_max));
    execFileSync('mosquitto_pub', [...as_device(device, 'readings'), '-m', pack], { timeout: publish_within_ms });
  }
}

/** A resident's device of that sort; without one, her first. */
export function device_of(resident: string, sort = ''): Device {
  const found = town.devices().find((one) => one.resident === resident && one.device.startsWith(sort));
  if (found === undefined) throw new Error(`${resident} has no ${sort}`);
  return found;
}

/** A device that stays connected: each line that is written to it is an alarm. */
export function publisher(device: Device): ChildProcess {
  return spawn('mosquitto_pub', [...as_device(device), '-l'], { stdio: ['pipe', 'ignore', 'inherit'] });
}

/** Freezes the server, as an overloaded machine would, until the returned function is called. */
export function freeze_server(): () => void {
  const pid = town.server_pid();
  process.kill(pid, 'SIGSTOP');
  return () => process.kill(pid, 'SIGCONT');
}
