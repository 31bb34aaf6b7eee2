import { CONTACT_COLUMNS } from '../domain/index.ts'

const byName = new Map(CONTACT_COLUMNS.map((column) => [column.name, column]))

/** What address books and shop systems call a column that is a field of a customer. */
export function columnSynonyms(name: string): string[] {
  const column = byName.get(name)
  return column ? [...(column.label ? [column.label] : []), ...(column.synonyms ?? [])] : []
}
