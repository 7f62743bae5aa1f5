// Aligning and distributing: plain boxes in, new places out. One move of several nodes is one edit, so undo needs
// nothing of its own.

export interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Place {
  id: string;
  x: number;
  y: number;
}

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** Returns the places of boxes whose sides or middles are on one line. */
export function aligned(boxes: readonly Box[], how: Alignment): Place[] {
  if (boxes.length < 2) return [];
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const top = Math.min(...boxes.map(({ y }) => y));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const to = ({ x, y, width, height }: Box): { x: number; y: number } => {
    switch (how) {
      case 'left':
        return { x: left, y };
      case 'right':
        return { x: right - width, y };
      case 'center':
        return { x: Math.round((left + right - width) / 2), y };
      case 'top':
        return { x, y: top };
      case 'bottom':
        return { x, y: bottom - height };
      case 'middle':
        return { x, y: Math.round((top + bottom - height) / 2) };
    }
  };
  return moved(boxes, to);
}

/** Returns the places of boxes with equal gaps between them; the outer two stay. */
export function distributed(boxes: readonly Box[], along: 'x' | 'y'): Place[] {
  if (boxes.length < 3) return [];
  const size = along === 'x' ? 'width' : 'height';
  const order = [...boxes].sort((a, b) => a[along] - b[along]);
  const first = order[0] as Box;
  const last = order[order.length - 1] as Box;
  const room = last[along] + last[size] - first[along] - order.reduce((sum, box) => sum + box[size], 0);
  const gap = room / (order.length - 1);
  let next = first[along];
  const at = new Map<string, number>();
  for (const box of order) {
    at.set(box.id, Math.round(next));
    next += box[size] + gap;
  }
  at.set(last.id, last[along]);
  return moved(boxes, (box) => ({ x: box.x, y: box.y, [along]: at.get(box.id) ?? box[along] }));
}

function moved(boxes: readonly Box[], to: (box: Box) => { x: number; y: number }): Place[] {
  return boxes
    .map((box) => ({ id: box.id, ...to(box) }))
    .filter(({ x, y }, index) => x !== boxes[index]?.x || y !== boxes[index]?.y);
}
