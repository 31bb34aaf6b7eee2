import { defineEntity } from '../entity/entity.ts'
import { optional } from '../entity/field.ts'
import { count, id, text } from '../entity/kinds/index.ts'

const readOnly = true

/**
 * An uploaded file: what is known of it. The bytes lie in the file storage under a name of their own.
 * Who may see it follows from the record it belongs to; see `fileRows`.
 */
export const File = defineEntity('File', {
  collection: 'files',
  nav: false,
  custom: false,
  title: ['name'],
  fields: {
    name: text({ max: 255, personal: true, mentions: true }),
    mediaType: text({ max: 100, readOnly, help: 'Found in the content, not what the sender said' }),
    size: count({ readOnly, help: 'Bytes' }),
    sha256: text({ max: 64, readOnly }),
    width: optional(count({ readOnly, help: 'Pixels, of images' })),
    height: optional(count({ readOnly, help: 'Pixels, of images' })),
    ownerEntity: optional(text({ max: 80, readOnly, help: 'Entity of the record it belongs to' })),
    ownerId: optional(id({ readOnly })),
    uploadedBy: optional(id({ readOnly, help: 'User or API key that sent it' })),
  },
  list: { columns: ['name', 'mediaType', 'size', 'createdAt'], sort: '-id' },
})
