// Builds the peer's page with the bundler of the interface; its own packages come from where the bench installed them.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = process.env.SOARBOARD_BENCH_PACKAGES;
const from = (name) => path.join(packages, 'node_modules', name);
const names = ['react', 'react-dom', '@xyflow/react'];

export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: { alias: names.map((name) => ({ find: new RegExp(`^${name}(?=/|$)`), replacement: from(name) })) },
  build: { outDir: path.join(packages, 'dist'), emptyOutDir: true },
};
