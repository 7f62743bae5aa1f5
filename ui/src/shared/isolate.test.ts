// Checks which texts get marks of direction, and that a text's own marks never reach beyond it.
import { expect, it } from 'vitest';
import { isolate } from './isolate';

const [FSI, PDI, RLO, RLI] = ['\u2068', '\u2069', '\u202e', '\u2067'];

it.each(['', 'event', '查询安全日志 1', 'Ünïcode 👩‍👩‍👧 e\u0301'])('%j needs no marks', (text) => {
  expect(isolate(text)).toBe(text);
});

it.each([
  ['مرحبا', `${FSI}مرحبا${PDI}`],
  [`${RLO}gnp.exe`, `${FSI}${RLO}gnp.exe${PDI}`],
  ['\u200fx', `${FSI}\u200fx${PDI}`],
  ['\u{1e900}', `${FSI}\u{1e900}${PDI}`],
  // Left open: ended within.
  [`a${RLI}b`, `${FSI}a${RLI}b${PDI}${PDI}`],
  // One end too many would be taken for ours.
  [`a${PDI}${RLO}b`, `${FSI}a${RLO}b${PDI}`],
  [`${RLI}a${PDI}b`, `${FSI}${RLI}a${PDI}b${PDI}`],
  // A line's end is an isolation's end.
  [`${RLO}a\n\n${RLO}b`, `${FSI}${RLO}a${PDI}\n\n${FSI}${RLO}b${PDI}`],
])('%j is read by itself', (text, isolated) => {
  expect(isolate(text)).toBe(isolated);
});
