// Checks the little Markdown of notes: what is shown, and that nothing else is more than text.
import { describe, expect, it } from 'vitest';
import { linesOf } from './paper-text';

describe('the text of a note', () => {
  it('shows headings, list items, strong and code', () => {
    expect(linesOf('# Why\n- so **very** `x`\nplain')).toEqual([
      { kind: 'heading', parts: [{ kind: 'plain', text: 'Why' }] },
      {
        kind: 'item',
        parts: [
          { kind: 'plain', text: 'so ' },
          { kind: 'strong', text: 'very' },
          { kind: 'plain', text: ' ' },
          { kind: 'code', text: 'x' },
        ],
      },
      { kind: 'plain', parts: [{ kind: 'plain', text: 'plain' }] },
    ]);
  });

  it('leaves markup of other kinds as it was written', () => {
    const text = '<img src=x onerror=alert(1)> [a](javascript:b) ** *';
    expect(linesOf(text)).toEqual([{ kind: 'plain', parts: [{ kind: 'plain', text }] }]);
  });

  it('keeps a very long note drawable', () => {
    expect(linesOf('x\n'.repeat(100_000)).length).toBe(200);
    expect(linesOf('  \n ')).toEqual([]);
  });
});
