import { lazy, Suspense, useState } from 'react'
import type { Row } from '../api/types.ts'
import { useApp } from '../app/context.ts'
import type { ActionDescriptor, EntityDescriptor } from '../entity/types.ts'
import { Button } from '../ui/button.tsx'
import { actionLabel } from './action-label.ts'
import { actionsOn } from './actions-on.ts'

export const ActionDialog = lazy(() =>
  import('./action-dialog.tsx').then((module) => ({ default: module.ActionDialog })),
)

interface Props {
  entity: EntityDescriptor
  on: ActionDescriptor['on']
  /** Records to act on; one for `record`, several for `selection`. */
  ids: string[]
  /** The record that `record` is about: what its state does not allow is not offered. */
  row?: Row
  /** Leaves out what cannot be taken back; that stands in a menu, where no hand slips onto it. */
  calm?: boolean
}

/** Buttons for the plugin's own operations on a record, a selection or the collection. */
export function ActionButtons({ entity, on, ids, row, calm = false }: Props) {
  const { manifest } = useApp()
  const [open, setOpen] = useState<ActionDescriptor>()
  const actions = actionsOn(manifest, entity, on, row).filter(({ danger }) => !(calm && danger))
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
