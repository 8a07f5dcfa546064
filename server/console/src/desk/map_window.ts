// The map in a window of its own, for a second monitor: where it is, and how it is opened.

const path = '/desk/?map';

export function is_map_window(): boolean {
  return location.search === '?map';
}

/** The same window again, if it is open already. */
export function open_map_window(): void {
  window.open(path, 'lamplight-map', 'popup,width=1200,height=900');
}
