import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

t.test(
  'what can be listed and belongs to records of a store is narrowed to the stores of who asks',
  async (t) => {
    const app = await testApp({ plugins: shop.plugins })
    t.teardown(() => app.end())
    const { operations, registry } = app.kernel
    for (const model of registry.models) {
      if (!operations.has(`${model.collection}.list`)) continue
      const scoped = [...model.relations.values()].filter(
        ({ type, target }) => type === 'one' && target.scope,
      )
      if (scoped.length === 0) continue
      const limited = model.scope !== undefined || model.entity.rows !== undefined
      t.ok(limited, `${model.name} refers to ${scoped.map(({ name }) => name).join(' and ')}`)
    }
  },
)
