import { useQuery } from '@tanstack/react-query'
import type { ListAnswer } from '../../api/types.ts'
import { useApi } from '../../app/context.ts'
import { readField } from '../../entity/title.ts'
import { useT } from '../../i18n/use-t.ts'
import type { FilterEditorProps } from '../filter-editor.tsx'
import { chosenValues } from '../filter-model.ts'
import styles from './editor.module.css'
import { TextEditor } from './text-editor.tsx'

/** Newest records looked through for what to propose. */
const LOOKED_AT = 200
const PROPOSED = 10

/** The values in use, one click each; any other one by typing. */
export function TagsEditor(props: FilterEditorProps) {
  const { field, collection, filters, onChange } = props
  const { t } = useT()
  const api = useApi()
  const used = useQuery({
    queryKey: ['pick', collection, 'tags', field.name],
    queryFn: ({ signal }) =>
      api.get<ListAnswer>(`/${collection}?sort=-id&limit=${LOOKED_AT}`, signal).then(({ data }) => data),
    select: (rows) => mostUsed(rows.flatMap((row) => (readField(row, field.name) as string[] | null) ?? [])),
    staleTime: 60_000,
  })
  const chosen = chosenValues(filters)
  const toggle = (value: string): void =>
    onChange(chosen.includes(value) ? [] : [{ field: field.name, op: 'contains', value }])
  return (
    <>
      <fieldset className={styles.choices} aria-label={t('filter.used')}>
        {(used.data ?? []).map((value) => (
          <label key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {value}
          </label>
        ))}
      </fieldset>
      <TextEditor {...props} />
    </>
  )
}

function mostUsed(values: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const order = [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
  return order.slice(0, PROPOSED).map(([value]) => value)
}
