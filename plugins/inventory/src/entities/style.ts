import { defineEntity, list, many, money, oneOf, optional, reference, text } from '@bezel/core'
import { photographs } from './words.ts'

const categories = [
  'ring',
  'earrings',
  'necklace',
  'bracelet',
  'pendant',
  'brooch',
  'watch',
  'cufflinks',
  'other',
] as const

/** Parts of words by which shops sort their goods; earlier ones win, for earrings hold the word ring. */
const categoryWords: [RegExp, (typeof categories)[number]][] = [
  [/ear\s*-?rings?|studs?\b|hoops?\b|huggies?/i, 'earrings'],
  [/cuff\s*-?links?/i, 'cufflinks'],
  [/pendants?|lockets?|charms?\b/i, 'pendant'],
  [/necklaces?|chokers?|chains?\b/i, 'necklace'],
  [/bracelets?|bangles?|anklets?/i, 'bracelet'],
  [/brooch|\bpins?\b/i, 'brooch'],
  [/watch/i, 'watch'],
  [/\brings?\b|\bbands?\b|solitaire|eternity/i, 'ring'],
]

/** A product type of a shop that we have no category for is another kind of goods, no reason to refuse the product. */
function readCategory(cell: string): string {
  return categoryWords.find(([words]) => words.test(cell))?.[1] ?? 'other'
}

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
      oneOf(categories, { import: { synonyms: ['type', 'product type'], read: readCategory } }),
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
    imageUrls: list(text({ max: 500 }), {
      default: [],
      label: 'Image addresses',
      synonyms: ['image src', 'image', 'images', 'image url', 'image link', 'photo url', 'picture'],
    }),
    supplier: optional(reference('Supplier')),
    tags: list(text({ max: 60 }), { default: [] }),
  },
  relations: { pieces: many('Piece', { via: 'style' }) },
  list: { columns: ['styleNumber', 'name', 'category', 'line', 'retailPrice'], sort: 'styleNumber' },
})
