import { useState } from 'react'
import { useApp } from '../../app/context.ts'
import type { FieldDescriptor } from '../../entity/types.ts'
import { currencyDecimals, decimalToMinor, minorToDecimal } from '../../fields/money.ts'
import { plainNumber, readNumber } from '../../fields/number-text.ts'
import { useT } from '../../i18n/use-t.ts'
import form from '../../ui/form.module.css'
import { useDelayed } from '../../ui/use-delayed.ts'
import type { FilterEditorProps } from '../filter-editor.tsx'
import { bounds, rangeFilters } from '../filter-model.ts'
import styles from './editor.module.css'

/** From and to; amounts are typed as people write them and filtered as minor units. */
export function RangeEditor({ field, filters, onChange, onDone }: FilterEditorProps) {
  const { t, locale } = useT()
  const { manifest } = useApp()
  const codec = codecOf(field, manifest.app.currency, locale)
  const now = bounds(filters)
  const [min, setMin] = useState(codec.show(now.min))
  const [max, setMax] = useState(codec.show(now.max))
  const later = useDelayed(250)
  const change = (nextMin: string, nextMax: string): void => {
    const low = codec.read(nextMin)
    const high = codec.read(nextMax)
    if (low !== undefined && high !== undefined) later(() => onChange(rangeFilters(field.name, low, high)))
  }
  const unit = field.kind === 'money' ? manifest.app.currency : (field.unit ?? '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
      }}
    >
      <div className={styles.title}>
        {field.label}
        {unit ? ` (${unit})` : ''}
      </div>
      <div className={styles.range}>
        <label>
          <span className="visually-hidden">{`${field.label}: ${t('filter.min')}`}</span>
          <input
            className={form.input}
            inputMode="decimal"
            placeholder={t('filter.min')}
            value={min}
            aria-invalid={codec.read(min) === undefined}
            data-autofocus
            onChange={(event) => {
              setMin(event.target.value)
              change(event.target.value, max)
            }}
          />
        </label>
        <label>
          <span className="visually-hidden">{`${field.label}: ${t('filter.max')}`}</span>
          <input
            className={form.input}
            inputMode="decimal"
            placeholder={t('filter.max')}
            value={max}
            aria-invalid={codec.read(max) === undefined}
            onChange={(event) => {
              setMax(event.target.value)
              change(min, event.target.value)
            }}
          />
        </label>
      </div>
      <button type="submit" className="visually-hidden">
        {t('common.apply')}
      </button>
    </form>
  )
}

interface Codec {
  show: (filter: string) => string
  /** Undefined when the text is no number; an empty text is no bound. */
  read: (text: string) => string | undefined
}

function codecOf(field: FieldDescriptor, currency: string, locale: string): Codec {
  if (field.kind === 'money') {
    const decimals = currencyDecimals(currency)
    return {
      show: (filter) => (filter === '' ? '' : minorToDecimal(filter, decimals)),
      read: (text) =>
        text.trim() === ''
          ? ''
          : decimalToMinor(plainNumber(text, { decimals, locale }), decimals)?.toString(),
    }
  }
  const style = { decimals: field.decimals ?? 0, locale }
  return {
    show: (filter) => filter,
    read: (text) => (text.trim() === '' ? '' : readNumber(text, style)?.toString()),
  }
}
