// What is painted while many cards are zoomed: each kind of node says what its card says, within the view, in its order.
import { expect, it } from 'vitest';
import { card, edge, pill } from './harness/synthetic';
import { paintLikeness } from './likeness';
import { LikenessBrush, type LikenessPen } from './likeness-brush';
import { CanvasModel } from './model.svelte';
import type { CardPalette } from './palette';
import type { NodeData } from './contract';

const NAMES = [
  'edge',
  'edgeDone',
  'edgeError',
  'outline',
  'selected',
  'text',
  'canvas',
  'dot',
  'surface',
  'raised',
  'lineSoft',
];
const LEVELS = ['read', 'write', 'destructive', 'flow', 'neutral'];
const TONES = ['ok', 'info', 'warn', 'error', 'neutral'];
const each = <T>(names: string[], value: (name: string) => T) =>
  Object.fromEntries(names.map((name) => [name, value(name)]));
const palette = {
  ...each(NAMES, (name) => name),
  textSoft: 'soft',
  textFaint: 'faint',
  font: 'sans-serif',
  body: each(LEVELS, (name) => `body-${name}`),
  stripe: each(LEVELS, (name) => `stripe-${name}`),
  tones: each(TONES, (name) => ({ line: `${name}-line`, soft: `${name}-soft`, ink: `${name}-ink` })),
  paper: (name: string) => ({ line: `paper-${name}`, soft: `sheet-${name}` }),
} as unknown as CardPalette;

/** Writes down what is filled, stroked and written, with colour, opacity and dashes where they say something. */
function recordingPen() {
  const log: string[] = [];
  let dash = '';
  const nothing = () => undefined;
  const faded = () => (pen.globalAlpha < 1 ? ` at ${Math.round(pen.globalAlpha * 100)} %` : '');
  const pen = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 0,
    globalAlpha: 1,
    font: '',
    ...each(
      [
        'setTransform',
        'clearRect',
        'beginPath',
        'moveTo',
        'lineTo',
        'bezierCurveTo',
        'roundRect',
        'rect',
        'arc',
      ],
      () => nothing,
    ),
    setLineDash: (dashes: number[]) => void (dash = dashes.length > 0 ? ' dashed' : ''),
    measureText: (text: string) => ({ width: text.length * 6 }),
    fillRect: () => void log.push(`box ${pen.fillStyle}${faded()}`),
    fill: () => void log.push(`fill ${pen.fillStyle}${faded()}`),
    stroke: () => void log.push(`line ${pen.strokeStyle} ${pen.lineWidth}${dash}`),
    strokeText: nothing,
    fillText: (text: string) =>
      void log.push(`text ${text} ${pen.fillStyle} ${pen.font.split(' ')[0]}${faded()}`),
  };
  return { pen: pen as unknown as LikenessPen, log };
}

function painted(
  nodes: NodeData[],
  edges = [] as ReturnType<typeof edge>[],
  select: string[] = [],
  zoom = 0.6,
) {
  const model = new CanvasModel();
  model.apply({ nodes, edges });
  model.setSelection({ nodes: select, edges: [] });
  const { pen, log } = recordingPen();
  const brush = new LikenessBrush(pen, palette, () => ({}) as Path2D);
  const view = {
    viewport: { x: 0, y: 0, zoom },
    size: { width: 1000, height: 600 },
    ratio: 2,
    hasDots: false,
  };
  paintLikeness(brush, model.scene, view);
  return log;
}
/** Texts are written font by font, so their order says nothing. */
const texts = (log: string[]) =>
  log
    .filter((line) => line.startsWith('text'))
    .map((line) => line.split(' ').slice(1).join(' '))
    .sort();

