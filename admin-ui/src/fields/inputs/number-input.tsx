import form from '../../ui/form.module.css'
import { controlProps, type InputProps } from '../input.tsx'
import { Unreadable } from '../unreadable.ts'
import { normal, useTyped } from './money-input.tsx'

/** A measure with its unit behind it; more decimals than the field keeps are shown as a mistake. */
export function NumberInput(props: InputProps) {
  const { field, value, onChange } = props
  const [text, setText] = useTyped(textOf(value), (typed) => readNumber(typed, field.decimals) === value)
  const change = (typed: string): void => {
    setText(typed)
    if (typed.trim() === '') return onChange(null)
    onChange(readNumber(typed, field.decimals) ?? new Unreadable(typed))
  }
  const wrong = text !== '' && readNumber(text, field.decimals) === undefined
  const input = <input {...controlProps(props)} className={form.input} inputMode="decimal" value={text} aria-invalid={props.invalid || wrong || undefined} onChange={(event) => change(event.target.value)} />
  return field.unit ? <div className={form.unit}>{input}<span aria-hidden="true">{field.unit}</span></div> : input
}

export function readNumber(text: string, decimals = 0): number | undefined {
  const clean = normal(text)
  const match = /^-?\d+(?:\.(\d*))?$/.exec(clean)
  if (!match || (match[1]?.length ?? 0) > decimals) return undefined
  return Number(clean)
}

function textOf(value: unknown): string {
  if (value instanceof Unreadable) return value.text
  return value === null || value === undefined ? '' : String(value)
}
