// Checks the rows of a tree: what is open, what is below a list, and how deep it opens by itself.
import { describe, expect, it } from 'vitest';
import { pathsToDepth, rowsOf, type Part } from './shape-rows';

const PARTS: Part[] = [
  { name: 'Id', required: true, shape: 'string', in: 'query', choices: [] },
  {
    name: 'Disk',
    required: false,
    in: 'query',
    shape: {
      array: {
        object: [
          { name: 'Size', required: true, shape: 'int64' },
          {
            name: 'Tags',
            required: false,
            shape: { map: { object: [{ name: 'Key', required: false, shape: 'string' }] } },
          },
        ],
      },
    },
  },
];
const paths = (open: string[]) => rowsOf(PARTS, (path) => open.includes(path)).map((row) => row.path);

describe('rows', () => {
  it('are those of open parts only; elements of lists and maps show their fields', () => {
    expect(paths([])).toEqual(['Id', 'Disk']);
    expect(paths(['Disk'])).toEqual(['Id', 'Disk', 'Disk.Size', 'Disk.Tags']);
    expect(paths(['Disk', 'Disk.Tags']).at(-1)).toBe('Disk.Tags.Key');
    expect(paths(['Disk.Tags'])).toEqual(['Id', 'Disk']);
  });

  it('carry depth, place and required marks', () => {
    const [id, disk, size] = rowsOf(PARTS, () => true);
    expect([id?.place, id?.required, id?.hasChildren]).toEqual(['query', true, false]);
    expect([disk?.isOpen, disk?.position, disk?.siblings]).toEqual([true, 2, 2]);
    expect([size?.depth, size?.place, size?.required]).toEqual([1, undefined, true]);
  });

  it('open down to a depth', () => {
    expect(pathsToDepth(PARTS, 0)).toEqual([]);
    expect(pathsToDepth(PARTS, 1)).toEqual(['Disk']);
    expect(pathsToDepth(PARTS, 2)).toEqual(['Disk', 'Disk.Tags']);
  });
});
