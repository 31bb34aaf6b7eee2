import { useT } from '../../i18n/use-t.ts'
import type { FilterEditorProps } from '../filter-editor.tsx'
import styles from './editor.module.css'

/** Finds the records where a field is missing, or those where it is not. */
export function EmptyToggle({ field, filters, onChange }: FilterEditorProps) {
  const { t } = useT()
  if (!field.filters.includes('isNull') || field.required) return null
  const current = filters.find(({ op }) => op === 'isNull')?.value
  const button = (value: string, label: string) => (
    <button
      type="button"
      aria-pressed={current === value}
      onClick={() => onChange(current === value ? [] : [{ field: field.name, op: 'isNull', value }])}
    >
      {label}
    </button>
  )
  return (
    <div className={styles.empty}>
      {button('true', t('filter.isEmpty'))}
      {button('false', t('filter.isNotEmpty'))}
    </div>
  )
}
