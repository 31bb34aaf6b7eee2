import { useMemo } from 'react'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { pictureFields } from '../pictures/pictures.ts'

/** The picture that stands before a record's name: its first file field, unless that is a column of its own. */
export function useThumbnailField(entity: EntityDescriptor): FieldDescriptor | undefined {
  return useMemo(() => thumbnailField(entity), [entity])
}

export function thumbnailField(entity: EntityDescriptor): FieldDescriptor | undefined {
  return pictureFields(entity)?.main
}
