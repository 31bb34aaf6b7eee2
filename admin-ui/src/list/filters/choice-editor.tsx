import type { FieldDescriptor } from '../../entity/types.ts'
import { type Translate, useT } from '../../i18n/use-t.ts'
import type { FilterEditorProps } from '../filter-editor.tsx'
import { choiceFilters, chosenValues } from '../filter-model.ts'
import styles from './editor.module.css'

/** All choices in the trade's order; one click each. */
export function ChoiceEditor({ field, filters, onChange }: FilterEditorProps) {
  const { t } = useT()
  const options = optionsOf(field, t)
  const chosen = chosenValues(filters)
  const single = field.kind !== 'enum'
  const toggle = (value: string): void => {
    const without = chosen.filter((one) => one !== value)
    const next = without.length < chosen.length ? without : single ? [value] : [...chosen, value]
    onChange(
      choiceFilters(
        field,
        options.map((option) => option.value).filter((one) => next.includes(one)),
      ),
    )
  }
  return (
    <fieldset className={styles.choices}>
      <legend>{field.label}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function optionsOf(field: FieldDescriptor, t: Translate): { value: string; label: string }[] {
  if (field.kind === 'boolean')
    return [
      { value: 'true', label: t('common.yes') },
      { value: 'false', label: t('common.no') },
    ]
  return field.options ?? field.items?.options ?? []
}
