import { type FormEvent, type KeyboardEvent, useRef } from 'react'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import type { LoadedRecord } from '../record/fetch-record.ts'
import { Breadcrumbs } from '../ui/breadcrumbs.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DraftNotice } from './draft-notice.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FormFields } from './form-fields.tsx'
import styles from './record-form.module.css'
import { UnsavedGuard } from './unsaved-guard.tsx'
import { useDraft } from './use-draft.ts'
import { useForm } from './use-form.ts'
import { useSubmit } from './use-submit.ts'
import type { Values } from './values.ts'

export interface RecordFormProps {
  entity: EntityDescriptor
  /** The record to change; absent for a new one. */
  record?: LoadedRecord
  initial: Values
}

export function RecordForm({ entity, record, initial }: RecordFormProps) {
  const { t } = useT()
  const form = useForm(entity, initial)
  const draft = useDraft(entity, record?.row.id, form.values, form.dirty)
  const again = useRef(false)
  const submit = useSubmit({ entity, record, form, draft })
  const title = record
    ? t('form.editTitle', { title: titleOf(entity, record.row) })
    : t('form.newTitle', { label: entity.label })
  const send = (event?: FormEvent): void => {
    event?.preventDefault()
    if (form.check()) submit.save({ another: again.current })
    again.current = false
  }
  const onKey = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault()
      send()
    }
  }
  return (
    <div className={styles.page}>
      <Breadcrumbs
        entity={entity}
        record={record?.row}
        current={record ? t('common.edit') : t('common.new')}
      />
      <h1>{title}</h1>
      {draft.found ? (
        <DraftNotice
          at={draft.found.at}
          onDrop={draft.drop}
          onUse={() => {
            form.setValues({ ...form.values, ...draft.found?.values })
            draft.settle()
          }}
        />
      ) : null}
      <ErrorSummary entity={entity} errors={form.errors} general={form.general} />
      <form onSubmit={send} onKeyDown={onKey} noValidate>
        <FormFields entity={entity} form={form} autoFocus={!record} />
        <div className={styles.bar}>
          <span role="status">{form.dirty ? t('form.unsaved') : record ? t('form.allSaved') : ''}</span>
          <LinkButton to={record ? `/${entity.collection}/${record.row.id}` : `/${entity.collection}`}>
            {t('common.cancel')}
          </LinkButton>
          {record ? null : (
            <Button
              type="submit"
              disabled={submit.busy}
              onClick={() => {
                again.current = true
              }}
            >
              {t('form.saveAndNew')}
            </Button>
          )}
          <Button
            type="submit"
            variant="primary"
            busy={submit.busy}
            disabled={record !== undefined && !form.dirty}
          >
            {t(submit.busy ? 'form.saving' : 'form.save')}
          </Button>
        </div>
      </form>
      <UnsavedGuard dirty={form.isDirty} />
      {submit.conflict && record ? (
        <ConflictDialog
          entity={entity}
          mine={form.values}
          changed={form.changed}
          theirs={submit.conflict}
          lookup={form.lookup}
          onClose={submit.dropConflict}
          onSave={submit.saveOver}
        />
      ) : null}
    </div>
  )
}
