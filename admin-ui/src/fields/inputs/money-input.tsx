import { useState } from 'react'
import { useApp } from '../../app/context.ts'
import { useT } from '../../i18n/use-t.ts'
import form from '../../ui/form.module.css'
import { controlProps, type InputProps } from '../input.tsx'
import { currencyDecimals, decimalToMinor, isMoney, minorToDecimal } from '../money.ts'
import { Unreadable } from '../unreadable.ts'
import styles from './inputs.module.css'

/** Amount and currency. What is typed stays as typed. */
export function MoneyInput(props: InputProps) {
  const { t } = useT()
  const { manifest } = useApp()
  const { value, onChange, field } = props
  const money = isMoney(value) ? value : undefined
  const [currency, setCurrency] = useState(money?.currency ?? manifest.app.currency)
  const decimals = currencyDecimals(currency)
  const [text, setText] = useTyped(money ? minorToDecimal(money.amount, decimals) : value instanceof Unreadable ? value.text : '', (typed) => money !== undefined && decimalToMinor(normal(typed), decimals) === money.amount)
  const change = (typed: string, code: string): void => {
    setText(typed)
    if (typed.trim() === '') return onChange(null)
    const amount = decimalToMinor(normal(typed), currencyDecimals(code))
    onChange(amount === undefined ? new Unreadable(typed) : { amount, currency: code })
  }
  return (
    <div className={styles.pair}>
      <input {...controlProps(props)} className={form.input} inputMode="decimal" value={text} aria-invalid={props.invalid || (text !== '' && decimalToMinor(normal(text), decimals) === undefined) || undefined} onChange={(event) => change(event.target.value, currency)} />
      <input className={`${form.input} ${styles.currency}`} aria-label={`${field.label}: ${t('form.currency')}`} value={currency} maxLength={3} list="currencies" onChange={(event) => {
        const code = event.target.value.toUpperCase()
        setCurrency(code)
        if (/^[A-Z]{3}$/.test(code)) change(text, code)
      }} />
    </div>
  )
}

/** `1.234,50`, `1,234.50` and `1234.5` are the same amount; the last mark is the decimal one unless it groups thousands. */
export function normal(text: string): string {
  const bare = text.replace(/[\s'’]/g, '')
  const mark = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'))
  if (mark === -1) return bare
  const both = bare.includes(',') && bare.includes('.')
  const grouping = !both && bare.length - mark === 4 && bare.indexOf(',') !== -1
  if (grouping) return bare.replaceAll(',', '')
  return `${bare.slice(0, mark).replace(/[.,]/g, '')}.${bare.slice(mark + 1)}`
}

/** Text of an input that is replaced only when the value it stands for changed from outside. */
export function useTyped(fromValue: string, stillMeans: (text: string) => boolean): [string, (text: string) => void] {
  const [text, setText] = useState(fromValue)
  const [seen, setSeen] = useState(fromValue)
  if (seen !== fromValue) {
    setSeen(fromValue)
    if (!stillMeans(text)) setText(fromValue)
  }
  return [text, setText]
}
