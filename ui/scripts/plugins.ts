// What the build of the UI prepares that would otherwise be done at every start: the message catalogue is parsed and
// icons become static markup. Measured by `cargo xtask bench start`; without them the UI works all the same.
import { FluentResource } from '@fluent/bundle';
import type { Plugin } from 'vite';

/** Turns a Fluent file into what its parser makes of it; reading that takes a tenth of parsing. */
export const fluent: Plugin = {
  name: 'fluent',
  transform(source, id) {
    if (!id.endsWith('.ftl')) return null;
    const parsed = JSON.stringify(JSON.stringify(new FluentResource(source).body));
    return { code: `export default JSON.parse(${parsed});`, map: null };
  },
};

const ICON = /@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][^\\/]+\.svelte$/;
const DATA = /const iconData = (\{.*\});/;

interface IconData {
  name: string;
  size: number;
  node: [string, Record<string, string>][];
}

/**
 * Makes icons of the package markup that is cloned, instead of elements and attributes set one by one each time. They
 * take no properties then: `icon.ts` says how they are used.
 */
export const icons: Plugin = {
  name: 'icons',
  enforce: 'pre',
  transform(source, id) {
    if (!ICON.test(id)) return null;
    const data = DATA.exec(source)?.[1];
    if (!data) throw new Error(`${id}: not written as icons of this version are`);
    const { name, size, node } = JSON.parse(data) as IconData;
    const shapes = node.map(([tag, of]) => `<${tag} ${attributes(of)} />`).join('');
    const frame = {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `lucide lucide-${name}`,
      width: size,
      height: size,
      viewBox: `0 0 ${size} ${size}`,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': true,
    };
    return { code: `<svg ${attributes(frame)}>${shapes}</svg>`, map: null };
  },
};

function attributes(of: Record<string, string | number | boolean>): string {
  return Object.entries(of)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
}
