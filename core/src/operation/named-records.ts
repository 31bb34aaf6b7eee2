import Type from 'typebox'
import { idSchema } from '../entity/kinds/id.ts'

/**
 * The keyword by which an id of an input says which records it names. Forms ask for it with a picker; the validator takes
 * any id, for whether there is such a record is the handler's matter.
 */
export const recordKeyword = 'names'

/** What the keyword says: any record of a collection, or one of a relation of the record that the operation is on. */
export type NamedRecords =
  | { collection: string }
  | { relation: string; where?: Record<string, readonly unknown[]> }

/** The id of a record of a collection: `locationId: idOf('locations')`. */
export function idOf(collection: string) {
  return { ...idSchema, [recordKeyword]: { collection } satisfies NamedRecords }
}

/**
 * The id of one of the records that belong to the one the operation is on: `idAmong('lines', { status: ['out'] })`.
 * @param where only those whose fields have one of these values
 */
export function idAmong(relation: string, where?: Record<string, readonly unknown[]>) {
  const named: NamedRecords = { relation, ...(where && { where }) }
  return Type.Unsafe<string>({ ...idSchema, [recordKeyword]: named })
}
