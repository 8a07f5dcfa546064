// One request to the server, and the two ways in which it can fail. Every other file of src/api goes through it.
import { taken } from './ahead.ts';
import { answer_timeout_ms, api_base } from './base.ts';
import type { Incident } from './shapes.ts';

/** A large file takes its time to be written. */
const file_timeout_ms = 120_000;

/** The server has answered, and said no (RFC 9457). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    /** The incident as it is now, where a command was refused by its state. */
    readonly incident: Incident | null,
  ) {
    super(`${status} ${code}`);
  }
}

/** No answer: the line is away, or the server. Whether the request was carried out is unknown. */
export class Unreachable extends Error {}

let csrf = '';
let under_way = 0;
let tell_busy: (busy: boolean) => void = () => undefined;

/** Told when the first change is on its way and when the last one has been answered. */
export function watch_changes(tell: (busy: boolean) => void): void {
  tell_busy = tell;
}

async function counted<T>(request: Promise<T>): Promise<T> {
  under_way += 1;
  if (under_way === 1) tell_busy(true);
  try {
    return await request;
  } finally {
    under_way -= 1;
    if (under_way === 0) tell_busy(false);
  }
}

/** The token that every change must carry; it comes with the session. */
export function keep_csrf(token: string): void {
  csrf = token;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return (await call_tagged<T>(method, path, body)).answer;
}

/** A change that nobody has asked for and nobody waits for. */
export async function tell<T>(path: string, body: unknown): Promise<T> {
  return (await send<T>('POST', path, body)).answer;
}

/** A thing with its tag: changing it later names the tag, so that nobody overwrites what she has not seen. */
export interface Tagged<T> {
  answer: T;
  etag: string;
}

export function call_tagged<T>(method: Method, path: string, body?: unknown, if_match?: string): Promise<Tagged<T>> {
  const request = send<T>(method, path, body, if_match);
  return method === 'GET' ? request : counted(request);
}

async function send<T>(method: Method, path: string, body?: unknown, if_match?: string): Promise<Tagged<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (if_match !== undefined) headers['If-Match'] = if_match;
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
  const request: RequestInit = { method, headers, cache: 'no-store', signal: AbortSignal.timeout(answer_timeout_ms) };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response: Response;
  let text: string;
  try {
    response = await ((method === 'GET' ? taken(path) : null) ?? fetch(api_base + path, request));
    text = await response.text();
  } catch (reason) {
    throw new Unreachable(reason instanceof Error ? reason.message : String(reason));
  }
  const answer = read_json(text);
  if (response.ok) return { answer: answer as T, etag: response.headers.get('ETag') ?? '' };
  // A gateway's page of a server that is away is no answer of ours.
  if (response.status >= 500 && !is_problem(answer)) throw new Unreachable(`status ${response.status}`);
  throw refusal_of(response.status, answer);
}

/** A file as it is. An answer of status `also` is one too: it says what is wrong with the file. */
export async function send_file<T>(path: string, file: Blob, type: string, also?: number): Promise<T> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(api_base + path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': type, 'X-CSRF-Token': csrf },
      body: file,
      cache: 'no-store',
      signal: AbortSignal.timeout(file_timeout_ms),
    });
    text = await response.text();
  } catch (reason) {
    throw new Unreachable(reason instanceof Error ? reason.message : String(reason));
  }
  const answer = read_json(text);
  if (response.ok || (response.status === also && !is_problem(answer))) return answer as T;
  throw refusal_of(response.status, answer);
}

/** Bytes that are no text: a document, a photograph. */
export async function call_bytes(path: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(api_base + path, { cache: 'no-store', signal: AbortSignal.timeout(file_timeout_ms) });
    if (response.ok) return await response.blob();
  } catch (reason) {
    throw new Unreachable(reason instanceof Error ? reason.message : String(reason));
  }
  throw refusal_of(response.status, read_json(await response.text()));
}

/** A text that is no JSON: a table for somebody's spreadsheet. */
export async function call_text(path: string, accept: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(api_base + path, {
      headers: { Accept: accept },
      cache: 'no-store',
      signal: AbortSignal.timeout(answer_timeout_ms),
    });
  } catch (reason) {
    throw new Unreachable(reason instanceof Error ? reason.message : String(reason));
  }
  const text = await response.text();
  if (!response.ok) throw refusal_of(response.status, read_json(text));
  return text;
}

function read_json(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

interface Problem {
  type?: unknown;
  title?: unknown;
  detail?: unknown;
  incident?: unknown;
}

function is_problem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'type' in answer;
}

function refusal_of(status: number, answer: unknown): Refused {
  const problem: Problem = is_problem(answer) ? answer : {};
  // The stable word is the last part of the type, whether that is a path, a URN or the word itself.
  const code = typeof problem.type === 'string' ? (problem.type.split(/[/:#]/).pop() ?? '') : '';
  const said = [problem.detail, problem.title].find((words) => typeof words === 'string' && words !== '');
  const present = typeof problem.incident === 'object' ? (problem.incident as Incident | null) : null;
  return new Refused(status, code, typeof said === 'string' ? said : '', present);
}
