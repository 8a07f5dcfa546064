// The family page's service worker: shows notices, and brings the page to the front when one is tapped. It keeps
// nothing and answers no request. Built to /family/worker.js by itself, without imports.

interface Tapped extends Event {
  readonly notification: { close(): void };
  waitUntil(work: Promise<unknown>): void;
}

interface Page {
  focus(): Promise<unknown>;
}

interface WorkerScope {
  addEventListener(name: 'notificationclick', listen: (event: Tapped) => void): void;
  readonly clients: { matchAll(of: { type: 'window' }): Promise<Page[]>; openWindow(path: string): Promise<unknown> };
}

const worker = globalThis as unknown as WorkerScope;

async function to_front(): Promise<unknown> {
  const [page] = await worker.clients.matchAll({ type: 'window' });
  return page === undefined ? worker.clients.openWindow('/family/') : page.focus();
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(to_front());
});

// A file of its own, whose names are no other's.
export {};
