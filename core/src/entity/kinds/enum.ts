import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'
import { humanize } from '../names.ts'

export interface Choice<Value extends string = string> {
  value: Value
  label?: string
  /** Other spellings in imported files and filters: `RD` for round. */
  synonyms?: string[]
}

export interface EnumOptions extends FieldOptions {
  /** Last resort for a word that is neither a value, a label nor a synonym; undefined refuses it. */
  normalise?(word: string): string | undefined
}

/** Words differ in case, spaces and punctuation between systems; these never make a difference. */
function fold(word: string): string {
  return word.toLowerCase().replace(/[\s_.-]+/g, '')
}

/** `in_stock` → `In stock`; words that have capitals already are written as the trade does: `VS1`, `Very Good`. */
function labelOf(value: string): string {
  return value === value.toLowerCase() ? humanize(value) : value
}

/** One of a fixed set of words, in the order given: the order of a trade's scale is kept in lists of choices. */
export function oneOf<const Value extends string>(
  choices: readonly (Value | Choice<Value>)[],
  options: EnumOptions = {},
) {
  const all = choices.map(
    (choice): Choice<Value> => (typeof choice === 'string' ? { value: choice } : choice),
  )
  const words = new Map<string, Value>()
  for (const { value, label, synonyms = [] } of [...all].reverse()) {
    for (const word of [...synonyms, label ?? value, value]) words.set(fold(word), value)
  }
  const listed = all.map(({ value }) => value).join(', ')

  function parse(word: unknown): Value {
    if (typeof word !== 'string') throw new InvalidValue('must be text')
    const value = words.get(fold(word)) ?? (options.normalise?.(word) as Value | undefined)
    if (value === undefined) throw new InvalidValue(`must be one of: ${listed}`)
    return value
  }

  return field<Value, 'enum'>(
    {
      kind: 'enum',
      schema: Type.Enum(all.map(({ value }) => value)),
      columns: [{ suffix: '', type: 'text' }],
      filters: ['eq', 'ne', 'in', 'isNull'],
      toOperand: parse,
      sortable: true,
      graphql: { output: 'String', input: 'String', filter: 'StringFilter' },
      fromText: parse,
      toText: (value) => value,
      form: { options: all.map(({ value, label }) => ({ value, label: label ?? labelOf(value) })) },
    },
    options,
  )
}
