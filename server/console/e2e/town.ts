// The running town as the stories use it: its addresses, its people, its pendants.
import { execFileSync } from 'node:child_process';
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

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(inject('state'), file), 'utf8')) as T;
}

export const town = {
  address: (): string => read<Endpoints>('endpoints.json').http,
  /** Where its simulator serves the homes; null where it runs without one. */
  homes_address: (): string | null => read<Endpoints>('endpoints.json').simulator,
  file: (name: string): string => join(inject('state'), name),
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

let pressed = 0;

/** A press of that device, as the home itself would publish it. Answers the alarm's id. */
export function press(device: Device, alarm: Readonly<Record<string, unknown>> = {}): string {
  pressed += 1;
  const id = `e-${process.pid}-${Date.now()}-${pressed}`;
  publish(device, JSON.stringify({ id, kind: 'sos', at: new Date().toISOString(), trigger: 'pendant', ...alarm }));
  return id;
}

/** Any bytes on a device's alarm topic. */
export function publish(device: Device, payload: string): void {
  const { host, port } = read<Endpoints>('endpoints.json').mqtt;
  const topic = `lamplight/v1/${device.district}/${device.device}/alarm`;
  const sign_in = ['-u', device.username, '-P', device.password];
  const to = ['-h', host, '-p', `${port}`, '-q', '1', '-t', topic, '-m', payload];
  execFileSync('mosquitto_pub', [...sign_in, ...to], { timeout: 10_000 });
}

/** Freezes the server, as an overloaded machine would, until the returned function is called. */
export function freeze_server(): () => void {
  const pid = town.server_pid();
  process.kill(pid, 'SIGSTOP');
  return () => process.kill(pid, 'SIGCONT');
}