it('shows what a card shows: access, name, action, result, problems', () => {
  const log = painted([
    card('block', 0, 0, {
      subtitle: 'waf · CreateRule',
      access: 'destructive',
      chip: { text: '3 rows', tone: 'ok' },
      badge: { count: 120, severity: 'error' },
    }),
    card('far', 90_000, 0),
  ]);

  expect(texts(log)).toEqual(
    ['block text 620', 'waf · CreateRule faint 400', '3 rows ok-ink 550', '99+ surface 620'].sort(),
  );
  expect(log).toEqual(
    expect.arrayContaining([
      'box stripe-destructive',
      'fill body-destructive',
      'fill ok-soft',
      'fill error-line',
    ]),
  );
  expect(log.filter((line) => line === 'box edge')).toHaveLength(2);
});

it('paints ports as rings where they are large enough, else as squares', () => {
  const ports = (zoom: number) => {
    const log = painted([card('a', 0, 0)], [], [], zoom);
    return ['line edge 1', 'box edge'].map((kind) => log.filter((line) => line === kind).length);
  };

  expect(ports(0.75)).toEqual([2, 0]);
  expect(ports(0.74)).toEqual([0, 2]);
});

it('shows branches, starts, notes and groups as what they are', () => {
  const log = painted([
    card('decide', 0, 0, {
      shape: 'branches',
      height: 96,
      access: 'flow',
      rows: [
        { keyword: 'IF', text: 'malicious' },
        { keyword: 'ELSE', text: '' },
      ],
    }),
    pill('event', 400, 0, true),
    card('n', 0, 300, { shape: 'note', height: 90, colour: 'blue', text: '# Why\n\n**封禁**' }),
    card('g', 400, 200, { shape: 'group', width: 500, height: 300, colour: 'red', text: 'Contain' }),
  ]);

  expect(texts(log)).toEqual(
    [
      'Contain soft 620',
      'decide text 620',
      'IF stripe-flow 650',
      'malicious soft 400',
      'ELSE stripe-flow 650',
      'event text 620',
      'Why text 620',
      '封禁 text 400',
    ].sort(),
  );
  expect(log[0]).toBe('fill sheet-red at 45 %');
  expect(log).toContain('line paper-blue 1');
});

it('tells disabled, selected and failed ones apart', () => {
  const log = painted(
    [card('a', 0, 0, { isDisabled: true }), card('b', 400, 0), card('c', 800, 0)],
    [edge('a', 'b', { state: 'error', label: 'IF' }), edge('b', 'c', { state: 'done' })],
    ['b'],
  );

  expect(log.slice(0, 5)).toEqual([
    'line edgeError 1.5 dashed',
    'fill edgeError',
    'line edgeDone 2.25',
    'fill edgeDone',
    'text IF soft 400',
  ]);
  expect(log).toEqual(
    expect.arrayContaining([
      'fill surface at 55 %',
      'line outline 1 dashed',
      'line selected 2',
      'text a text 620 at 55 %',
    ]),
  );
});

it('wraps and cuts the text of a note where its sheet ends', () => {
  const lines = texts(
    painted([
      card('n', 0, 0, {
        shape: 'note',
        width: 150,
        height: 62,
        text: 'one two three four five six seven eight nine ten',
      }),
    ]),
  );

  expect(lines.length).toBe(2);
  expect(lines.every((line) => line.length < 40)).toBe(true);
});

it('paints bars for texts that are too small to be read, and names as long as they are not', () => {
  const nodes = [
    card('block', 0, 0, { subtitle: 'waf', access: 'read', chip: { text: '3 rows', tone: 'ok' } }),
    card('next', 400, 0),
  ];
  const edges = [edge('block', 'next', { label: 'IF' })];

  const small = painted(nodes, edges, [], 0.54);
  const large = painted(nodes, edges, [], 0.55);

  expect(texts(small)).toEqual(['block text 620', 'next text 620']);
  for (const bar of ['box faint at 45 %', 'box ok-ink at 45 %', 'box soft at 45 %', 'box canvas']) {
    expect(small).toContain(bar);
    expect(large).not.toContain(bar);
  }
  expect(texts(large)).toContain('IF soft 400');
});
