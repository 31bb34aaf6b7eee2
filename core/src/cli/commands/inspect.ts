import { overview, printOverview } from '../../inspect/overview.ts'
import { facets, isFacet, printEntity } from '../../inspect/print-entity.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { withApp } from '../with-app.ts'

/** `bezel inspect` lists what the app is made of; `bezel inspect <Entity> --as columns` prints what derives from one entity. */
export async function run({ positional: [name], flags, json }: Arguments): Promise<void> {
  const facet = String(flags.get('as') ?? 'columns')
  if (!isFacet(facet))
    throw new UsageError(`"${facet}" is nothing an entity is printed as. Use one of: ${facets.join(', ')}.`)
  await withApp(async (app) => {
    const { registry } = app.kernel
    const write = (value: unknown, text: string) =>
      process.stdout.write(`${json ? JSON.stringify(value) : text}\n`)
    if (name === undefined) {
      const value = overview(app.plugins, registry)
      return write(value, printOverview(value))
    }
    const model = registry.byName(name) ?? registry.byCollection(name)
    if (!model) throw new UsageError(`There is no entity "${name}". Run "bezel inspect" for the list.`)
    const { value, text } = printEntity(app, model, facet)
    write(value, text)
  })
}
