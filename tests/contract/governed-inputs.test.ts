import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  takes?: string[]
}

interface Part {
  /** Where it stands: `lines/cost`. */
  path: string
  name: string
  /** Permissions asked for on the way to it. */
  takes: string[]
}

/** Every named part of a schema, however deep. */
function partsOf(schema: Schema, path = '', above: string[] = []): Part[] {
  const takes = [...above, ...(schema.takes ?? [])]
  const inner = [...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])]
  return [
    ...inner.flatMap((one) => partsOf(one, path, takes)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, of]) => {
      const at = `${path}/${name}`
      return [{ path: at, name, takes: [...takes, ...(of.takes ?? [])] }, ...partsOf(of, at, takes)]
    }),
  ]
}

t.test('no operation takes the value of a ruled field from who may not write that field', async (t) => {
  const app = await testApp({ plugins: shop.plugins })
  t.teardown(() => app.end())
  const { operations, registry } = app.kernel
  let governed = 0
  for (const plugin of app.plugins) {
    const models = registry.models.filter((model) => model.plugin === plugin.name)
    const ruled = models.flatMap((model) =>
      model.fields
        .filter(({ options, readOnly }) => (options.read || options.write) && !readOnly)
        .map(({ name, options }) => ({ name, rule: [options.read, options.write].filter(Boolean) })),
    )
    // What goods cost goes by several names; an input of the same permission may use any of them.
    const words = new Set(ruled.map(({ name }) => name))
    if (plugin.name === 'inventory') for (const word of ['cost', 'landedCost', 'unitCost']) words.add(word)
    for (const { name } of plugin.operations) {
      const input = operations.get(name)?.input
      const schema = (typeof input === 'function' ? input(registry) : input) as Schema
      for (const part of partsOf(schema).filter((one) => words.has(one.name))) {
        // Another entity's field of the same name has rules of its own, and a body derives them from there.
        const own = models.find(
          ({ collection }) => name === `${collection}.create` || name === `${collection}.update`,
        )
        const field = own && part.path === `/${part.name}` ? own.field(part.name) : undefined
        if (field && !field.options.read && !field.options.write) continue
        governed += 1
        t.ok(part.takes.length > 0, `${name} ${part.path} says what it takes`)
      }
    }
  }
  t.ok(governed > 10, 'there are such fields at all')
})
