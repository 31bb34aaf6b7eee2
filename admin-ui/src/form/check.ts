import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { Unreadable } from '../fields/unreadable.ts'
import type { Translate } from '../i18n/use-t.ts'
import {
  type EntityLookup,
  type OwnedRow,
  ownedFields,
  ownedRelations,
  type Values,
  writableFields,
} from './values.ts'

/** What can be told without asking the server, by key; owned rows as `emails.0.address`. */
export function checkValues(
  entity: EntityDescriptor,
  values: Values,
  lookup: EntityLookup,
  t: Translate,
): Record<string, string> {
  const own = writableFields(entity).map(
    (field) => [field.name, checkField(field, values[field.name], t)] as const,
  )
  const owned = ownedRelations(entity).flatMap((relation) => {
    const target = lookup(relation.collection)
    const rows = (values[relation.name] ?? []) as OwnedRow[]
    return target
      ? rows.flatMap((row, index) =>
          ownedFields(target, relation).map(
            (field) =>
              [`${relation.name}.${index}.${field.name}`, checkField(field, row[field.name], t)] as const,
          ),
        )
      : []
  })
  return Object.fromEntries(
    [...own, ...owned].filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
  )
}

function checkField(field: FieldDescriptor, value: unknown, t: Translate): string | undefined {
  if (value instanceof Unreadable) return value.message(field, t)
  const empty = value === null || value === undefined || value === ''
  if (empty) return field.required && field.kind !== 'list' ? t('form.required') : undefined
  if (field.kind === 'email' && !/^\S+@\S+\.\S+$/.test(String(value))) return t('form.invalidEmail')
  if (field.maxLength && String(value).length > field.maxLength)
    return t('form.tooLong', { max: field.maxLength })
  return undefined
}
