import type { TSchema } from 'typebox'

interface Shape {
  type?: string
  items?: TSchema
  anyOf?: TSchema[]
}

/**
 * Text from an address or the environment → the type its schema asks for. What does not fit stays text, so that
 * validation refuses it in its own words. Never used on bodies: JSON has types of its own.
 */
export function coerceText(schema: TSchema, text: string): unknown {
  const { type, items, anyOf } = schema as Shape
  switch (type) {
    case 'integer':
    case 'number':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
    case 'boolean':
      if (text === 'true' || text === '1') return true
      return text === 'false' || text === '0' ? false : text
    case 'array':
      return text.split(',').map((item) => (items ? coerceText(items, item.trim()) : item.trim()))
    default:
      return anyOf?.[0] ? coerceText(anyOf[0], text) : text
  }
}
