import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button, IconButton } from '../ui/button.tsx'
import styles from './column-chooser.module.css'
import { columnFields } from './shown-fields.ts'
import type { ColumnChoice } from './use-columns.ts'

interface Props {
  entity: EntityDescriptor
  choice: ColumnChoice
}

/** Which columns, in which order; the choice is kept for the person, and is part of the address and of saved views. */
export function ColumnChooser({ entity, choice }: Props) {
  const { columns } = choice
  const { t } = useT()
  const shown = columns.map((column) => column.name)
  const others = columnFields(entity).filter((field) => !shown.includes(field.name))
  const choose = (names: string[]): void => {
    if (names.length > 0) choice.choose(names)
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
      {choice.chosen ? (
        <Button variant="quiet" onClick={() => choice.choose(undefined)}>
          {t('list.resetColumns')}
        </Button>
      ) : null}
    </div>
  )
}
