// Checks when a tip comes and goes.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DELAY_MS, SKIP_MS, tipOf, tips } from './tips.svelte';

function button(text: string, shortcut?: string): HTMLElement {
  const element = document.createElement('button');
  for (const [name, value] of Object.entries(tipOf(text, shortcut, 'right')))
    if (value !== undefined) element.setAttribute(name, value);
  element.append(document.createElement('svg'));
  document.body.append(element);
  return element;
}

describe('a tip', () => {
  let now = 0;
  const rest = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(ms);
  };
  beforeEach(() => {
    vi.useFakeTimers();
    now += 10 * SKIP_MS;
  });
  afterEach(() => {
    tips.hide(now);
    vi.useRealTimers();
    document.body.replaceChildren();
  });

  it('comes after a rest over any part of its element, with its shortcut and side', () => {
    const anchor = button('Undo', 'Ctrl+Z');
    tips.over(anchor.firstElementChild, now);
    rest(DELAY_MS - 1);
    expect(tips.shown).toBeNull();
    tips.over(anchor, now);
    rest(1);
    expect(tips.shown).toEqual({ anchor, text: 'Undo', shortcut: 'Ctrl+Z', side: 'right' });
  });

  it('goes when the pointer leaves, and the next one comes at once', () => {
    const [first, second] = [button('Undo'), button('Redo')];
    tips.over(first, now);
    rest(DELAY_MS);
    tips.over(document.body, now);
    expect(tips.shown).toBeNull();
    rest(SKIP_MS - 1);
    tips.over(second, now);
    expect(tips.shown?.text).toBe('Redo');
    tips.over(document.body, now);
    rest(SKIP_MS);
    tips.over(first, now);
    expect(tips.shown).toBeNull();
  });

  it('does not come for an element that is gone, or was only passed', () => {
    const [gone, passed] = [button('Undo'), button('Redo')];
    tips.over(gone, now);
    gone.remove();
    rest(DELAY_MS);
    expect(tips.shown).toBeNull();
    tips.over(passed, now);
    rest(DELAY_MS / 2);
    tips.over(document.body, now);
    rest(DELAY_MS);
    expect(tips.shown).toBeNull();
  });

  it('stays away from what was pressed until the pointer has been elsewhere', () => {
    const anchor = button('Undo');
    tips.over(anchor, now);
    rest(DELAY_MS);
    tips.dismiss(anchor, now);
    expect(tips.shown).toBeNull();
    tips.over(anchor.firstElementChild, now);
    rest(DELAY_MS);
    expect(tips.shown).toBeNull();
    tips.over(document.body, now);
    rest(SKIP_MS);
    tips.over(anchor, now);
    rest(DELAY_MS);
    expect(tips.shown?.anchor).toBe(anchor);
  });

  it('stays away when it was closed by a key', () => {
    const anchor = button('Undo');
    tips.over(anchor, now);
    rest(DELAY_MS);
    tips.dismiss(null, now);
    tips.over(anchor.firstElementChild, now);
    rest(DELAY_MS);
    expect(tips.shown).toBeNull();
  });

  it('comes at once for the keyboard and not for a focus by pointer', () => {
    const anchor = button('Undo');
    const matches = vi.spyOn(anchor, 'matches').mockReturnValue(false);
    tips.focus(anchor, now);
    expect(tips.shown).toBeNull();
    matches.mockReturnValue(true);
    tips.focus(anchor, now);
    expect(tips.shown?.anchor).toBe(anchor);
  });
});
