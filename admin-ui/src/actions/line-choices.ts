import i18next from 'i18next'
import type { Row } from '../api/types.ts'
import { titleOf } from '../entity/title.ts'
import type { AdminManifest, EntityDescriptor, RelationDescriptor } from '../entity/types.ts'
import { EMPTY, formatValue } from '../fields/format.ts'
import { ownedFields } from '../form/values.ts'
import type { Among } from './schema-fields.ts'

export const targetOf = (
  { entities }: AdminManifest,
  { collection }: Pick<RelationDescriptor, 'collection'>,
): EntityDescriptor | undefined => entities.find((one) => one.collection === collection)

/** The lines that may be named. */
export function linesOf(record: Row | undefined, { relation, where = {} }: Among): Row[] {
  const lines = (record?.[relation] ?? []) as Row[]
  return lines.filter((line) => Object.entries(where).every(([name, values]) => values.includes(line[name])))
}

/** What a line says about itself, all in a row: `R-100 Ring · 3 · 0.3 ct · $ 900.00`. */
export function lineTitle(manifest: AdminManifest, relation: RelationDescriptor, line: Row): string {
  const target = targetOf(manifest, relation)
  if (!target) return line.id.slice(-8)
  const context = { locale: i18next.language ?? 'en', yes: '', no: '' }
  const parts = ownedFields(target, relation).map((field) => {
    const to = field.relation ? (line[field.relation] as Row | null | undefined) : undefined
    if (field.relation)
      return to
        ? titleOf(
            manifest.entities.find((one) => one.collection === field.collection),
            to,
          )
        : EMPTY
    return formatValue(field, line[field.name], context)
  })
  return parts.filter((part) => part !== EMPTY && part !== '').join(' · ') || line.id.slice(-8)
}
