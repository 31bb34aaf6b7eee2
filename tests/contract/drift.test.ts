import { examineDatabase, testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

t.test(
  'every table is what its entity says, and its references and searches have their indexes',
  async (t) => {
    const app = await testApp({ plugins: shop.plugins })
    t.teardown(() => app.end())
    const { findings } = await examineDatabase({
      database: app.database,
      plugins: app.plugins,
      registry: app.kernel.registry,
    })
    for (const { where, message } of findings.filter(({ level }) => level === 'note'))
      t.comment(`${where}: ${message}`)
    t.same(
      findings.filter(({ level }) => level !== 'note'),
      [],
      'see "bezel doctor"; "bezel migrate draft" proposes what is missing',
    )
  },
)
