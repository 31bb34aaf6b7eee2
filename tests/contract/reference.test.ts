import { existsSync, readFileSync } from 'node:fs'
import { referenceFiles, testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

/** The lines two texts do not share, a few of them: a difference of thousands of lines says no more than ten. */
function differences(committed: string, generated: string): string[] {
  const [before, after] = [committed, generated].map((text) => new Set(text.split('\n'))) as [
    Set<string>,
    Set<string>,
  ]
  const removed = [...before].filter((line) => !after.has(line)).map((line) => `- ${line.trim()}`)
  const added = [...after].filter((line) => !before.has(line)).map((line) => `+ ${line.trim()}`)
  return [...removed.slice(0, 10), ...added.slice(0, 10)]
}

t.test('docs/reference says what the code says', async (t) => {
  const app = await testApp({ plugins: shop.plugins })
  t.teardown(() => app.end())
  for (const [name, generated] of Object.entries(referenceFiles(app))) {
    const file = new URL(`../../docs/reference/${name}`, import.meta.url)
    const committed = existsSync(file) ? readFileSync(file, 'utf8') : ''
    t.ok(
      committed === generated,
      `docs/reference/${name} is up to date; if the change is meant, run: npm run generate`,
      {
        differences: differences(committed, generated),
      },
    )
  }
})
