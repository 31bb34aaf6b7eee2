import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { pictureFields } from '../pictures/pictures.ts'

// Without React or formats: the script that runs before the shell reads it too.

/** Fields that can be a column: everything but what no cell can show. */
export function columnFields(entity: EntityDescriptor): FieldDescriptor[] {
  return entity.fields.filter((field) => field.kind !== 'encrypted' && field.kind !== 'json')
}

/** The columns to show, in order; unknown names (of an old link, say) are left out. */
export function visibleColumns(entity: EntityDescriptor, chosen: string[] | undefined): FieldDescriptor[] {
  const fields = columnFields(entity)
  const named = (names: string[]): FieldDescriptor[] =>
    names.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  const columns = named(chosen ?? entity.list.columns)
  return columns.length > 0 ? columns : named(entity.list.columns).concat(fields).slice(0, 8)
}

/** The picture that stands before a record's name. */
export function thumbnailField(entity: EntityDescriptor): FieldDescriptor | undefined {
  return pictureFields(entity)?.main
}
