// Checks the envelopes of both real hosts against what the other side expects, and how failures arrive.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import type { Notification, RequestPart, WireError } from '../generated/contract';
import { connect } from './connect';
import { desktopHost } from './desktop';
import { FakeHost } from './fake';
import { CallError } from './host';
import { loopbackHost, tokenOf } from './loopback';

const refusal: WireError = { code: 'edit-refused', message: { id: 'error-x' }, retryable: false };
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe('the desktop host', () => {
  afterEach(() => clearMocks());

  it('passes the request as the argument "args" of the command of the same name', async () => {
    const seen: unknown[] = [];
    mockIPC((command, payload) => {
      seen.push(command, payload);
      return [];
    });
    expect(await desktopHost().call('template_list', {})).toEqual([]);
    expect(seen).toEqual(['template_list', { args: {} }]);
  });

  it('joins an answer that comes in parts', async () => {
    mockIPC((command, payload) => {
      const { args } = payload as { args: { from?: number } };
      if (command === 'answer_more') return { answer: 'a', text: `${args.from}]` };
      return { $part: { answer: 'a', text: '[1,', next: 3 } };
    });
    expect(await desktopHost().call('template_list', {})).toEqual([1, 3]);
  });

  it('turns a rejected command into a CallError with the wire error', async () => {
    mockIPC(() => {
      throw refusal;
    });
    const reason = await rejection(desktopHost().call('undo', { doc: 'd1' }));
    expect(reason).toBeInstanceOf(CallError);
    expect((reason as CallError).wire).toEqual(refusal);
  });
});

describe('the loopback host', () => {
  it('posts the request with the token', async () => {
    const send = vi.fn(async () => json(200, { doc: 'd1' }));
    expect(await loopbackHost('secret', send).call('document_open', {})).toEqual({ doc: 'd1' });
    expect(send).toHaveBeenCalledWith('/rpc/document_open', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-soarboard-token': 'secret' },
      body: '{}',
    });
  });

  it.each([
    ['a wire error', json(422, refusal), 'edit-refused'],
    ['a page of HTML', new Response('<html>', { status: 502 }), 'internal'],
  ])('takes %s for a failure', async (_name, response, code) => {
    const reason = await rejection(loopbackHost('t', async () => response).call('undo', { doc: 'd1' }));
    expect((reason as CallError).wire.code).toBe(code);
  });

  it('joins an answer that comes in parts', async () => {
    const text = JSON.stringify({ change: { added: ['a "quoted" 查'] } });
    const answers = [
      json(200, { $part: { answer: 'answer-1', text: text.slice(0, 9), next: 9 } }),
      json(200, { answer: 'answer-1', text: text.slice(9, 20), next: 20 }),
      json(200, { answer: 'answer-1', text: text.slice(20) }),
    ];
    const send = vi.fn(async (..._: Parameters<typeof fetch>) => answers.shift() ?? json(500, {}));
    expect(await loopbackHost('t', send).call('undo', { doc: 'd1' })).toEqual(JSON.parse(text));
    expect(send.mock.calls.map(([url, init]) => [url, init?.body])).toEqual([
      ['/rpc/undo', '{"doc":"d1"}'],
      ['/rpc/answer_more', '{"answer":"answer-1","from":9}'],
      ['/rpc/answer_more', '{"answer":"answer-1","from":20}'],
    ]);
  });

  it('sends a request that is too large for one message in parts', async () => {
    const request = { doc: 'd1', command: { paste: { text: '😀"查\n'.repeat(60_000) } } };
    const bodies: string[] = [];
    const send = vi.fn(async (..._: Parameters<typeof fetch>) => {
      bodies.push(String(_[1]?.body));
      const { $part } = JSON.parse(bodies.at(-1) ?? '') as { $part: { more: boolean } };
      return json(200, $part.more ? 'request-1' : { created: [] });
    });
    expect(await loopbackHost('t', send).call('edit', request)).toEqual({ created: [] });

    const parts = bodies.map((body) => (JSON.parse(body) as { $part: RequestPart }).$part);
    expect(new Set(send.mock.calls.map(([url]) => url))).toEqual(new Set(['/rpc/edit']));
    expect(bodies.every((body) => new TextEncoder().encode(body).length <= 256 * 1024)).toBe(true);
    expect(JSON.parse(parts.map(({ text }) => text).join(''))).toEqual(request);
    // A half character would be sent as an escape.
    expect(parts.some(({ text }) => /[\ud800-\udbff]$|^[\udc00-\udfff]/.test(text))).toBe(false);
    expect(parts.map(({ request: name }) => name)).toEqual([
      undefined,
      ...Array.from({ length: parts.length - 1 }, () => 'request-1'),
    ]);
    expect(parts.length).toBeGreaterThan(2);
  });

  it('polls notifications from where it stopped, past a failed poll, until told to stop', async () => {
    vi.useFakeTimers();
    const run = (id: string) => ({ run: { run: id } }) as unknown as Notification;
    const answers = [
      json(200, { next: 2, items: [run('a'), run('b')] }),
      json(500, {}),
      json(200, { next: 3, items: [run('c')] }),
    ];
    const asked: string[] = [];
    const send = vi.fn(async (url: string | URL | globalThis.Request) => {
      asked.push(String(url));
      return answers.shift() ?? new Promise<Response>(() => {});
    });
    const seen: string[] = [];
    const stop = loopbackHost('t', send).onNotification((item) => {
      if ('run' in item) seen.push(item.run.run);
    });
    await vi.advanceTimersByTimeAsync(1500);
    stop();
    vi.useRealTimers();

    expect(seen).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([
      '/notifications?after=0',
      '/notifications?after=2',
      '/notifications?after=2',
      '/notifications?after=3',
    ]);
  });

  it.each([
    ['#token=abc', 'abc'],
    ['#x=1&token=abc', 'abc'],
    ['', null],
  ])('reads the token of %j', (fragment, token) => expect(tokenOf(fragment)).toBe(token));
});

describe('a page', () => {
  it('opened by neither shell nor bridge has no host', async () => {
    expect(connect({ location: { hash: '' } } as Window)).toBeNull();
  });
});

it('the fake host refuses what the test did not prepare', async () => {
  const host = new FakeHost();
  expect(await rejection(host.call('undo', { doc: 'd' }))).toBeInstanceOf(Error);
  expect(host.calls).toHaveLength(1);
});
