import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button, IconButton } from '../ui/button.tsx'
import type { ListState } from './address.ts'
import styles from './column-chooser.module.css'
import { columnFields } from './shown-fields.ts'

interface Props {
  entity: EntityDescriptor
  columns: FieldDescriptor[]
  state: ListState
  setState: (state: ListState, options?: { replace?: boolean }) => void
}

/** Which columns, in which order; the choice is part of the address and of saved views. */
export function ColumnChooser({ entity, columns, state, setState }: Props) {
  const { t } = useT()
  const shown = columns.map((column) => column.name)
  const others = columnFields(entity).filter((field) => !shown.includes(field.name))
  const choose = (names: string[]): void => {
    if (names.length > 0) setState({ ...state, columns: names }, { replace: true })
  }
  const move = (index: number, by: number): void => {
    const next = [...shown]
    const [moved] = next.splice(index, 1)
    if (moved !== undefined) next.splice(index + by, 0, moved)
    choose(next)
  }
  return (
    <div className={styles.chooser}>
      <ul>
        {[...columns, ...others].map((field, index) => {
          const on = index < shown.length
          return (
            <li key={field.name}>
              <label>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={on && shown.length === 1}
                  onChange={() =>
                    choose(on ? shown.filter((name) => name !== field.name) : [...shown, field.name])
                  }
                />
                {field.label}
              </label>
              {on ? (
                <IconButton
                  icon="up"
                  size={14}
                  label={`${t('common.moveUp')}: ${field.label}`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
              ) : null}
              {on ? (
                <IconButton
                  icon="down"
                  size={14}
                  label={`${t('common.moveDown')}: ${field.label}`}
                  disabled={index === shown.length - 1}
                  onClick={() => move(index, 1)}
                />
              ) : null}
            </li>
          )
        })}
      </ul>
      {state.columns ? (
        <Button variant="quiet" onClick={() => setState({ ...state, columns: undefined }, { replace: true })}>
          {t('list.resetColumns')}
        </Button>
      ) : null}
    </div>
  )
}
