import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/**
 * Builds the two scripts that are not modules of the shell: `boot` (runs before anything else, starts the first requests)
 * and `sw.js` (the service worker, told which files belong to the shell).
 */
export async function buildScripts({ root, out, shell }) {
  await single({ root, out, entry: 'src/boot/boot.ts', file: 'boot.js' })
  const boot = await taken(join(out, 'boot.js'))
  const files = await precacheList(out)
  const version = createHash('sha256')
    .update(JSON.stringify([files, shell.imports]))
    .digest('hex')
    .slice(0, 16)
  const define = { __PRECACHE__: JSON.stringify(files), __VERSION__: JSON.stringify(version) }
  await single({ root, out, entry: 'src/boot/service-worker.ts', file: 'sw.js', define })
  return { boot }
}

async function single({ root, out, entry, file, define = {} }) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define,
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      rolldownOptions: { input: join(root, entry), output: { format: 'iife', entryFileNames: file } },
    },
  })
}

/** The script's text, which goes into the page: it is small, and everything waits for it. */
async function taken(path) {
  const text = (await readFile(path, 'utf8')).trim()
  if (text.includes('</script')) throw new Error('boot.ts stands in the page and may not say "</script".')
  await rm(path)
  return text
}

/** Code and styles only: fonts and the second language are cached when first used. */
async function precacheList(out) {
  const names = await Promise.all(
    ['assets', 'shared'].map(async (dir) => (await readdir(join(out, dir))).map((name) => `${dir}/${name}`)),
  )
  return names
    .flat()
    .filter((name) => /\.(js|css)$/.test(name))
    .sort()
    .map((name) => `/admin/${name}`)
}
