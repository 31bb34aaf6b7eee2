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

type Registry = Awaited<ReturnType<typeof testApp>>['kernel']['registry']

/** What goods cost goes by several names; an input of the same permission may use any of them. */
const otherWords: Record<string, string[]> = { inventory: ['cost', 'landedCost', 'unitCost'] }

/** The names of a plugin's ruled fields. */
function ruledWords(registry: Registry, plugin: string): Set<string> {
  const fields = registry.models.filter((model) => model.plugin === plugin).flatMap((model) => model.fields)
  const ruled = fields.filter(({ options, readOnly }) => (options.read || options.write) && !readOnly)
  return new Set([...ruled.map(({ name }) => name), ...(otherWords[plugin] ?? [])])
}

/** Another entity's field of the same name has rules of its own, and a body derives them from there. */
function isFree(registry: Registry, operation: string, { path, name }: Part): boolean {
  const [collection = '', verb = ''] = operation.split('.')
  const field = registry.byCollection(collection)?.field(name)
  const isBody = ['create', 'update'].includes(verb) && path === `/${name}`
  return isBody && field !== undefined && !field.options.read && !field.options.write
}

t.test('no operation takes the value of a ruled field from who may not write that field', async (t) => {
  const app = await testApp({ plugins: shop.plugins })
  t.teardown(() => app.end())
  const { registry } = app.kernel
  let governed = 0
  for (const plugin of app.plugins) {
    const words = ruledWords(registry, plugin.name)
    for (const { name, input } of plugin.operations) {
      const schema = (typeof input === 'function' ? input(registry) : input) as Schema
      const parts = partsOf(schema).filter((part) => words.has(part.name) && !isFree(registry, name, part))
      for (const { path, takes } of parts) t.ok(takes.length > 0, `${name} ${path} says what it takes`)
      governed += parts.length
    }
  }
  t.ok(governed > 10, 'there are such fields at all')
})
