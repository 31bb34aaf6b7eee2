import { useMemo } from 'react'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'

/** The picture that stands before a record's name: its first file field, unless that is a column of its own. */
export function useThumbnailField(entity: EntityDescriptor): FieldDescriptor | undefined {
  return useMemo(() => thumbnailField(entity), [entity])
}

export function thumbnailField(entity: EntityDescriptor): FieldDescriptor | undefined {
  return entity.fields.find(
    (field) => field.kind === 'file' && /photo|picture|image|logo|avatar/i.test(field.name),
  )
}
