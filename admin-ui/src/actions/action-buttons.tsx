import { lazy, Suspense, useState } from 'react'
import { useApp } from '../app/context.ts'
import type { ActionDescriptor, EntityDescriptor } from '../entity/types.ts'
import { Button } from '../ui/button.tsx'
import { actionLabel } from './action-label.ts'

const ActionDialog = lazy(() =>
  import('./action-dialog.tsx').then((module) => ({ default: module.ActionDialog })),
)

interface Props {
  entity: EntityDescriptor
  on: ActionDescriptor['on']
  /** Records to act on; one for `record`, several for `selection`. */
  ids: string[]
}

/** Buttons for the plugin's own operations on a record, a selection or the collection. */
export function ActionButtons({ entity, on, ids }: Props) {
  const { manifest } = useApp()
  const [open, setOpen] = useState<ActionDescriptor>()
  const actions = manifest.actions.filter(
    (action) => action.collection === entity.collection && action.on === on,
  )
  return (
    <>
      {actions.map((action) => (
        <Button
          key={action.name}
          title={action.summary}
          variant={action.danger ? 'danger' : 'default'}
          onClick={() => setOpen(action)}
        >
          {actionLabel(action)}
        </Button>
      ))}
      {open ? (
        <Suspense>
          <ActionDialog action={open} entity={entity} ids={ids} onClose={() => setOpen(undefined)} />
        </Suspense>
      ) : null}
    </>
  )
}
