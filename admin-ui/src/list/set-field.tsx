import { Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { patchOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { FieldInput } from '../fields/input.tsx'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import form from '../ui/form.module.css'
import '../ui/modal.css'

interface Props {
  entity: EntityDescriptor
  count: number
  onClose: () => void
  onSet: (data: Record<string, unknown>) => void
}

/** One field, one value, for all chosen records. */
export function SetField({ entity, count, onClose, onSet }: Props) {
  const { t } = useT()
  const fields = entity.fields.filter(
    (field) => field.writable && field.kind !== 'file' && field.kind !== 'json',
  )
  const [name, setName] = useState(fields[0]?.name ?? '')
  const [value, setValue] = useState<unknown>(null)
  const field = fields.find((one) => one.name === name)
  if (!field) return null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSet(patchOf(field.name, value))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('list.setFieldOf', { field: field.label, count: t('list.count', { count }) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <label className={form.label} htmlFor="bulk-field">
          {t('form.field')}
        </label>
        <select
          id="bulk-field"
          className={form.input}
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setValue(null)
          }}
        >
          {fields.map((one) => (
            <option key={one.name} value={one.name}>
              {one.label}
            </option>
          ))}
        </select>
        <label className={form.label} htmlFor="bulk-value">
          {t('filter.value')}
        </label>
        <FieldInput
          key={name}
          id="bulk-value"
          field={field}
          value={value}
          onChange={setValue}
          invalid={false}
        />
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={field.required && value === null && field.kind !== 'boolean'}
          >
            {t('common.apply')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
