// Makes the desk heard. Used by desk_page.svelte.
//
// A sound is a loop inside of the browser's audio engine, so it goes on while the page's own timers sleep in the
// background. A browser lets a page sound only after somebody has touched it; until then the desk says so.
import { keep, kept } from '../model/kept.ts';
import { samples_of, type Sound } from './sounding.ts';

const key = 'desk.sound';
// A browser takes longer to open its loudspeaker than to draw the queue, and draws nothing meanwhile. It comes second.
const opens_after_ms = 300;

/** `blocked`: wanted, but the browser waits for a key or a click on this page. */
export type Hearing = 'on' | 'blocked' | 'off';

export class SoundPlayer {
  hearing = $state<Hearing>(kept(key) === 'off' ? 'off' : 'blocked');
  /** What is to be heard now. */
  sound = $state<Sound>('none');
  #may_open = false;
  #context: AudioContext | null = null;
  #loop: AudioBufferSourceNode | null = null;
  #playing: Sound = 'none';

  /** Listens for the first touch until the returned function is called. */
  start(): () => void {
    const wake = (event: Event): void => {
      // The switch decides for itself.
      if (event.target instanceof Element && event.target.closest('[data-sound]') !== null) return;
      this.#may_open = true;
      this.#wake();
    };
    // Not at "pointerdown": what the desk says of its sound changes then, and what is being clicked must not move.
    addEventListener('click', wake);
    addEventListener('keydown', wake);
    // A page that holds a lock is not put to sleep for having been out of sight for hours.
    const leave = new AbortController();
    void navigator.locks
      ?.request(
        'desk',
        { mode: 'shared', signal: leave.signal },
        () =>
          new Promise<void>((done) => {
            leave.signal.addEventListener('abort', () => done());
          }),
      )
      .catch(() => undefined);
    const opening = setTimeout(() => {
      this.#may_open = true;
      this.play(this.sound);
    }, opens_after_ms);
    return () => {
      clearTimeout(opening);
      removeEventListener('click', wake);
      removeEventListener('keydown', wake);
      leave.abort();
      void this.#context?.close();
      this.#context = null;
    };
  }

  play(sound: Sound): void {
    this.sound = sound;
    if (this.hearing === 'off') this.#silence();
    else if (this.#may_open) this.#wake();
  }

  switch_on(on: boolean): void {
    keep(key, on ? null : 'off');
    this.hearing = on ? 'blocked' : 'off';
    this.#may_open = true;
    this.play(this.sound);
  }

  #wake(): void {
    if (this.hearing === 'off') return;
    if (this.#context === null) {
      this.#context = new AudioContext();
      this.#context.onstatechange = () => this.#settle();
    }
    // Without a touch the promise waits, perhaps for ever; `onstatechange` says when it is kept.
    if (this.#context.state !== 'running') void this.#context.resume().catch(() => undefined);
    this.#settle();
  }

  #settle(): void {
    if (this.hearing === 'off') return;
    this.hearing = this.#context?.state === 'running' ? 'on' : 'blocked';
    if (this.hearing === 'on') this.#loop_it();
  }

  #loop_it(): void {
    const context = this.#context;
    if (context === null || this.#playing === this.sound) return;
    this.#silence();
    if (this.sound === 'none') return;
    const samples = samples_of(this.sound, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const loop = context.createBufferSource();
    loop.buffer = buffer;
    loop.loop = true;
    loop.connect(context.destination);
    loop.start();
    this.#loop = loop;
    this.#playing = this.sound;
  }

  #silence(): void {
    this.#loop?.stop();
    this.#loop?.disconnect();
    this.#loop = null;
    this.#playing = 'none';
  }
}
