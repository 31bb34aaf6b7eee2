import type { Row } from '../api/types.ts'
import { readField } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { Value } from '../fields/value.tsx'
import { PanelBoundary } from '../panels/boundary.tsx'
import { usePanels } from '../panels/use-panels.ts'

/** A value in a list: as a panel wants it shown, else as its kind is shown everywhere. */
export function Cell({ entity, field, row }: { entity: EntityDescriptor; field: FieldDescriptor; row: Row }) {
  const { column } = usePanels()
  const own = column(`${entity.collection}.${field.name}`)
  if (!own) return <Value field={field} row={row} />
  const Own = own.component
  return <PanelBoundary plugin={own.plugin} size="slot"><Own field={field} row={row} value={readField(row, field.name)} /></PanelBoundary>
}
