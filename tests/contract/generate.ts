import { mkdirSync, writeFileSync } from 'node:fs'
import { referenceFiles, testApp } from '@bezel/core/testing'
import shop from '../../fastify.config.ts'
import { securityDocuments } from '../security/documents.ts'

// `npm run generate`: writes docs/reference from the code and docs/security from what its tests claim. Tests compare what is
// committed with what the code says.
function write(folder: string, files: Record<string, string>): void {
  const place = new URL(`../../docs/${folder}/`, import.meta.url)
  mkdirSync(place, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(new URL(name, place), text)
    process.stdout.write(`docs/${folder}/${name}\n`)
  }
}

write('security', securityDocuments())
const app = await testApp({ plugins: shop.plugins })
try {
  write('reference', referenceFiles(app))
} finally {
  await app.end()
}
