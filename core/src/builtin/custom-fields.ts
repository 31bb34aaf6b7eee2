import type { Kernel } from '../app/kernel.ts'
import { sqlState } from '../database/retry.ts'
import { customExpression } from '../entity/custom.ts'
import type { RecordOf } from '../entity/entity.ts'
import { type AnyField, InvalidValue } from '../entity/field.ts'
import { boolean, date, measure, oneOf, text } from '../entity/kinds/index.ts'
import type { ModelField } from '../entity/model.ts'
import { modelField } from '../entity/model-field.ts'
import type { CustomField } from './entities.ts'

type Definition = Pick<
  RecordOf<typeof CustomField>,
  'collection' | 'name' | 'label' | 'type' | 'choices' | 'help'
>

function fieldOf({ type, choices, label, help }: Definition): AnyField {
  const options = { label, ...(help && { help }) }
  switch (type) {
    case 'text':
      return text({ ...options, max: 2000 })
    case 'number':
      return measure({ ...options, decimals: 6 })
    case 'boolean':
      return boolean(options)
    case 'date':
      return date(options)
    case 'choice':
      return oneOf(choices, options)
  }
}

function numberOperand(operand: unknown): number {
  const number = typeof operand === 'string' && operand.trim() !== '' ? Number(operand) : operand
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new InvalidValue('must be a number')
  return number
}

/** A definition → a field that filters and sorts inside the `custom` document. Values are kept as they stand in JSON. */
function toModelField(definition: Definition): ModelField {
  const { facets, options } = fieldOf(definition)
  const { kind } = facets
  return modelField({
    name: `custom.${definition.name}`,
    columns: [definition.name],
    expression: customExpression(definition.name, kind),
    // Numbers stand unscaled in the document, so they are compared as they are.
    facets: kind === 'measure' ? { ...facets, toOperand: numberOperand } : facets,
    options,
    optional: true,
    readOnly: false,
    label: definition.label,
    plugin: 'custom',
  })
}

/** Reads all definitions and replaces what the registry knows. Before the first migration there is nothing to read. */
export async function loadCustomFields({ database, registry }: Kernel): Promise<void> {
  const rows = await database
    .query<Definition>(
      'select collection, name, label, type, choices, help from custom_fields order by label',
    )
    .catch((error) => {
      if (sqlState(error) === '42P01') return []
      throw error
    })
  registry.customFields.clear()
  for (const definition of rows) {
    const model = registry.byCollection(definition.collection)
    if (model?.custom)
      registry.customFields.set(model.name, [
        ...(registry.customFields.get(model.name) ?? []),
        toModelField(definition),
      ])
  }
}
