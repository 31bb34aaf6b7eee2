import { useT } from '../../i18n/use-t.ts'
import form from '../../ui/form.module.css'
import type { FilterEditorProps } from '../filter-editor.tsx'
import { bounds, rangeFilters } from '../filter-model.ts'
import { PRESETS, presetRange, toBound, toDay } from './date-range.ts'
import styles from './editor.module.css'

/** The usual stretches of time by one click, any other by its two days. */
export function DatesEditor({ field, filters, onChange }: FilterEditorProps) {
  const { t } = useT()
  const now = bounds(filters)
  const from = toDay(now.min)
  const to = toDay(now.max)
  const set = (min: string, max: string): void =>
    onChange(rangeFilters(field.name, toBound(field.kind, min, 'start'), toBound(field.kind, max, 'end')))
  return (
    <>
      <div className={styles.title}>{field.label}</div>
      <div className={styles.presets}>
        {PRESETS.map((preset) => {
          const range = presetRange(preset, new Date())
          return (
            <button
              key={preset}
              type="button"
              aria-pressed={range.from === from && range.to === to}
              onClick={() => set(range.from, range.to)}
            >
              {t(`filter.${preset}`)}
            </button>
          )
        })}
      </div>
      <div className={styles.range}>
        <label>
          {t('filter.min')}
          <input
            type="date"
            className={form.input}
            value={from}
            onChange={(event) => set(event.target.value, to)}
          />
        </label>
        <label>
          {t('filter.max')}
          <input
            type="date"
            className={form.input}
            value={to}
            onChange={(event) => set(from, event.target.value)}
          />
        </label>
      </div>
    </>
  )
}
