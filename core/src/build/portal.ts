import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { BuildOptions, Metafile } from 'esbuild'

const PAGE = 'portal/index.html'
const OUT = 'dist/portal'

export function hasPortal(folder: string): boolean {
  return existsSync(join(folder, PAGE))
}

/** What decides how a portal comes out; the kit of the admin is built into it. */
export function portalInputs(folder: string): string[] {
  return hasPortal(folder) ? ['portal', 'node_modules/@bezel/admin-ui/src'] : []
}

const forBrowser = {
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'silent',
  conditions: ['bezel-src'],
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, target: 'ES2022', jsx: 'react-jsx' } },
} as const satisfies BuildOptions

/**
 * Builds a plugin's portal, `portal/main.tsx` with the page `portal/index.html` around it, into `dist/portal/`. Styles belong to
 * what is loaded first: those of parts that are loaded later are imported by `main.tsx` too. Returns the files it made.
 */
export async function buildPortal(folder: string): Promise<string[]> {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    ...forBrowser,
    absWorkingDir: folder,
    entryPoints: ['portal/main.tsx'],
    outdir: `${OUT}/assets`,
    format: 'esm',
    splitting: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
  })
  const head = [...(await bootScript(folder)), ...tags(metafile)].join('\n  ')
  const template = await readFile(join(folder, PAGE), 'utf8')
  const page = `${OUT}/index.html`
  await writeFile(
    join(folder, page),
    template.replace('<!-- build:head -->', () => head),
  )
  const files = Object.keys(metafile.outputs)
  const text = files.filter((file) => /\.(js|css)$/.test(file))
  const compressed = await Promise.all(text.map((file) => compress(folder, file)))
  return [page, ...files, ...compressed.flat()]
}

/** Runs before the first drawing, so it stands in the page itself. */
async function bootScript(folder: string): Promise<string[]> {
  const boot = join(folder, 'portal/boot.ts')
  if (!existsSync(boot)) return []
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ ...forBrowser, entryPoints: [boot], format: 'iife', write: false })
  return [`<script>${outputFiles[0]?.text.trim()}</script>`]
}

/** The first page must not wait for a chain of requests, so everything it needs is named in the document. */
function tags({ outputs }: Metafile): string[] {
  const [main, output] =
    Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === 'portal/main.tsx') ?? []
  if (!main || !output) throw new Error('esbuild made nothing of portal/main.tsx.')
  const address = (file: string) => `__BEZEL_BASE__/assets/${basename(file)}`
  const font = Object.keys(outputs).find((file) => /sans.*\.woff2$/.test(file))
  return [
    ...(output.cssBundle ? [`<link rel="stylesheet" href="${address(output.cssBundle)}">`] : []),
    ...(font ? [`<link rel="preload" as="font" type="font/woff2" href="${address(font)}" crossorigin>`] : []),
    ...[...loadedWith(outputs, main)].map((file) => `<link rel="modulepreload" href="${address(file)}">`),
    `<script type="module" src="${address(main)}"></script>`,
  ]
}

/** All chunks that one needs before it runs. */
function loadedWith(outputs: Metafile['outputs'], from: string, found = new Set<string>()): Set<string> {
  for (const { path, kind } of outputs[from]?.imports ?? []) {
    if (kind !== 'import-statement' || found.has(path)) continue
    found.add(path)
    loadedWith(outputs, path, found)
  }
  return found
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

async function compress(folder: string, file: string): Promise<string[]> {
  const bytes = await readFile(join(folder, file))
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [br, gz] = await Promise.all([brotli(bytes, { params }), zip(bytes, { level: 9 })])
  await writeFile(join(folder, `${file}.br`), br)
  await writeFile(join(folder, `${file}.gz`), gz)
  return [`${file}.br`, `${file}.gz`]
}
