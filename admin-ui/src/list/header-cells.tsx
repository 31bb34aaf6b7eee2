import { memo } from 'react'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { isNumeric } from '../fields/format.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import { type ListState, nextSort, parseSort } from './address.ts'
import styles from './list-table.module.css'

interface Props {
  entity: EntityDescriptor
  columns: FieldDescriptor[]
  state: ListState
  setState: (state: ListState) => void
  /** How many rows are chosen, of how many loaded ones. */
  chosen: number
  loaded: number
  onAll: () => void
  onNone: () => void
}

export const HeaderCells = memo(function HeaderCells({
  entity,
  columns,
  state,
  setState,
  chosen,
  loaded,
  onAll,
  onNone,
}: Props) {
  const { t } = useT()
  const some = chosen > 0
  const every = some && chosen >= loaded
  return (
    <tr>
      <th scope="col" className={styles.check}>
        <input
          type="checkbox"
          aria-label={t('list.selectAll')}
          checked={every}
          ref={(input) => {
            if (input) input.indeterminate = some && !every
          }}
          onChange={every ? onNone : onAll}
        />
      </th>
      {columns.map((field) => (
        <HeaderCell key={field.name} field={field} entity={entity} state={state} setState={setState} />
      ))}
      <td className={styles.filler} />
    </tr>
  )
})

function HeaderCell({
  field,
  entity,
  state,
  setState,
}: { field: FieldDescriptor } & Pick<Props, 'entity' | 'state' | 'setState'>) {
  const { t } = useT()
  const usual = state.sort.length === 0 && !state.q ? parseSort(entity.list.sort) : state.sort
  const place = usual.findIndex((key) => key.field === field.name)
  const key = usual[place]
  const numeric = isNumeric(field) ? styles.numeric : undefined
  if (!field.sortable)
    return (
      <th scope="col" className={numeric}>
        <span className={styles.label}>{field.label}</span>
      </th>
    )
  const sort = (add: boolean): void =>
    setState({ ...state, sort: nextSort(add ? usual : state.sort, field.name, add) })
  return (
    <th
      scope="col"
      className={numeric}
      aria-sort={key ? (key.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={styles.sort}
        title={`${t('list.sortBy', { field: field.label })}. ${t('list.shiftHint')}`}
        onClick={(event) => sort(event.shiftKey)}
      >
        <span>{field.label}</span>
        {key ? <Icon name={key.descending ? 'arrowDown' : 'arrowUp'} size={13} /> : null}
        {key && usual.length > 1 ? <small>{place + 1}</small> : null}
      </button>
    </th>
  )
}
