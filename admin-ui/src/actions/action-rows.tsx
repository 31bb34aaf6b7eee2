import { FieldRow } from '../form/field-row.tsx'
import styles from '../form/form-fields.module.css'
import { useT } from '../i18n/use-t.ts'
import { Button, IconButton } from '../ui/button.tsx'
import form from '../ui/form.module.css'
import own from './action-rows.module.css'
import type { ActionField } from './schema-fields.ts'

interface Props {
  field: ActionField
  rows: Record<string, unknown>[]
  errors: Record<string, string>
  onChange: (rows: Record<string, unknown>[] | undefined) => void
}

/** Several things of the same form, one below the other: the parts of a memo that came back. */
export function ActionRows({ field, rows, errors, onChange }: Props) {
  const { t } = useT()
  const label = (index: number): string => `${field.label} ${index + 1}`
  const set = (index: number, name: string, value: unknown): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [name]: value ?? undefined } : row)))
  const remove = (index: number): void => {
    const left = rows.filter((_, at) => at !== index)
    onChange(left.length > 0 ? left : undefined)
  }
  return (
    <fieldset className={own.rows}>
      <legend className={form.label}>{field.label}</legend>
      {field.help ? <p className={form.help}>{field.help}</p> : null}
      {rows.map((row, index) => (
        // Rows have no id; their place is all they have.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className={styles.owned}>
          <div className={styles.ownedHead}>
            <span>{label(index)}</span>
            <IconButton
              icon="trash"
              label={t('form.removeItem', { label: label(index) })}
              onClick={() => remove(index)}
            />
          </div>
          <div className={styles.ownedGrid}>
            {(field.rows ?? []).map((one) => (
              <FieldRow
                key={one.name}
                field={one}
                value={row[one.name]}
                error={errors[`${field.name}.${index}.${one.name}`]}
                onChange={(value) => set(index, one.name, value)}
              />
            ))}
          </div>
        </div>
      ))}
      <Button className={styles.add} icon="plus" onClick={() => onChange([...rows, {}])}>
        {t('form.addItem', { label: field.label })}
      </Button>
    </fieldset>
  )
}
