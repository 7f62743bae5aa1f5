import { beforeEach, describe, expect, it } from 'vitest';
import { testEdge, TestNode, testScene } from './fixtures';
import { handleKey, type KeyHost, type KeySample } from './keyboard';
import { selectionAlong } from './navigate';
import type { Move, Selection } from './types';

class Keys implements KeyHost {
  readonly scene = testScene({ start: [0, 100], a: [300, 0], b: [300, 200], end: [600, 100] }, [
    'start>a',
    'start>b',
    'a>end',
    'b>end',
  ]);
  isReadonly = false;
  at: string | null = null;
  picked: Selection = { nodes: [], edges: [] };
  log: string[] = [];
  isWiring = false;
  focused = () => this.at;
  selection = () => this.picked;
  selectAlong = (way: 'up' | 'down') => this.select(selectionAlong(this.scene, this.picked, this.at, way));
  select = (selection: Selection) => void (this.picked = selection);
  goTo = (id: string) => void (this.at = id);
  nudge = (moves: Move[]) => void this.log.push(...moves.map(({ id, x, y }) => `${id} to ${x},${y}`));
  panBy = (dx: number, dy: number) => void this.log.push(`pan ${dx},${dy}`);
  activate = (id: string) => void this.log.push(`open ${id}`);
  remove = ({ nodes, edges }: Selection) => void this.log.push(`remove ${[...nodes, ...edges].join()}`);
  escape = () => false;
  leave = () => {
    this.log.push('leave');
    return false;
  };
  wireFrom = (number: number) => {
    if (this.isWiring) this.log.push(`branch ${number}`);
    return this.isWiring;
  };
  append = (id: string) => {
    this.log.push(`append to ${id}`);
    return true;
  };
  startWire = (id: string) => void this.log.push(`wire ${id}`);
  finishWire = () => this.isWiring;
}

let keys: Keys;
beforeEach(() => void (keys = new Keys()));

const press = (key: string, more: Partial<KeySample> = {}): boolean =>
  handleKey({ key, shift: false, ctrl: false, alt: false, isComposing: false, ...more }, keys);

describe('arrows', () => {
  it('begin at the leftmost node, follow edges, and select what they reach', () => {
    press('ArrowRight');
    expect(keys.at).toBe('start');
    press('ArrowRight');
    press('ArrowDown');
    expect(keys.at).toBe('b');
    press('ArrowRight');
    press('ArrowLeft');
    expect(keys.at).toBe('a');
    expect(keys.picked).toEqual({ nodes: ['a'], edges: [] });
  });

  it('stay put at the end of the graph and are still used up', () => {
    keys.at = 'end';
    expect(press('ArrowRight')).toBe(true);
    expect(keys.at).toBe('end');
  });

  it('with Alt move the selection by one grid step, with Shift by ten', () => {
    keys.select({ nodes: ['a', 'b'], edges: [] });
    press('ArrowRight', { alt: true });
    press('ArrowUp', { alt: true, shift: true });
    expect(keys.log).toEqual(['a to 310,0', 'b to 310,200', 'a to 300,-100', 'b to 300,100']);
  });

  it('10: with Ctrl pan, with Shift select everything up or downstream', () => {
    press('ArrowLeft', { ctrl: true });
    expect(keys.log).toEqual(['pan 80,0']);
    keys.select({ nodes: ['a'], edges: [] });
    press('ArrowRight', { shift: true });
    expect(keys.picked.nodes).toEqual(['a', 'end']);
    press('ArrowLeft', { shift: true });
    expect(keys.picked.nodes.sort()).toEqual(['a', 'b', 'end', 'start']);
  });
});

describe('other keys', () => {
  it('Enter opens the focused node, or ends a wire there', () => {
    keys.at = 'a';
    press('Enter');
    keys.isWiring = true;
    press('Enter');
    expect(keys.log).toEqual(['open a']);
  });

  it('Delete asks to remove the selection, and only when there is one', () => {
    expect(press('Delete')).toBe(false);
    keys.select({ nodes: ['a'], edges: ['start>a'] });
    expect(press('Backspace')).toBe(true);
    expect(keys.log).toEqual(['remove a,start>a']);
  });

  it('Escape clears the selection, and is left to others when there is none', () => {
    keys.select({ nodes: ['a'], edges: [] });
    expect(press('Escape')).toBe(true);
    expect(keys.picked.nodes).toEqual([]);
    expect(press('Escape')).toBe(false);
  });

  it('change nothing in a read-only document', () => {
    keys.isReadonly = true;
    keys.at = 'a';
    keys.select({ nodes: ['a'], edges: [] });
    press('Delete');
    press('ArrowUp', { alt: true });
    press('c');
    expect(keys.log).toEqual([]);
  });

  it('belong to the input method while it composes', () => {
    keys.select({ nodes: ['a'], edges: [] });
    expect(press('Backspace', { isComposing: true })).toBe(false);
    expect(keys.log).toEqual([]);
  });
});

describe('branches', () => {
  beforeEach(() => {
    const ports = ['b1', 'b2', 'else'].map((id) => ({ id, side: 'out' as const }));
    keys.scene.putNode(new TestNode('gate', 900, 0, { ports: [{ id: 'in', side: 'in' }, ...ports] }));
    keys.scene.putEdge(testEdge('gate', 'a', 'b2'));
    keys.at = 'gate';
  });

  it('are chosen by their number', () => {
    expect(press('2')).toBe(true);
    expect(keys.at).toBe('a');
  });

  it('that lead nowhere leave the focus where it is', () => {
    expect(press('1')).toBe(true);
    expect(keys.at).toBe('gate');
  });

  it('leave the number to others where there is nothing to choose', () => {
    keys.at = 'start';
    expect(press('1')).toBe(false);
  });

  it('choose the port of a wire that is being drawn', () => {
    keys.isWiring = true;
    press('3');
    expect(keys.log).toEqual(['branch 3']);
  });
});

describe('Tab', () => {
  it('appends to the one selected node, and goes on when nothing is selected', () => {
    keys.at = 'a';
    expect(press('Tab')).toBe(false);
    keys.select({ nodes: ['a'], edges: [] });
    expect(press('Tab')).toBe(true);
    expect(press('Tab', { shift: true })).toBe(false);
    keys.isReadonly = true;
    expect(press('Tab')).toBe(false);
    expect(keys.log).toEqual(['append to a']);
  });
});
