import { expect, it } from 'vitest';
import { FrameLoop } from './frame-loop';

function manualFrames() {
  let waiting: ((now: number) => void) | null = null;
  let requests = 0;
  const source = {
    request: (callback: (now: number) => void) => {
      waiting = callback;
      return ++requests;
    },
    cancel: () => void (waiting = null),
  };
  const run = (now: number): boolean => {
    const callback = waiting;
    waiting = null;
    callback?.(now);
    return callback !== null;
  };
  return { source, run, requests: () => requests };
}

it('asks for one frame however often it is woken, and sleeps when no step wants more', () => {
  const frames = manualFrames();
  const calls: number[] = [];
  const loop = new FrameLoop(frames.source, [(now) => calls.push(now) < 2]);

  loop.wake();
  loop.wake();
  expect(frames.requests()).toBe(1);

  expect(frames.run(100)).toBe(true);
  expect(frames.run(116)).toBe(true);
  expect(frames.run(132)).toBe(false);
  expect(calls).toEqual([100, 116]);
});

it('tells steps the time since the last frame, never a long pause', () => {
  const frames = manualFrames();
  const elapsed: number[] = [];
  const loop = new FrameLoop(frames.source, [(_, ms) => elapsed.push(ms) < 3]);

  loop.wake();
  frames.run(1000);
  frames.run(1020);
  frames.run(60000);

  expect(elapsed).toEqual([16, 20, 64]);
});
