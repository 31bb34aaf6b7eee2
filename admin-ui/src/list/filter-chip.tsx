import { Popover } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useApp } from '../app/context.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import { type Filter, type ListState, withFilters } from './address.ts'
import styles from './filter-chip.module.css'
import { describeFilters } from './filter-text.ts'
import { useReferenceNames } from './use-reference-names.ts'

const FilterEditor = lazy(() =>
  import('./filter-editor.tsx').then((module) => ({ default: module.FilterEditor })),
)

interface Props {
  entity: EntityDescriptor
  field: FieldDescriptor
  state: ListState
  setState: (state: ListState, options?: { replace?: boolean }) => void
}

/** One field's filter: closed it says what it does, open it changes the list at every step. */
export function FilterChip({ entity, field, state, setState }: Props) {
  const { t, locale } = useT()
  const { manifest } = useApp()
  const [opened, setOpened] = useState(false)
  const name = field.name
  const filters = state.filters.filter((filter) => filter.field === name)
  const active = filters.length > 0
  const nameOf = useReferenceNames(field, filters)
  const text = active
    ? describeFilters(field, filters, { t, locale, currency: manifest.app.currency, nameOf })
    : ''
  const change = (next: Filter[]): void => setState(withFilters(state, name, next), { replace: active })
  return (
    <div className={styles.chip} data-active={active || undefined}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus width={280}>
        <Popover.Target>
          <button
            type="button"
            className={styles.open}
            aria-expanded={opened}
            title={active ? `${field.label}: ${text}` : undefined}
            onClick={() => setOpened(!opened)}
          >
            <span>{field.label}</span>
            {active ? <strong>{text}</strong> : <Icon name="down" size={14} />}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('filter.by', { field: field.label })}>
          <Suspense>
            <FilterEditor
              collection={entity.collection}
              field={field}
              filters={filters}
              onChange={change}
              onDone={() => setOpened(false)}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      {active ? <RemoveButton field={field} onClick={() => change([])} /> : null}
    </div>
  )
}

function RemoveButton({ field, onClick }: { field: FieldDescriptor; onClick: () => void }) {
  const { t } = useT()
  const label = t('filter.remove', { field: field.label })
  return (
    <button type="button" className={styles.remove} aria-label={label} title={label} onClick={onClick}>
      <Icon name="close" size={14} />
    </button>
  )
}
