import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ValueContext } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import { usePanels } from '../panels/use-panels.ts'
import { ListRow } from './list-row.tsx'
import type { ListTableProps } from './list-table.tsx'
import type { RowVirtualizer } from './use-follow.ts'
import { useThumbnailField } from './use-thumbnail-field.ts'

interface Props extends Pick<ListTableProps, 'entity' | 'columns' | 'data' | 'selection' | 'active'> {
  rows: RowVirtualizer
  context: ValueContext
}

/** The rows in sight, between two empty ones that hold the place of all the others. */
export function TableRows({ entity, columns, data, selection, active, rows, context }: Props) {
  const { t } = useT()
  const navigate = useNavigate()
  const { column } = usePanels()
  const thumbnail = useThumbnailField(entity)
  const [editing, setEditing] = useState<{ id: string; field: string }>()
  const [hovered, setHovered] = useState(-1)
  const shared = {
    entity,
    columns,
    thumbnail,
    context,
    column,
    select: t('list.select'),
    onToggle: selection.toggle,
    onOpen: navigate,
    onHover: setHovered,
    onEdit: setEditing,
  }
  const items = rows.getVirtualItems()
  return (
    <tbody>
      <Gap height={items[0]?.start ?? 0} />
      {items.map(({ index }) => {
        const row = data.rows[index]
        return row ? (
          <ListRow
            key={row.id}
            {...shared}
            row={row}
            index={index}
            selected={selection.ids.has(row.id)}
            active={active === index}
            hovered={hovered === index}
            editing={editing?.id === row.id ? editing.field : undefined}
          />
        ) : null
      })}
      <Gap height={rows.getTotalSize() - (items.at(-1)?.end ?? 0)} />
    </tbody>
  )
}

function Gap({ height }: { height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null
}
