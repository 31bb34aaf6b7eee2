import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import type { Api } from '../api/client.ts'
import type { ListAnswer, Row } from '../api/types.ts'
import { useApi, useEntity, useVisible } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor, RelationDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { visibleColumns } from '../list/columns.ts'
import { includesFor } from '../list/query.ts'
import { IconButton, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { notify } from '../ui/toast.tsx'
import styles from './related-list.module.css'
import { RowsTable } from './rows-table.tsx'

const LinkExisting = lazy(() =>
  import('./link-existing.tsx').then((module) => ({ default: module.LinkExisting })),
)

const SHOWN = 8

/** Records that point to this one: the first few, a way to all of them, to new ones, and to join or part existing ones. */
export function RelatedList({ relation, parent }: { relation: RelationDescriptor; parent: Row }) {
  const target = useEntity(relation.collection)
  return target && relation.via ? (
    <Related relation={relation} via={relation.via} target={target} parent={parent} />
  ) : null
}

interface Props {
  relation: RelationDescriptor
  /** The field of the target that points back. */
  via: string
  target: EntityDescriptor
  parent: Row
}

function Related({ relation, via, target, parent }: Props) {
  const { t } = useT()
  const columns = visibleColumns(target, undefined)
    .filter((column) => column.name !== via)
    .slice(0, 6)
  const related = useRelated(target, via, parent.id, columns)
  const back = target.fields.find((field) => field.name === via)
  const movable = target.can.update && back?.writable === true && !back.required
  const link = useLink(target, via)
  // Some records are only reached through their parent and have no list of their own.
  if (related.error) return null
  const rows = related.data?.data ?? []
  const total = related.data?.page.total ?? rows.length
  const all = `/${target.collection}?${via}=${parent.id}`
  return (
    <Card
      title={relation.label}
      flush
      aside={
        <>
          <small>{total > 0 ? total : t('record.noRelated')}</small>
          {movable ? (
            <AddExisting target={target} via={via} onPick={(id) => link.mutate({ id, to: parent.id })} />
          ) : null}
          {target.can.create ? (
            <LinkButton variant="quiet" icon="plus" to={`/${target.collection}/new?${via}=${parent.id}`}>
              {t('record.addRelated', { label: target.label })}
            </LinkButton>
          ) : null}
        </>
      }
    >
      {rows.length > 0 ? (
        <RowsTable
          entity={target}
          fields={columns}
          rows={rows}
          linked
          {...(movable
            ? {
                action: (row: Row) => (
                  <IconButton
                    icon="close"
                    size={15}
                    label={`${t('common.remove')}: ${titleOf(target, row)}`}
                    onClick={() => link.mutate({ id: row.id, to: null })}
                  />
                ),
              }
            : {})}
        />
      ) : null}
      {total > rows.length ? (
        <Link className={styles.all} to={all}>
          {t('record.showAll', { count: total })}
        </Link>
      ) : null}
    </Card>
  )
}

function AddExisting({
  target,
  via,
  onPick,
}: {
  target: EntityDescriptor
  via: string
  onPick: (id: string) => void
}) {
  const { t } = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton icon="link" label={`${t('common.add')}: ${target.label}`} onClick={() => setOpen(true)} />
      {open ? (
        <Suspense>
          <LinkExisting
            target={target}
            via={via}
            onClose={() => setOpen(false)}
            onPick={(id) => {
              onPick(id)
              setOpen(false)
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}

function useRelated(target: EntityDescriptor, via: string, parentId: string, columns: FieldDescriptor[]) {
  const api = useApi()
  const visible = useVisible()
  const include = includesFor(
    target,
    columns.map((column) => column.name),
    visible,
  )
  const params = new URLSearchParams({ [via]: parentId, limit: String(SHOWN), total: 'exact' })
  if (include.length > 0) params.set('include', include.join(','))
  return useQuery({
    queryKey: ['related', target.collection, params.toString()],
    queryFn: ({ signal }) => api.get<ListAnswer>(`/${target.collection}?${params}`, signal),
    retry: false,
  })
}

function useLink(target: EntityDescriptor, via: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, to }: { id: string; to: string | null }) =>
      relink(api, target.collection, id, { [via]: to }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['related', target.collection] }),
    onError: (error) => notify({ text: error.message, tone: 'problem' }),
  })
}

/** Reads the record first, so that the write is refused if somebody changes it in between. */
async function relink(
  api: Api,
  collection: string,
  id: string,
  body: Record<string, unknown>,
): Promise<void> {
  const { etag } = await api.request<Row>(`/${collection}/${id}`)
  await api.send(`/${collection}/${id}`, { method: 'PATCH', body, ...(etag ? { ifMatch: etag } : {}) })
}
