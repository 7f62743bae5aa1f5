// Checks every widget on its own: what a person does in it gives a value, and a widget made anew
// from that value shows the same and hands nothing on by itself.
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Shape, ValueFacts } from '../../generated/contract';
import { catalogue } from '../../shared/i18n.svelte';
import type { Json } from '../contract';
import WidgetHost from '../harness/WidgetHost.svelte';
import { fits, widgetOf } from './widget';

beforeAll(() => catalogue.use('en'));

type Field = HTMLInputElement | HTMLTextAreaElement;

async function type(field: Element, text: string) {
  await fireEvent.focus(field);
  await fireEvent.input(field, { target: { value: text } });
  await fireEvent.blur(field);
}

function show(shape: Shape, start?: Json, more: { choices?: string[]; facts?: ValueFacts } = {}) {
  const onsent = vi.fn<(value: Json | undefined, mark: string) => void>();
  const view = render(WidgetHost, { shape, start, onsent, ...more });
  const last = () => onsent.mock.calls.at(-1)?.[0];
  return { ...view, onsent, last };
}

/** Everything a person sees in the controls of a widget. */
function seen(container: Element): string[] {
  const fields = [...container.querySelectorAll<Field>('input, textarea')].map(({ value }) => value);
  const chosen = [...container.querySelectorAll('[role="radio"][aria-checked="true"]')].map(
    ({ textContent }) => textContent?.trim() ?? '',
  );
  return [...fields, ...chosen];
}

const NESTED: Shape = {
  object: [
    { name: 'Size', required: true, shape: 'int32' },
    { name: 'Tags', required: false, shape: { array: 'string' } },
  ],
};

interface Case {
  name: string;
  shape: Shape;
  choices?: string[];
  start?: Json;
  act: (container: Element) => Promise<void>;
  value: Json | undefined;
}

const first = (container: Element) => container.querySelector('input, textarea') as Field;

const CASES: Case[] = [
  { name: 'text', shape: 'string', act: (c) => type(first(c), '挖矿 a'), value: '挖矿 a' },
  { name: 'text emptied', shape: 'string', start: 'a', act: (c) => type(first(c), ''), value: undefined },
  { name: 'int32', shape: 'int32', act: (c) => type(first(c), ' 42 '), value: 42 },
  {
    name: 'int64 within 2^53',
    shape: 'int64',
    act: (c) => type(first(c), '9007199254740991'),
    value: 9007199254740991,
  },
  {
    name: 'int64 beyond 2^53',
    shape: 'int64',
    act: (c) => type(first(c), '9223372036854775807'),
    value: '9223372036854775807',
  },
  { name: 'number', shape: 'number', act: (c) => type(first(c), '.5'), value: 0.5 },
  {
    name: 'number of many digits',
    shape: 'number',
    act: (c) => type(first(c), '0.10000000000000000001'),
    value: '0.10000000000000000001',
  },
  {
    name: 'boolean',
    shape: 'boolean',
    act: async () => void (await fireEvent.click(screen.getByRole('radio', { name: 'false' }))),
    value: false,
  },
  {
    name: 'boolean taken back',
    shape: 'boolean',
    start: true,
    act: async () => void (await fireEvent.click(screen.getByRole('radio', { name: 'not set' }))),
    value: undefined,
  },
  {
    name: 'choice from the list',
    shape: 'int32',
    choices: ['0', '100'],
    act: async (c) => {
      await fireEvent.click(first(c));
      await fireEvent.click(screen.getByRole('option', { name: '100' }));
    },
    value: 100,
  },
  {
    name: 'choice not listed',
    shape: 'string',
    choices: ['event'],
    act: (c) => type(first(c), 'other'),
    value: 'other',
  },
  {
    name: 'array',
    shape: { array: 'string' },
    start: ['a', 'b'],
    act: (c) => type(first(c), 'c'),
    value: ['c', 'b'],
  },
  {
    name: 'object',
    shape: NESTED,
    start: { Tags: ['x'] },
    act: () => type(screen.getByLabelText('Size'), '7'),
    value: { Tags: ['x'], Size: 7 },
  },
  {
    name: 'map',
    shape: { map: 'int32' },
    start: { a: 1 },
    act: () => type(screen.getByLabelText('Value of X 1'), '2'),
    value: { a: 2 },
  },
  { name: 'file', shape: 'file', act: (c) => type(first(c), '#!/bin/sh\nls\n'), value: '#!/bin/sh\nls\n' },
  { name: 'any', shape: 'any', act: (c) => type(first(c), '{"a": [1]}'), value: { a: [1] } },
  {
    name: 'array of objects',
    shape: { array: NESTED },
    start: [{ Size: 1 }],
    act: (c) => type(first(c), '12345'),
    value: [{ Size: 12345 }],
  },
];

