import { Popover } from '@mantine/core'
import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import { type ListState, withFilters } from './address.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import type { Density } from './density.ts'
import { DensityButton } from './density-button.tsx'
import styles from './filter-bar.module.css'
import { FilterChip } from './filter-chip.tsx'
import { chipFields, filterableFields } from './filter-model.ts'
import { SearchField } from './search-field.tsx'
import type { ColumnChoice } from './use-columns.ts'
import '../ui/menu.css'

const MoreFilters = lazy(() =>
  import('./more-filters.tsx').then((module) => ({ default: module.MoreFilters })),
)
const FilterSheet = lazy(() =>
  import('./filter-sheet.tsx').then((module) => ({ default: module.FilterSheet })),
)

export interface FilterBarProps {
  entity: EntityDescriptor
  state: ListState
  setState: (state: ListState, options?: { replace?: boolean }) => void
  choice: ColumnChoice
  density: Density
  setDensity: (density: Density) => void
}

const CHIP_WIDTH = 118

/** Search and one chip per field; several filters at once, each two clicks away. */
export function FilterBar({ entity, state, setState, choice, density, setDensity }: FilterBarProps) {
  const { t } = useT()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  const chips = chipFields(
    entity,
    choice.columns,
    state.filters,
    Math.max(1, Math.floor((width - 180) / CHIP_WIDTH)),
  )
  return (
    <div className={styles.bar}>
      {entity.searchable ? (
        <SearchField key={entity.collection} label={entity.labelPlural} state={state} setState={setState} />
      ) : null}
      {phone ? (
        <PhoneFilters entity={entity} state={state} setState={setState} />
      ) : (
        <>
          <div className={styles.chips} ref={ref}>
            {chips.map((field) => (
              <FilterChip key={field.name} entity={entity} field={field} state={state} setState={setState} />
            ))}
            <More entity={entity} chips={chips} state={state} setState={setState} />
            {state.filters.length > 0 ? (
              <button
                type="button"
                className={styles.clear}
                onClick={() => setState({ ...state, filters: [] })}
              >
                {t('list.clearFilters')}
              </button>
            ) : null}
          </div>
          <ColumnsMenu entity={entity} choice={choice} />
          <DensityButton density={density} setDensity={setDensity} />
        </>
      )}
    </div>
  )
}

/** The filters of the fields that have no chip; choosing one gives it a chip. */
function More({
  entity,
  chips,
  state,
  setState,
}: Pick<FilterBarProps, 'entity' | 'state' | 'setState'> & { chips: FieldDescriptor[] }) {
  const { t } = useT()
  const [opened, setOpened] = useState(false)
  if (filterableFields(entity).length <= chips.length) return null
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus width={300}>
      <Popover.Target>
        <button
          type="button"
          className={styles.more}
          onClick={() => setOpened(!opened)}
          aria-expanded={opened}
        >
          <Icon name="plus" size={15} />
          {t('list.moreFilters')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense>
          <MoreFilters
            entity={entity}
            state={state}
            without={chips}
            onChange={(field, filters) => setState(withFilters(state, field.name, filters))}
            onDone={() => setOpened(false)}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

function PhoneFilters({ entity, state, setState }: Pick<FilterBarProps, 'entity' | 'state' | 'setState'>) {
  const { t } = useT()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.phoneButton}
        onClick={() => setOpened(true)}
        aria-label={t('list.filters')}
        data-active={state.filters.length > 0 || undefined}
      >
        <Icon name="filter" />
        {state.filters.length > 0 ? state.filters.length : null}
      </button>
      {opened ? (
        <Suspense>
          <FilterSheet entity={entity} state={state} setState={setState} onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
