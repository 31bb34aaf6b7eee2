import { useCallback, useMemo, useState } from 'react'
import { useApp } from '../app/context.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import type { ListState } from './address.ts'
import { keepColumns, keptColumns } from './kept-columns.ts'
import { visibleColumns } from './shown-fields.ts'
import type { ListStateControl } from './use-list-state.ts'

export interface ColumnChoice {
  columns: FieldDescriptor[]
  /** They are not the entity's usual ones. */
  chosen: boolean
  /** Shows these columns from now on, here and when the person comes back; undefined: the usual ones. */
  choose: (names: string[] | undefined) => void
}

/** What an address or a view says about columns goes first, then what the person chose last, then the entity's own choice. */
export function useColumns(
  entity: EntityDescriptor,
  state: ListState,
  setState: ListStateControl['setState'],
): ColumnChoice {
  const { user } = useApp().manifest
  const { collection } = entity
  const [kept, setKept] = useState(() => keptColumns(user.id, collection))
  const names = state.columns ?? kept
  const columns = useMemo(() => visibleColumns(entity, names), [entity, names])
  const choose = useCallback(
    (next: string[] | undefined): void => {
      keepColumns(user.id, collection, next)
      setKept(next)
      setState({ ...state, columns: next }, { replace: true })
    },
    [user.id, collection, state, setState],
  )
  return { columns, chosen: names !== undefined, choose }
}