describe.each(CASES)('$name', ({ shape, choices, start, act, value }) => {
  it('gives the value, and shows the same when made anew from it', async () => {
    const { container, onsent, last, unmount } = show(shape, start, { choices });
    await act(container);
    expect(onsent).toHaveBeenCalledTimes(1);
    expect(last()).toEqual(value);
    expect(onsent.mock.calls[0]?.[1]).toMatch(/^parameters\.X(\.\w+)*:\d+$/);
    const before = seen(container);
    unmount();

    const again = show(shape, value, { choices });
    for (const field of again.container.querySelectorAll('input, textarea')) {
      await fireEvent.focus(field);
      await fireEvent.blur(field);
    }
    expect(seen(again.container).map((text) => text.trim())).toEqual(
      before.map((text) => canonical(text, shape)),
    );
    expect(again.onsent).not.toHaveBeenCalled();
  });
});

/** What a widget makes of a text: numbers lose spaces and gain a leading zero, JSON is laid out. */
function canonical(text: string, shape: Shape): string {
  if (shape === 'any') return JSON.stringify(JSON.parse(text), null, 2);
  if (shape === 'number' && text.startsWith('.')) return `0${text}`;
  return text.trim();
}

describe('lists', () => {
  it('grow, shrink and change their order', async () => {
    const { last } = show({ array: 'string' }, ['a', 'b']);
    await fireEvent.click(screen.getByRole('button', { name: 'Add to X' }));
    expect(last()).toEqual(['a', 'b', '']);
    await fireEvent.click(screen.getByRole('button', { name: 'Move X 1 down' }));
    expect(last()).toEqual(['b', 'a', '']);
    await fireEvent.keyDown(screen.getByLabelText('X 1'), { key: 'ArrowDown', altKey: true });
    expect(last()).toEqual(['a', 'b', '']);
    await fireEvent.click(screen.getByRole('button', { name: 'Remove X 3' }));
    expect(last()).toEqual(['a', 'b']);
  });

  it('that lose their last element are not set any more', async () => {
    const { onsent } = show({ array: 'string' }, ['a']);
    await fireEvent.click(screen.getByRole('button', { name: 'Remove X 1' }));
    expect(onsent).toHaveBeenCalledWith(undefined, expect.any(String));
  });
});

describe('maps', () => {
  it('keep a row whose key is missing or doubled to themselves', async () => {
    const { onsent, last } = show({ map: 'string' }, { a: '1' });
    await fireEvent.click(screen.getByRole('button', { name: 'Add a key to X' }));
    expect(onsent).not.toHaveBeenCalled();
    await type(screen.getByLabelText('Key of X 2'), 'a');
    expect(onsent).not.toHaveBeenCalled();
    expect(screen.getAllByText(/stands twice/)).not.toHaveLength(0);

    await type(screen.getByLabelText('Key of X 2'), 'b');
    expect(last()).toEqual({ a: '1', b: '' });
    await fireEvent.click(screen.getByRole('button', { name: 'Remove X 1' }));
    expect(last()).toEqual({ b: '' });
  });
});

