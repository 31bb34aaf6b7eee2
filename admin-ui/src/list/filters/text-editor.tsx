import { useState } from 'react'
import type { FilterOperator } from '../../entity/types.ts'
import { useT } from '../../i18n/use-t.ts'
import form from '../../ui/form.module.css'
import { useDelayed } from '../../ui/use-delayed.ts'
import type { FilterEditorProps } from '../filter-editor.tsx'
import { textOperators } from '../filter-model.ts'
import styles from './editor.module.css'

export function TextEditor({ field, filters, onChange, onDone }: FilterEditorProps) {
  const { t } = useT()
  const operators = textOperators(field)
  const current = filters.find(({ op }) => operators.includes(op))
  const [op, setOp] = useState<FilterOperator>(current?.op ?? operators[0] ?? 'eq')
  const [text, setText] = useState(current?.value ?? '')
  const later = useDelayed(250)
  const apply = (nextOp: FilterOperator, value: string): void =>
    onChange(value === '' ? [] : [{ field: field.name, op: nextOp, value }])
  return (
    <form
      className={styles.text}
      onSubmit={(event) => {
        event.preventDefault()
        apply(op, text)
        onDone()
      }}
    >
      <div className={styles.title}>{field.label}</div>
      {operators.length > 1 ? (
        <select
          className={form.input}
          aria-label={t('filter.condition')}
          value={op}
          onChange={(event) => {
            const next = event.target.value as FilterOperator
            setOp(next)
            if (text) apply(next, text)
          }}
        >
          {operators.map((operator) => (
            <option key={operator} value={operator}>
              {t(`filter.${operator}`)}
            </option>
          ))}
        </select>
      ) : null}
      <input
        className={form.input}
        aria-label={t('filter.value')}
        value={text}
        data-autofocus
        onChange={(event) => {
          const { value } = event.target
          setText(value)
          later(() => apply(op, value))
        }}
      />
    </form>
  )
}
