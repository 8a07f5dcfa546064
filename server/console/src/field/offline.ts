// Puts the field app's own files beyond the reach of a bad line: registers api/offline_worker.ts.

export function install_offline(): void {
  // Where there is none (an old browser, a plain http address of the town's network), the page works with a line.
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  void navigator.serviceWorker.register('/field/worker.js', { scope: '/field/' }).catch(() => undefined);
}
