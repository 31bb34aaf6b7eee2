import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chunkOf, closure } from './shell.mjs'

/** Writes index.html and copies the icons and the web app manifest. */
export async function writePages({ root, out, shell, scripts }) {
  await cp(join(root, 'public'), out, { recursive: true })
  const importMap = JSON.stringify({ imports: shell.imports })
  const template = await readFile(join(root, 'index.html'), 'utf8')
  const head = await headTags({ out, shell, scripts, importMap })
  await writeFile(
    join(out, 'index.html'),
    template.replace('<!-- build:head -->', () => head.join('\n  ')),
  )
}

/** The first list page must not wait for a chain of requests, so everything it needs is named in the page. */
async function headTags({ out, shell, scripts, importMap }) {
  const main = chunkOf(shell, 'src/main.tsx')
  const first = closure(shell, firstPageChunks(shell))
  const font = (await readdir(join(out, 'assets'))).find((name) =>
    /^source-sans-3-latin-wght-normal-.*\.woff2$/.test(name),
  )
  return [
    '<script type="application/json" id="bezel-config">__BEZEL_CONFIG__</script>',
    `<script type="importmap">${importMap}</script>`,
    `<script>${scripts.boot}</script>`,
    ...first.css.map((file) => `<link rel="stylesheet" href="/admin/${file}">`),
    `<link rel="preload" as="font" type="font/woff2" href="/admin/assets/${font}" crossorigin>`,
    ...first.js
      .filter((file) => file !== main.file)
      .map((file) => `<link rel="modulepreload" href="/admin/${file}">`),
    `<script type="module" src="/admin/${main.file}"></script>`,
  ]
}

/** What a cold visit to a derived list loads; the list itself is part of the main chunk. */
export const firstPageChunks = (shell) => [chunkOf(shell, 'src/main.tsx')]
