// The field app's service worker: keeps the app's own files, so that it opens in a stairway without a line. It never
// touches what the server says of people: everything under /api goes to the network, as if it were not there.
//
// Built to /field/worker.js by itself, without imports; tools/precache.ts writes the list of files into it, so that
// each build is a new worker with a cache of its own.

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asking extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  addEventListener(name: 'install' | 'activate', listen: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listen: (event: Asking) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = globalThis as unknown as WorkerScope;
// Replaced by the build with the name of the cache and the paths.
const cache_name = '__CACHE_NAME__';
const shell: readonly string[] = JSON.parse('__SHELL__') as string[];

async function install(): Promise<void> {
  const cache = await caches.open(cache_name);
  await cache.addAll([...shell]);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name !== cache_name);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
  const kept = await caches.match(path);
  return kept ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  const path = event.request.mode === 'navigate' && url.pathname.startsWith('/field/') ? '/field/' : url.pathname;
  if (shell.includes(path)) event.respondWith(answer(event.request, path));
});

// A file of its own, whose names are no other's.
export {};
