import { useState } from 'react'
import { useApp } from '../../app/context.ts'
import { useT } from '../../i18n/use-t.ts'
import form from '../../ui/form.module.css'
import { controlProps, type InputProps } from '../input-props.ts'
import { currencyDecimals, decimalToMinor, isMoney, minorToDecimal } from '../money.ts'
import { plainNumber } from '../number-text.ts'
import { Unreadable } from '../unreadable.ts'
import styles from './inputs.module.css'
import { useTyped } from './use-typed.ts'

/** Amount and currency. What is typed stays as typed. */
export function MoneyInput(props: InputProps) {
  const { t, locale } = useT()
  const { manifest } = useApp()
  const { value, onChange, field } = props
  const money = isMoney(value) ? value : undefined
  const [currency, setCurrency] = useState(money?.currency ?? manifest.app.currency)
  const read = (text: string, code: string): number | undefined => {
    const decimals = currencyDecimals(code)
    return decimalToMinor(plainNumber(text, { decimals, locale }), decimals)
  }
  const [text, setText] = useTyped(
    textOf(value),
    (typed) => money !== undefined && read(typed, currency) === money.amount,
  )
  const change = (typed: string, code: string): void => {
    setText(typed)
    const amount = read(typed, code)
    if (typed.trim() === '') onChange(null)
    else onChange(amount === undefined ? new Unreadable(typed) : { amount, currency: code })
  }
  const changeCurrency = (typed: string): void => {
    const code = typed.toUpperCase()
    setCurrency(code)
    if (/^[A-Z]{3}$/.test(code)) change(text, code)
  }
  const wrong = text !== '' && read(text, currency) === undefined
  return (
    <div className={styles.pair}>
      <input
        {...controlProps(props)}
        className={form.input}
        inputMode="decimal"
        value={text}
        aria-invalid={props.invalid || wrong || undefined}
        onChange={(event) => change(event.target.value, currency)}
      />
      <input
        className={`${form.input} ${styles.currency}`}
        aria-label={`${field.label}: ${t('form.currency')}`}
        value={currency}
        maxLength={3}
        onChange={(event) => changeCurrency(event.target.value)}
      />
    </div>
  )
}

function textOf(value: unknown): string {
  if (value instanceof Unreadable) return value.text
  return isMoney(value) ? minorToDecimal(value.amount, currencyDecimals(value.currency)) : ''
}
