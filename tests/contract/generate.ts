import { mkdirSync, writeFileSync } from 'node:fs'
import { referenceFiles, testApp } from '@bezel/core/testing'
import shop from '../../fastify.config.ts'

// `npm run generate`: writes docs/reference from the code. Tests compare what is committed with what the code says.
const folder = new URL('../../docs/reference/', import.meta.url)
const app = await testApp({ plugins: shop.plugins })
try {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(referenceFiles(app))) {
    writeFileSync(new URL(name, folder), text)
    process.stdout.write(`docs/reference/${name}\n`)
  }
} finally {
  await app.end()
}
