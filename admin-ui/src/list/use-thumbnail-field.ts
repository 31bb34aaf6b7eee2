import { useMemo } from 'react'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { thumbnailField } from './shown-fields.ts'

export { thumbnailField } from './shown-fields.ts'

export function useThumbnailField(entity: EntityDescriptor): FieldDescriptor | undefined {
  return useMemo(() => thumbnailField(entity), [entity])
}
