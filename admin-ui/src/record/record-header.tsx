import { Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { ActionButtons, ActionDialog } from '../actions/action-buttons.tsx'
import { actionLabel } from '../actions/action-label.ts'
import { actionsOn } from '../actions/actions-on.ts'
import { patchLists, refreshLists } from '../api/cache.ts'
import type { Row } from '../api/types.ts'
import { useApi, useApp } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import type { ActionDescriptor, EntityDescriptor } from '../entity/types.ts'
import { Value } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import { useTrail } from '../list/trail.ts'
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
        <h1>{title}</h1>
        {status && row[status.name] ? <Value field={status} row={row} /> : null}
        <div className={styles.actions}>
          <Slot name={`${collection}.record.actions`} entity={entity} record={row} />
          <ActionButtons entity={entity} on="record" ids={[row.id]} row={row} calm />
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

function MoreMenu({ entity, row, title }: { entity: EntityDescriptor; row: Row; title: string }) {
  const { t } = useT()
  const { manifest } = useApp()
  const [asking, setAsking] = useState(false)
  const [action, setAction] = useState<ActionDescriptor>()
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
          {actionsOn(manifest, entity, 'record', row)
            .filter(({ danger }) => danger)
            .map((one) => (
              <Menu.Item
                key={one.name}
                leftSection={<Icon name="warning" />}
                color="ruby"
                title={one.summary}
                onClick={() => setAction(one)}
              >
                {actionLabel(one)}…
              </Menu.Item>
            ))}
          {entity.can.delete ? (
            <Menu.Item leftSection={<Icon name="trash" />} color="ruby" onClick={() => setAsking(true)}>
              {t('record.delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {action ? (
        <Suspense>
          <ActionDialog action={action} entity={entity} ids={[row.id]} onClose={() => setAction(undefined)} />
        </Suspense>
      ) : null}
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
