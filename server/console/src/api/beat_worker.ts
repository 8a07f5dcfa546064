// A beat from a worker of its own: a browser slows the timers of a page in the background down to one a minute, but
// not those of its workers. Started by beat.ts.
import { beat_every_ms } from './beat_pace.ts';

setInterval(() => postMessage(0), beat_every_ms);
