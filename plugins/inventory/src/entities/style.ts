import { defineEntity, list, many, money, oneOf, optional, reference, text } from '@bezel/core'
import { photographs } from './words.ts'

/** A design that can be sold many times; each finished object of it is a piece. */
export const Style = defineEntity('Style', {
  collection: 'styles',
  nav: 'Inventory',
  title: ['styleNumber', 'name'],
  naturalKey: ['styleNumber'],
  fields: {
    styleNumber: text({ max: 60, unique: true, search: 'A', synonyms: ['handle', 'sku', 'style', 'model'] }),
    name: text({ max: 200, search: 'A', synonyms: ['title', 'product'] }),
    category: optional(
      oneOf(['ring', 'earrings', 'necklace', 'bracelet', 'pendant', 'brooch', 'watch', 'cufflinks', 'other']),
    ),
    line: optional(
      text({
        max: 120,
        search: 'C',
        help: 'Collection or brand',
        synonyms: ['vendor', 'brand', 'collection'],
      }),
    ),
    description: optional(text({ long: true, search: 'D', synonyms: ['body', 'body html', 'body (html)'] })),
    retailPrice: optional(money({ synonyms: ['variant price', 'price'] })),
    ...photographs,
    supplier: optional(reference('Supplier')),
    tags: list(text({ max: 60 }), { default: [] }),
  },
  relations: { pieces: many('Piece', { via: 'style' }) },
  list: { columns: ['styleNumber', 'name', 'category', 'line', 'retailPrice'], sort: 'styleNumber' },
})
