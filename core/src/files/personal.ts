import type { Kernel } from '../app/kernel.ts'
import type { RecordOf } from '../entity/entity.ts'
import type { Model } from '../entity/model.ts'
import { quote } from '../query/sql.ts'
import type { File } from './file.ts'
import { shownFiles } from './shown.ts'

function isAboutPeople({ fields }: Model): boolean {
  return fields.some(({ options }) => options.personal)
}

/** Makes what tells whether a file belongs to, or is shown by, a record about a person. */
export function createPersonalFiles({
  database,
  registry,
}: Pick<Kernel, 'database' | 'registry'>): (file: RecordOf<typeof File>) => Promise<boolean> {
  const shown = registry.models
    .filter(isAboutPeople)
    .flatMap((model) =>
      shownFiles(model).map(
        ({ holds }) => `exists (select 1 from ${quote(model.table)} t where ${holds('t', '$1::uuid')})`,
      ),
    )
  return async ({ id, ownerEntity }) => {
    const owner = ownerEntity ? registry.byName(ownerEntity) : undefined
    if (owner) return isAboutPeople(owner)
    if (shown.length === 0) return false
    const [row] = await database.query<{ personal: boolean }>(`select ${shown.join(' or ')} as personal`, [
      id,
    ])
    return row?.personal ?? false
  }
}
