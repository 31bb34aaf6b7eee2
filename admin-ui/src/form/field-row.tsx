import { useId } from 'react'
import type { FieldDescriptor } from '../entity/types.ts'
import { FieldInput } from '../fields/input.tsx'
import { useT } from '../i18n/use-t.ts'
import { PanelBoundary } from '../panels/boundary.tsx'
import { usePanels } from '../panels/use-panels.ts'
import form from '../ui/form.module.css'
import { Icon } from '../ui/icon.tsx'
import styles from './field-row.module.css'

interface Props {
  field: FieldDescriptor
  value: unknown
  error?: string | undefined
  onChange: (value: unknown) => void
  /** Collection the field is of, for panels that bring an input of their own. */
  collection?: string
  /** Id to be found by the summary of mistakes; made up when absent. */
  id?: string
  autoFocus?: boolean
}

/** Label above, control, help and mistake below. */
export function FieldRow({ field, value, error, onChange, collection, id, autoFocus = false }: Props) {
  const { t } = useT()
  const made = useId()
  const key = id ?? made
  const own = usePanels().field(`${collection}.${field.name}`)
  const described =
    [error ? `${key}-error` : '', field.help ? `${key}-help` : ''].filter(Boolean).join(' ') || undefined
  const shared = { field, value, onChange, id: key, invalid: error !== undefined }
  const wide = field.long || field.kind === 'json' || field.kind === 'file' || field.kind === 'list'
  return (
    <div className={styles.row} data-wide={wide || undefined}>
      <label className={form.label} htmlFor={key}>
        {field.label}
        {field.required && field.kind !== 'boolean' ? (
          <span className={styles.mark}> {t('common.required')}</span>
        ) : null}
      </label>
      {own ? (
        <PanelBoundary plugin={own.plugin} size="slot">
          <own.component {...shared} />
        </PanelBoundary>
      ) : (
        <FieldInput {...shared} describedBy={described} autoFocus={autoFocus} />
      )}
      {error ? (
        <p id={`${key}-error`} className={`${form.error} ${styles.error}`}>
          <Icon name="warning" size={15} />
          {error}
        </p>
      ) : null}
      {field.help ? (
        <p id={`${key}-help`} className={form.help}>
          {field.help}
        </p>
      ) : null}
    </div>
  )
}
