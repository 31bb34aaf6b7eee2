import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { firstPageChunks } from './pages.mjs'
import { closure } from './shell.mjs'

const LIMIT = 350_000

/** Prints what the first list page sends and fails the build when its JavaScript outgrows the budget. */
export async function checkBudget({ out, shell, scripts }) {
  const { js, css } = closure(shell, firstPageChunks(shell))
  const size = async (files) =>
    (await Promise.all(files.map(async (file) => (await stat(join(out, `${file}.br`))).size))).reduce(
      (a, b) => a + b,
      0,
    )
  const script = (await size(js)) + brotliCompressSync(scripts.boot).length
  const style = await size(css)
  console.log(
    `admin: first list page ${kb(script)} of JavaScript in ${js.length + 1} files, ${kb(style)} of CSS (brotli)`,
  )
  if (script > LIMIT)
    throw new Error(
      `The first list page's JavaScript is ${kb(script)}, over its budget of ${kb(LIMIT)}. Load something lazily.`,
    )
}

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
