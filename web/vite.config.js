import react from '@vitejs/plugin-react';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';
import { OPERATION, operations } from './codegen.js';

const web = dirname(fileURLToPath(import.meta.url));
const out = join(web, '..', 'dist', 'web');

/** What the server needs to know of the pages: which addresses are pages, and each file in the forms it is sent in. */
function forTheServer() {
  return {
    name: 'for-the-server',
    apply: 'build',
    closeBundle() {
      const router = fs.readFileSync(join(web, 'src', 'router.tsx'), 'utf8');
      const paths = [...router.matchAll(/\bpath: '(\/[^']*)'/g)].map(([, path]) => path);
      fs.writeFileSync(join(out, 'pages.json'), JSON.stringify(paths, null, 2));
      for (const name of fs.readdirSync(join(out, 'assets'))) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const bytes = fs.readFileSync(join(out, 'assets', name));
        fs.writeFileSync(join(out, 'assets', `${name}.gz`), gzipSync(bytes, { level: 9 }));
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 10 };
        fs.writeFileSync(join(out, 'assets', `${name}.br`), brotliCompressSync(bytes, { params: quality }));
      }
    },
  };
}

/**
 * Each operation as text where it stands, with the fragments it uses: a page carries what it asks for and no other's, and
 * urql reads the text. The map that the generated code would look it up in holds every page's.
 */
function operationsInPlace() {
  let fragments;
  const textOf = (source) => {
    const seen = new Set();
    const add = (node) =>
      visit(node, {
        FragmentSpread({ name }) {
          if (seen.has(name.value)) return;
          seen.add(name.value);
          add(fragments.get(name.value));
        },
      });
    add(source);
    return [source, ...[...seen].map((name) => fragments.get(name))].map(print).join('\n');
  };
  return {
    name: 'operations-in-place',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const every = operations().flatMap(({ document }) => document.definitions);
      fragments = new Map(
        every.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
      );
    },
    transform(code, id) {
      if (!id.startsWith(join(web, 'src')) || !/\.tsx?$/.test(id)) return null;
      const put = code.replace(OPERATION, (_, text) => {
        const operation = parse(text).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
        return JSON.stringify(operation ? stripIgnoredCharacters(textOf(operation)) : '');
      });
      return put === code ? null : { code: put, map: null };
    },
  };
}

/** The letters of Swedish are asked for with the document, and not first when the styles have been read. */
function fontFirst() {
  return {
    name: 'font-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((name) => /inter-latin-wght-normal.*\.woff2$/.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', href: `/${name}`, as: 'font', type: 'font/woff2', crossorigin: '' },
            injectTo: 'head-prepend',
          })),
    },
  };
}

export default defineConfig({
  root: web,
  base: '/',
  publicDir: false,
  plugins: [operationsInPlace(), react(), fontFirst(), forTheServer()],
  cacheDir: join(web, '.cache', 'vite'),
  build: {
    outDir: out,
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    // The content security policy takes fonts and pictures from this server only, never from within the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
  // `npx vite` in web/: the pages anew at each change, the rest from a server that runs beside it.
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/graphql', '/login', '/logout', '/files', '/export', '/health'].map((path) => [
        path,
        { target: 'http://localhost:3000', ws: path === '/graphql' },
      ]),
    ),
  },
});
