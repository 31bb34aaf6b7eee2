import type { Row } from '../api/types.ts'
import { readField } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useValueContext, type ValueContext, ValueView } from '../fields/value.tsx'
import { PanelBoundary } from '../panels/boundary.tsx'
import type { PanelSnapshot } from '../panels/registry.ts'
import { usePanels } from '../panels/use-panels.ts'

interface CellProps {
  entity: EntityDescriptor
  field: FieldDescriptor
  row: Row
}

/** A value in a list: as a panel wants it shown, else as its kind is shown everywhere. */
export function Cell(props: CellProps) {
  return <CellView {...props} context={useValueContext()} column={usePanels().column} />
}

/** The same without any hook. */
export function CellView({
  entity,
  field,
  row,
  context,
  column,
}: CellProps & { context: ValueContext; column: PanelSnapshot['column'] }) {
  const own = column(`${entity.collection}.${field.name}`)
  if (!own) return <ValueView field={field} row={row} context={context} />
  const Own = own.component
  return (
    <PanelBoundary plugin={own.plugin} size="slot">
      <Own field={field} row={row} value={readField(row, field.name)} />
    </PanelBoundary>
  )
}
