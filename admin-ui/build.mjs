// Builds the admin into dist/: `node admin-ui/build.mjs`. See README.md for what the server expects there.
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { checkBudget } from './build/budget.mjs'
import { compressAll } from './build/compress.mjs'
import { buildGraphiql } from './build/graphiql.mjs'
import { writePages } from './build/pages.mjs'
import { buildScripts } from './build/scripts.mjs'
import { buildShell } from './build/shell.mjs'

process.env.NODE_ENV = 'production'
const root = fileURLToPath(new URL('.', import.meta.url))
const out = fileURLToPath(new URL('./dist/', import.meta.url))

await rm(out, { recursive: true, force: true })
const shell = await buildShell({ root, out })
const scripts = await buildScripts({ root, out, shell })
await writePages({ root, out, shell, scripts })
await compressAll(out)
// Read on the developer's own machine, where compressing takes longer than sending.
await buildGraphiql({ root, out })
await checkBudget({ out, shell, scripts })
