import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { sharedModules, vendorFacades, vendorInput } from './vendor.mjs'

const BASE = '/admin/'

/**
 * Builds shell, SDK and shared modules in one graph, so that all of them use the same chunks.
 * Answers Vite's manifest plus the import map (specifier → URL).
 */
export async function buildShell({ root, out }) {
  await build({
    root,
    base: BASE,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [react(), vendorFacades()],
    resolve: { conditions: ['bezel-src', 'module', 'browser', 'production'] },
    build: {
      outDir: out,
      emptyOutDir: false,
      manifest: true,
      target: 'es2022',
      sourcemap: false,
      cssCodeSplit: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: { main: join(root, 'src/main.tsx'), sdk: join(root, 'src/sdk/index.ts'), ...vendorInput },
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: (chunk) => `${chunk.name === 'main' ? 'assets' : 'shared'}/[name]-[hash].js`,
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
          // Two files instead of forty for the first page: React, which seldom changes, and all the rest that it needs.
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
              { name: 'shell', tags: ['$initial'], priority: 1 },
            ],
          },
        },
      },
    },
  })
  const manifest = JSON.parse(await readFile(join(out, '.vite/manifest.json'), 'utf8'))
  await rm(join(out, '.vite'), { recursive: true })
  return { manifest, imports: importMap(manifest) }
}

function importMap(manifest) {
  const entry = (name) => {
    const found = Object.values(manifest).find((chunk) => chunk.isEntry && chunk.name === name)
    if (!found) throw new Error(`The build made no shared module "${name}"`)
    return BASE + found.file
  }
  const shared = Object.entries(sharedModules).map(([specifier, name]) => [specifier, entry(name)])
  return Object.fromEntries([...shared, ['@bezel/admin-ui', entry('sdk')]])
}

/** The chunk of a source file, by its path below admin-ui (for example `src/main.tsx`). */
export function chunkOf({ manifest }, source) {
  const chunk = manifest[source]
  if (!chunk) throw new Error(`The build made no chunk for ${source}`)
  return chunk
}

/** All files of one sort (`file` for JavaScript, `css`) that loading these chunks needs, each once, dependencies first. */
export function closure({ manifest }, chunks) {
  const files = new Set()
  const css = new Set()
  const visit = (chunk) => {
    if (files.has(chunk.file)) return
    for (const key of chunk.imports ?? []) visit(manifest[key])
    files.add(chunk.file)
    for (const sheet of chunk.css ?? []) css.add(sheet)
  }
  chunks.forEach(visit)
  return { js: [...files], css: [...css] }
}
