import { useState } from 'react'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import form from '../ui/form.module.css'
import type { Filter, ListState } from './address.ts'
import { FilterEditor } from './filter-editor.tsx'
import { filterableFields } from './filter-model.ts'
import styles from './more-filters.module.css'

interface Props {
  entity: EntityDescriptor
  state: ListState
  /** Fields that have a chip already. */
  without: FieldDescriptor[]
  onChange: (field: FieldDescriptor, filters: Filter[]) => void
  onDone: () => void
}

/** First which field, then its editor. */
export function MoreFilters({ entity, state, without, onChange, onDone }: Props) {
  const { t } = useT()
  const [text, setText] = useState('')
  const [field, setField] = useState<FieldDescriptor>()
  if (field) {
    const filters = state.filters.filter((filter) => filter.field === field.name)
    return (
      <FilterEditor
        collection={entity.collection}
        field={field}
        filters={filters}
        onChange={(next) => onChange(field, next)}
        onDone={onDone}
      />
    )
  }
  const fields = filterableFields(entity).filter(
    (one) => !without.includes(one) && one.label.toLowerCase().includes(text.toLowerCase()),
  )
  return (
    <>
      <input
        className={form.input}
        type="search"
        aria-label={t('common.search')}
        placeholder={t('common.search')}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.target.value)}
      />
      <ul className={styles.fields}>
        {fields.map((one) => (
          <li key={one.name}>
            <button type="button" onClick={() => setField(one)}>
              {one.label}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
