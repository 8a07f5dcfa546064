// What the desk may ask, one thing at a time; questions.svelte draws it.
export type Question =
  | { is: 'close' | 'cancel' | 'note' | 'take_over' | 'keys' | 'by_hand' | 'record' | 'photos' }
  | { is: 'call'; index: number; reached: boolean };
