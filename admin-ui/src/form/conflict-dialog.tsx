import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { Row } from '../api/types.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { Value } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import type { LoadedRecord } from '../record/fetch-record.ts'
import { Button } from '../ui/button.tsx'
import form from '../ui/form.module.css'
import '../ui/modal.css'
import styles from './conflict-dialog.module.css'
import { changedKeys, type EntityLookup, type Values, valuesOf } from './values.ts'

interface Props {
  entity: EntityDescriptor
  mine: Values
  /** Keys this person changed. */
  changed: string[]
  theirs: LoadedRecord
  lookup: EntityLookup
  onClose: () => void
  onSave: (values: Values, keys: string[]) => void
}

/** Both versions side by side; each differing field is decided by itself, and nothing is lost unseen. */
export function ConflictDialog({ entity, mine, changed, theirs, lookup, onClose, onSave }: Props) {
  const { t } = useT()
  const other = valuesOf(entity, theirs.row, lookup)
  const open = changedKeys(other, mine).filter((key) => changed.includes(key))
  const [kept, setKept] = useState<readonly string[]>(open)
  const choose = (key: string, own: boolean): void =>
    setKept(own ? [...kept, key] : kept.filter((one) => one !== key))
  const save = (): void =>
    onSave({ ...other, ...Object.fromEntries(kept.map((key) => [key, mine[key]])) }, [...kept])
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('form.conflictTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p>{t('form.conflictHelp')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('form.field')}</th>
            <th scope="col">{t('form.mine')}</th>
            <th scope="col">{t('form.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {open.map((key) => (
            <tr key={key}>
              <th scope="row">{labelOf(entity, key)}</th>
              <td>
                <label>
                  <input
                    type="radio"
                    name={key}
                    checked={kept.includes(key)}
                    onChange={() => choose(key, true)}
                  />
                  <Shown entity={entity} name={key} values={mine} row={theirs.row} />
                </label>
              </td>
              <td>
                <label>
                  <input
                    type="radio"
                    name={key}
                    checked={!kept.includes(key)}
                    onChange={() => choose(key, false)}
                  />
                  <Shown entity={entity} name={key} values={other} row={theirs.row} />
                </label>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={form.buttons}>
        <Button onClick={() => setKept([])}>{t('form.keepTheirs')}</Button>
        <Button variant="primary" onClick={save}>
          {t('form.conflictSave')}
        </Button>
      </div>
    </Modal>
  )
}

const labelOf = (entity: EntityDescriptor, key: string): string =>
  entity.fields.find((field) => field.name === key)?.label ??
  entity.relations.find((relation) => relation.name === key)?.label ??
  key

function Shown({
  entity,
  name,
  values,
  row,
}: {
  entity: EntityDescriptor
  name: string
  values: Values
  row: Row
}) {
  const field = entity.fields.find((one) => one.name === name)
  if (!field) return <code>{JSON.stringify(values[name])}</code>
  // The record's included relation names their reference only; mine shows by id when it points elsewhere.
  const shown =
    field.relation && row[field.name] !== values[name] ? { ...row, [field.relation]: undefined } : row
  return <Value field={field} row={shown} value={values[name]} />
}
