// The script of a page, brought by the small one that opens it. That one runs as soon as it has come, so the page may
// have no body yet. What does not arrive is asked for again: a page that stays empty tells nobody anything.
const retry_ms = 2_000;

export function bring_page(load: () => Promise<unknown>): void {
  const bring = (): void => {
    load().catch(() => setTimeout(bring, retry_ms));
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', bring, { once: true });
  else bring();
}
