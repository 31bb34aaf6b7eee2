import { type Choice, file, list, optional } from '@bezel/core'
import { STONE_SHAPES } from '../domain/stone-words.ts'

/** Shapes as stones keep them: lower case, with the feeds' word for the triangle. */
export const shapes: Choice[] = STONE_SHAPES.map((shape) => ({
  value: shape === 'Trilliant' ? 'trillion' : shape.toLowerCase(),
  label: shape,
}))

export const millimetres = { unit: 'mm', decimals: 2, min: 0 }
export const percent = { unit: '%', decimals: 2, min: 0, max: 200 }
export const carats = { unit: 'ct', decimals: 3, min: 0 }
export const grams = { unit: 'g', decimals: 2, min: 0 }
/** What goods cost is for those who buy, not for everybody at the counter. */
export const costly = { read: 'inventory.cost', write: 'inventory.cost' }

/** The main photograph, which stands in lists, and the other ones. */
export const photographs = {
  photo: optional(file()),
  photos: list(file(), { label: 'More photos', max: 24, default: [] }),
}
