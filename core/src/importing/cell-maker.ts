import { InvalidValue, type KindContext } from '../entity/field.ts'
import type { ModelField } from '../entity/model.ts'
import { columnValues } from '../records/write-sql.ts'
import type { Validate, Validator } from '../validation/validator.ts'
import { type Cell, problemCell } from './cell.ts'
import { copyText } from './copy-text.ts'

/** Checks a value of a field by its schema and writes it out. */
export type CellMaker = (value: unknown) => Cell

/** Makes the makers of fields, each compiled when it is first asked for. */
export interface CellMakers {
  of(field: ModelField): CellMaker
}

function keyOf(field: ModelField, value: unknown, copy: string): string {
  // Encrypting the same text twice gives two results; the content is the same.
  const content = field.facets.kind === 'encrypted' ? copyText(value) : copy
  return `${field.name}\u0001${content}\u0002`
}

function makerOf(field: ModelField, check: () => Validate, context: KindContext): CellMaker {
  let validate: Validate | undefined
  const cleared = field.columns.map(() => '\\N').join('\t')
  return (value) => {
    if (value === null) {
      if (!field.optional) return problemCell('must not be empty')
      return { value, copy: cleared, key: `${field.name}\u0001\u0002` }
    }
    validate ??= check()
    const wrong = validate(value)
    if (wrong.length > 0) return problemCell([...new Set(wrong.map(({ message }) => message))].join('; '))
    try {
      // A custom field is no column: its value goes into the document of all of them.
      const columns = field.expression ? [JSON.stringify(value)] : columnValues(field, value, context)
      const copy = columns.map(copyText).join('\t')
      return { value, copy, key: keyOf(field, value, copy) }
    } catch (error) {
      if (error instanceof InvalidValue) return problemCell(error.message)
      throw error
    }
  }
}

export function createCellMakers(validator: Validator, context: KindContext): CellMakers {
  const made = new WeakMap<ModelField, CellMaker>()
  return {
    of(field) {
      const known = made.get(field) ?? makerOf(field, () => validator.compile(field.facets.schema), context)
      made.set(field, known)
      return known
    },
  }
}