describe('objects', () => {
  it('show required fields first and keep keys they do not know', async () => {
    const shape: Shape = {
      object: [
        { name: 'Value', required: false, shape: 'string' },
        { name: 'Key', required: true, shape: 'string' },
      ],
    };
    const { container, last } = show(shape, { Strange: 1 });
    expect([...container.querySelectorAll('label')].map((label) => label.textContent)).toEqual([
      'Key',
      'Value',
    ]);
    await type(screen.getByLabelText('Key'), 'k');
    expect(last()).toEqual({ Strange: 1, Key: 'k' });
  });
});

describe('texts that mean nothing', () => {
  it.each<[Shape, string, RegExp]>([
    ['int32', '12x', /Not a whole number/],
    ['int32', '2147483648', /From -2147483648 to 2147483647/],
    ['number', 'abc', /Not a number/],
    ['any', '{"a": 1,\n}', /line 2, column 1/],
  ])('%s keeps %j and says why', async (shape, text, why) => {
    const { container, onsent } = show(shape, 5);
    await type(first(container), text);
    expect(first(container).value).toBe(text);
    expect(within(container as HTMLElement).getByText(why)).toBeTruthy();
    expect(first(container).getAttribute('aria-invalid')).toBe('true');
    expect(onsent).not.toHaveBeenCalled();
  });

  it('invalid JSON is there again when the widget comes back', async () => {
    const unfinished = { store: new Map<string, string>(), key: 'd:n:p' };
    const props = { shape: 'any' as const, start: { a: 1 }, unfinished, onsent: vi.fn() };
    const view = render(WidgetHost, props);
    await type(first(view.container), '{"a": ');
    view.unmount();

    const again = render(WidgetHost, props);
    expect(first(again.container).value).toBe('{"a": ');
    expect(props.onsent).not.toHaveBeenCalled();
  });
});

describe('the choice of a widget', () => {
  it('goes by the shape alone', () => {
    const shapes: Shape[] = [
      'string',
      'int32',
      'int64',
      'number',
      'boolean',
      'file',
      'any',
      { array: 'string' },
      NESTED,
      { map: 'any' },
    ];
    expect(shapes.map((shape) => widgetOf(shape))).toEqual([
      'text',
      'integer',
      'integer',
      'number',
      'boolean',
      'file',
      'json',
      'array',
      'object',
      'map',
    ]);
    expect(widgetOf('string', ['a'])).toBe('choice');
  });

  it('falls back to JSON for a value the widget could not show', () => {
    expect(fits({ array: 'string' }, 'a,b')).toBe(false);
    const { container } = show({ array: 'string' }, 'a,b');
    expect(first(container).value).toBe('"a,b"');
    expect(screen.getByText(/not of the type list of string/)).toBeTruthy();
  });
});

describe('a long list', () => {
  const many = Array.from({ length: 120 }, (_, at) => `v${at}`);

  it('draws a screenful, tells which, and steps through the rest', async () => {
    const { container } = show({ array: 'string' }, many);
    expect(seen(container)).toEqual(many.slice(0, 50));
    expect(screen.getByText('1–50 of 120')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Rows after' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Rows after' }));
    expect(seen(container)).toEqual(many.slice(100));
  });

  it('shows the row that was added, and changes the one that is edited', async () => {
    const { container, last } = show({ array: 'string' }, many);
    await fireEvent.click(screen.getByRole('button', { name: /^Add/ }));
    expect(seen(container).at(-1)).toBe('');
    await type([...container.querySelectorAll('input')].at(-1) as Element, 'new');
    expect(last()).toEqual([...many, 'new']);
  });
});

it('of doubled keys of a map the first counts', async () => {
  const { container, last } = show({ map: 'string' }, { a: '1', b: '2' });
  const key = [...container.querySelectorAll('input')][2] as Element;
  await type(key, 'a');
  expect(last()).toEqual({ a: '1' });
});

