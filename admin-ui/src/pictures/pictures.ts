import type { Row } from '../api/types.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'

/** The fields of an entity that hold its photographs: the main one, and a list of the others. */
export interface PictureFields {
  main: FieldDescriptor
  more: FieldDescriptor | undefined
}

const PICTURE = /photo|picture|image|logo|avatar/i

export const isFileList = (field: FieldDescriptor): boolean =>
  field.kind === 'list' && field.items?.kind === 'file'

export function pictureFields(entity: EntityDescriptor): PictureFields | undefined {
  const main = entity.fields.find((field) => field.kind === 'file' && PICTURE.test(field.name))
  if (!main) return undefined
  return { main, more: entity.fields.find((field) => isFileList(field) && PICTURE.test(field.name)) }
}

/** Ids of all photographs of a record, the main one first. */
export function readPictures({ main, more }: PictureFields, row: Row): string[] {
  const others = more ? row[more.name] : undefined
  return [row[main.name], ...(Array.isArray(others) ? others : [])].filter(
    (id): id is string => typeof id === 'string',
  )
}

/** What to write so that a record has these photographs, in this order. */
export function writePictures(
  { main, more }: PictureFields,
  ids: readonly string[],
): Record<string, unknown> {
  const [first = null, ...others] = [...new Set(ids)]
  return { [main.name]: first, ...(more && { [more.name]: others }) }
}

/** The photographs after some came in: beside those that are there, or in the place of the only one. */
export function withAdded(fields: PictureFields, ids: readonly string[], added: readonly string[]): string[] {
  return fields.more ? [...ids, ...added] : added.slice(0, 1)
}
