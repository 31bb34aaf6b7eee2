import { readFileSync } from 'node:fs'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())

const README = readFileSync(new URL('../../plugins/accounts/README.md', import.meta.url), 'utf8')
const section = /## What takes a confirmation\n(.*?)\nFor other plugins/s.exec(README)?.[1] ?? ''
const words = [...section.matchAll(/`([a-z-]+(?:\.[a-z-]+)?)`/g)].map(([, word = '']) => word)
const named = words.filter((word) => word.includes('.'))
const collections = words.filter((word) => !word.includes('.'))

const operations = [...app.kernel.operations.values()]
const isRead = (rest = '') => rest.startsWith('GET ')

t.test('what takes a confirmation is what the documents say, and nothing is missing', async (t) => {
  t.ok(named.length >= 18 && collections.length === 3, section)
  const actual = operations.filter(({ stepUp }) => stepUp).map(({ name }) => name)
  const said = [
    ...named,
    ...operations
      .filter(({ name, rest }) => {
        const [collection = '', verb = ''] = name.split('.')
        const isWrite = ['create', 'update', 'delete', 'bulk', 'import', 'import-preview'].includes(verb)
        return collections.includes(collection) && isWrite && !isRead(rest)
      })
      .map(({ name }) => name),
  ]
  t.same(actual.toSorted(), [...new Set(said)].toSorted())
})
