// Whether the person used a key or the pointer last: a menu that a key opened has its first item focused.

let isKey = false;

addEventListener('keydown', () => (isKey = true), { capture: true });
addEventListener('pointerdown', () => (isKey = false), { capture: true });

export function lastInputWasKey(): boolean {
  return isKey;
}
