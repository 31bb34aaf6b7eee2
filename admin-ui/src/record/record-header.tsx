import { Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ActionButtons } from '../actions/action-buttons.tsx'
import { patchLists, refreshLists } from '../api/cache.ts'
import type { Row } from '../api/types.ts'
import { useApi } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { fileOf } from '../fields/file-value.ts'
import { Thumbnail } from '../fields/thumbnail.tsx'
import { Value } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import { relatedRow } from '../list/columns.ts'
import { useTrail } from '../list/trail.ts'
import { thumbnailField } from '../list/use-thumbnail-field.ts'
import { Slot } from '../panels/slot.tsx'
import { Breadcrumbs } from '../ui/breadcrumbs.tsx'
import { IconButton, LinkButton } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/toast.tsx'
import '../ui/menu.css'
import { Neighbours } from './neighbours.tsx'
import styles from './record-header.module.css'
import { etagOf } from './use-save-record.ts'

export function RecordHeader({ entity, row }: { entity: EntityDescriptor; row: Row }) {
  const { t } = useT()
  const { collection, can } = entity
  const title = titleOf(entity, row)
  const status = entity.fields.find(
    (field) => field.kind === 'enum' && /^(status|state|stage)$/.test(field.name),
  )
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <Breadcrumbs entity={entity} current={title} />
        <Neighbours entity={entity} id={row.id} />
      </div>
      <div className={styles.main}>
        <Photo entity={entity} row={row} title={title} />
        <h1>{title}</h1>
        {status && row[status.name] ? <Value field={status} row={row} /> : null}
        <div className={styles.actions}>
          <Slot name={`${collection}.record.actions`} entity={entity} record={row} />
          <ActionButtons entity={entity} on="record" ids={[row.id]} />
          {can.update ? (
            <LinkButton to={`/${collection}/${row.id}/edit`} variant="primary" icon="pencil">
              {t('common.edit')}
            </LinkButton>
          ) : null}
          <MoreMenu entity={entity} row={row} title={title} />
        </div>
      </div>
    </header>
  )
}

function Photo({ entity, row, title }: { entity: EntityDescriptor; row: Row; title: string }) {
  const field = thumbnailField(entity)
  const file = field ? (relatedRow(field, row) ?? row[field.name]) : undefined
  if (!file) return null
  return (
    <a className={styles.photo} href={fileOf(file)?.url} target="_blank" rel="noreferrer">
      <Thumbnail value={file} size={88} alt={title} />
    </a>
  )
}

function MoreMenu({ entity, row, title }: { entity: EntityDescriptor; row: Row; title: string }) {
  const { t } = useT()
  const [asking, setAsking] = useState(false)
  const remove = useDelete(entity, row, title)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href)
    notify(t('common.copied'))
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton icon="more" label={t('common.more')} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="link" />} onClick={() => void copy()}>
            {t('record.copyLink')}
          </Menu.Item>
          {entity.can.delete ? (
            <Menu.Item leftSection={<Icon name="trash" />} color="ruby" onClick={() => setAsking(true)}>
              {t('record.delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <Confirm
          title={t('record.deleteAsk', { title })}
          confirm={t('record.delete')}
          danger
          busy={remove.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate()}
        >
          {t('list.deleteWarn')}
        </Confirm>
      ) : null}
    </>
  )
}

function useDelete(entity: EntityDescriptor, row: Row, title: string) {
  const { t } = useT()
  const api = useApi()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const trail = useTrail(entity.collection)
  const etag = etagOf(row)
  return useMutation({
    mutationFn: () =>
      api.send(`/${entity.collection}/${row.id}`, { method: 'DELETE', ...(etag ? { ifMatch: etag } : {}) }),
    onSuccess: () => {
      patchLists(queryClient, entity.collection, row.id, () => undefined)
      navigate({ pathname: `/${entity.collection}`, search: trail?.search ?? '' }, { replace: true })
      notify(t('record.deleted', { title }))
      return refreshLists(queryClient, entity.collection)
    },
    onError: (error) => notify({ text: error.message, tone: 'problem' }),
  })
}