describe('the list of a choice', () => {
  it('opens on the press after Enter, since a note that goes may keep the click away', async () => {
    const { container, last } = show('string', undefined, { choices: ['on', 'off'] });
    await fireEvent.pointerDown(first(container), { button: 0, pointerType: 'mouse' });
    await fireEvent.keyDown(first(container), { key: 'ArrowDown' });
    await fireEvent.keyDown(first(container), { key: 'Enter' });
    expect([last(), screen.queryByRole('listbox')]).toEqual(['on', null]);
    await fireEvent.pointerDown(first(container), { button: 0, pointerType: 'mouse' });
    expect(screen.getAllByRole('option')).toHaveLength(2);
  });

  it('waits for the tap of a finger, which may scroll, and for the main button', async () => {
    const { container } = show('string', undefined, { choices: ['on', 'off'] });
    await fireEvent.pointerDown(first(container), { button: 0, pointerType: 'touch' });
    await fireEvent.pointerDown(first(container), { button: 2, pointerType: 'mouse' });
    expect(screen.queryByRole('listbox')).toBeNull();
    await fireEvent.click(first(container));
    expect(screen.getByRole('listbox')).toBeTruthy();
  });

  it('stays at its field when what stands above it goes', async () => {
    const { container } = show('string', undefined, { choices: ['on', 'off'] });
    await fireEvent.click(first(container));
    const box = first(container).parentElement as HTMLElement;
    box.getBoundingClientRect = () => new DOMRect(10, 20, 200, 30);
    await vi.waitFor(() => expect(screen.getByRole('listbox').style.top).toBe('54px'));
    box.getBoundingClientRect = () => new DOMRect(10, 80, 200, 30);
    await vi.waitFor(() => expect(screen.getByRole('listbox').style.top).toBe('114px'));
  });
});

describe('a closed list of choices', () => {
  const facts = {
    closedChoices: true,
    choiceTitles: [
      { en: 'Lights up', zh: '' },
      { en: '', zh: '' },
    ],
  };
  const closed = { choices: ['on', 'off'], facts };

  it('is a select that says what its choices mean', async () => {
    const { container, last } = show('string', undefined, closed);
    await fireEvent.click(first(container));
    expect(screen.getByText('Lights up')).toBeTruthy();
    await fireEvent.click(screen.getByRole('option', { name: /off/ }));
    expect(last()).toBe('off');
  });

  it('drops what is none of them, lets a reference pass, and can be emptied', async () => {
    const { container, onsent, last } = show('string', 'on', closed);
    await type(first(container), 'maybe');
    expect(onsent).not.toHaveBeenCalled();
    expect(first(container).value).toBe('on');
    await type(first(container), '${event.state}');
    expect(last()).toBe('${event.state}');
    await type(first(container), '');
    expect(last()).toBeUndefined();
  });

  it('holds for the elements of a list', async () => {
    const { container, onsent } = show({ array: 'string' }, ['on'], closed);
    await type(first(container), 'maybe');
    expect(onsent).not.toHaveBeenCalled();
  });
});

describe('fields of an object', () => {
  const shape: Shape = {
    object: [
      {
        name: 'Minutes',
        required: true,
        shape: 'int32',
        about: { minimum: '5', doc: { en: 'Until **then**.' } },
      },
      { name: 'Mode', required: false, shape: 'string', choices: ['once'], about: { closedChoices: true } },
      { name: 'Old', required: false, shape: 'string', deprecated: true },
    ],
  };

  it('show on demand what the vendor writes, as words', async () => {
    show(shape);
    await fireEvent.click(screen.getByRole('button', { name: 'About Minutes' }));
    expect(screen.getByText('Until then.')).toBeTruthy();
  });

  it('hide what is outdated until one asks for more', async () => {
    show(shape);
    expect(screen.queryByLabelText('Old')).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: /more field/ }));
    expect(screen.getByLabelText('Old')).toBeTruthy();
  });
});
