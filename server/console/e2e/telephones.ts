// A network of telephones for the stories: Kannel with its fake message centre, and one more server of the town that
// sends through it. The town's own server sends no SMS, as in every demo.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { free_ports } from './ports.ts';
import { town } from './town.ts';

const server = resolve(import.meta.dirname, '../../../build/release/lamplight-server');
const ready_within_ms = 120_000;

export interface Telephones {
  /** Of the server that sends SMS. */
  address: string;
  /** The next code that this number is sent, after those that have been given out already. */
  next_code(number: string): Promise<string>;
  stop(): Promise<void>;
}

export async function open_telephones(): Promise<Telephones> {
  const folder = mkdtempSync(join(tmpdir(), 'lamplight-telephones-'));
  const running: ChildProcess[] = [];
  const start = (name: string, program: string, args: string[], env: NodeJS.ProcessEnv = {}): void => {
    const log = openSync(join(folder, `${name}.log`), 'a');
    running.push(spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] }));
  };
  const stop = async (): Promise<void> => {
    for (const program of running.reverse()) {
      const ended = new Promise((done) => program.once('exit', done));
      if (program.exitCode !== null || !program.kill('SIGTERM')) continue;
      const late = setTimeout(() => program.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [admin, boxes, centre, gateway, http] = (await free_ports(5)) as [number, number, number, number, number];
    const config = join(folder, 'kannel.conf');
    writeFileSync(config, kannel({ admin, boxes, centre, gateway }));
    start('bearerbox', '/usr/sbin/bearerbox', [config]);
    await until(() => listens(boxes));
    start('smsbox', '/usr/sbin/smsbox', [config]);
    await until(() => listens(gateway));
    start('telephones', '/usr/lib/kannel/test/fakesmsc', fake_centre(centre));
    start('server', server, ['--config', town.file('config/server.toml')], {
      LAMPLIGHT_SERVER_INSTANCE: 'server-telephones',
      LAMPLIGHT_HTTP_PORT: `${http}`,
      LAMPLIGHT_JOURNAL_FILE: join(folder, 'journal.sqlite'),
      LAMPLIGHT_AUDIT_HEADS: join(folder, 'audit.heads'),
      LAMPLIGHT_SIGN_INS_DEVICES: '',
      LAMPLIGHT_NOTIFY_SMS_URL: `http://127.0.0.1:${gateway}/cgi-bin/sendsms`,
      LAMPLIGHT_NOTIFY_SMS_USER: 'town',
      LAMPLIGHT_NOTIFY_SMS_PASSWORD: 'secret',
      LAMPLIGHT_NOTIFY_SMS_FROM: '10690000',
    });
    const address = `http://127.0.0.1:${http}`;
    await until(async () => (await fetch(`${address}/readyz`)).ok);
    const given = new Map<string, number>();
    const next_code = async (number: string): Promise<string> => {
      const nth = given.get(number) ?? 0;
      const codes = (): string[] => codes_to(number, readFileSync(join(folder, 'telephones.log'), 'utf8'));
      await until(() => Promise.resolve(codes().length > nth));
      given.set(number, nth + 1);
      return codes()[nth] ?? '';
    };
    return { address, next_code, stop };
  } catch (reason) {
    await stop();
    throw reason;
  }
}

function kannel(ports: { admin: number; boxes: number; centre: number; gateway: number }): string {
  return `group = core
admin-port = ${ports.admin}
admin-interface = 127.0.0.1
admin-password = x
smsbox-port = ${ports.boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = "127.0.0.1"

group = smsc
smsc = fake
smsc-id = FAKE
host = 127.0.0.1
port = ${ports.centre}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${ports.gateway}
sendsms-interface = 127.0.0.1

group = sendsms-user
username = town
password = secret
`;
}

function fake_centre(port: number): string[] {
  return ['-H', '127.0.0.1', '-r', `${port}`, '-i', '0.1', '-m', '0', '1 2 text nothing'];
}

// "<10690000 13900007001 text 042195 is your…>", or "… ucs-2 %000%004…" where it is Chinese.
function codes_to(number: string, log: string): string[] {
  const messages = log.matchAll(/<\S+ (\d+) (text|ucs-2) (.*)>/g);
  return [...messages]
    .filter((one) => one[1] === number)
    .map((one) => (one[2] === 'text' ? (one[3] ?? '') : two_byte_text(one[3] ?? '')))
    .flatMap((text) => /^\d{6}/.exec(text) ?? []);
}

function two_byte_text(escaped: string): string {
  const bytes = [...escaped.matchAll(/%([0-9A-Fa-f]{2})|(.)/g)].map((one) =>
    one[1] !== undefined ? parseInt(one[1], 16) : one[2] === '+' ? 0x20 : (one[2] ?? '').charCodeAt(0),
  );
  return new TextDecoder('utf-16be').decode(Uint8Array.from(bytes));
}

async function until(question: () => Promise<boolean>): Promise<void> {
  const last = Date.now() + ready_within_ms;
  for (;;) {
    if (await question().catch(() => false)) return;
    if (Date.now() > last) throw new Error('the telephones are not ready');
    await new Promise((go_on) => setTimeout(go_on, 100));
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => answer(false));
  });
}
