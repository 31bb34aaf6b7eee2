import { useState } from 'react'
import { useEntity } from '../../app/context.ts'
import { titleOf } from '../../entity/title.ts'
import { useRecordSearch } from '../../fields/use-record-search.ts'
import { useT } from '../../i18n/use-t.ts'
import form from '../../ui/form.module.css'
import type { FilterEditorProps } from '../filter-editor.tsx'
import { choiceFilters, chosenValues } from '../filter-model.ts'
import styles from './editor.module.css'

/** Search for records and tick those one wants; the ticked ones stay on top. */
export function ReferenceEditor({ field, filters, onChange }: FilterEditorProps) {
  const { t } = useT()
  const entity = useEntity(field.collection)
  const [text, setText] = useState('')
  const chosen = chosenValues(filters)
  const found = useRecordSearch(field.collection, text)
  const toggle = (id: string): void =>
    onChange(choiceFilters(field, chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]))
  return (
    <>
      <input
        className={form.input}
        type="search"
        aria-label={`${field.label}: ${t('filter.pick')}`}
        placeholder={t('filter.pick')}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.target.value)}
      />
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{field.label}</legend>
        {found.map((row) => (
          <label key={row.id}>
            <input type="checkbox" checked={chosen.includes(row.id)} onChange={() => toggle(row.id)} />
            {titleOf(entity, row)}
          </label>
        ))}
      </fieldset>
    </>
  )
}
