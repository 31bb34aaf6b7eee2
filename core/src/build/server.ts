import { cpSync, existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, isAbsolute, join, relative } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'
import { entryPoints } from './manifest.ts'
import { filesIn } from './stamp.ts'

/** Settings shared by everything that runs in Node.js; the same whether or not a tsconfig.json is near. */
export const forNode = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  metafile: true,
  logLevel: 'silent',
  tsconfigRaw: {
    compilerOptions: {
      verbatimModuleSyntax: true,
      target: 'ES2022',
      useDefineForClassFields: true,
      jsx: 'react-jsx',
    },
  },
} as const satisfies BuildOptions

/**
 * Packages of many small files: they load in a fraction of the time when they are part of the bundle, with all they need.
 * A CommonJS one that is imported on demand (graphile-worker) would lose its named exports.
 */
const inlined = new Set([
  '@fastify/cookie',
  '@fastify/multipart',
  '@fastify/static',
  'ajv',
  'ajv-formats',
  'fastify',
  'graphql',
  'mercurius',
  'pg',
  'pg-copy-streams',
  'pg-query-stream',
  'prom-client',
  'semver',
  'typebox',
  'uuid',
])

/** What packages ask for in case it is there, and do without. */
const optional = new Set(['bufferutil', 'pg-cloudflare', 'pg-native', 'utf-8-validate'])

const packageName = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/')

/** CommonJS packages ask for Node's own modules by `require`. Not in one word: `originalPlaces` would take it for ours. */
const requireForCommonJs = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.${'meta'}.url);`

/** Everything but the inlined packages, and what those need in turn, is loaded from where it is installed. */
const inlinePackages = (folder: string): Plugin => ({
  name: 'inline-packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^.]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || path.startsWith('node:') || isAbsolute(path)) return undefined
      const name = packageName(path)
      const isInlined = inlined.has(name) || relative(folder, importer).includes('node_modules')
      return isInlined && !optional.has(name) ? undefined : { path, external: true }
    })
  },
})

/** Builds what runs on the server, from the entry points of the package. Returns the files it made. */
export async function buildServer(folder: string): Promise<string[]> {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    ...forNode,
    absWorkingDir: folder,
    packages: 'bundle',
    mainFields: ['main', 'module'],
    // GraphQL looks for a second copy of itself at every value, which a bundle cannot have.
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: requireForCommonJs },
    entryPoints: entryPoints(folder).map(({ source, name }) => ({ in: join(folder, source), out: name })),
    outdir: 'dist',
    splitting: true,
    sourcemap: true,
    chunkNames: '[name]-[hash]',
    plugins: [inlinePackages(folder), originalPlaces(join(folder, 'src'), '.')],
  })
  return [...Object.keys(metafile.outputs), ...copyAssets(folder)]
}

/** Files beside the code that are not code (fonts, synonym tables, SQL) keep their place below dist. */
function copyAssets(folder: string): string[] {
  const assets = filesIn(join(folder, 'src')).filter((file) => !/\.tsx?$/.test(file))
  return assets.map((file) => {
    const target = join('dist', relative(join(folder, 'src'), file))
    cpSync(file, join(folder, target))
    return target
  })
}

/**
 * Bundling moves code to other files, so `import.meta.url` would change its meaning with every change of the
 * chunks. Each source file keeps the place it has in the tree: below `root`, seen from the folder of the
 * output, with `.js` in place of `.ts` when compiled code would lie there.
 */
export function originalPlaces(root: string, fromOutput: string): Plugin {
  return {
    name: 'original-places',
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8')
        if (!text.includes('import.meta.url')) return undefined
        const inTree = relative(root, path).replaceAll('\\', '/')
        const place = `${fromOutput}/${fromOutput === '.' ? withJs(inTree) : inTree}`
        const url = `new URL(${JSON.stringify(place)}, import.meta.url).href`
        const loader = extname(path) === '.tsx' ? 'tsx' : 'ts'
        return { contents: text.replaceAll('import.meta.url', url), loader }
      })
    },
  }
}

function withJs(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}.js`).replaceAll('\\', '/')
}

/** True when the package has something to run on the server. */
export function hasServerCode(folder: string): boolean {
  return existsSync(join(folder, 'src')) && entryPoints(folder).length > 0
}
