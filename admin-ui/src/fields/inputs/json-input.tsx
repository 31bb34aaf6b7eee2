import { useState } from 'react'
import form from '../../ui/form.module.css'
import { controlProps, type InputProps } from '../input-props.ts'
import { Unreadable } from '../unreadable.ts'
import styles from './inputs.module.css'

/** JSON as text. */
export function JsonInput(props: InputProps) {
  const { value, onChange } = props
  const [text, setText] = useState(
    value instanceof Unreadable
      ? value.text
      : value === null || value === undefined
        ? ''
        : JSON.stringify(value, null, 2),
  )
  const change = (typed: string): void => {
    setText(typed)
    const parsed = parse(typed)
    onChange(parsed ? parsed.value : new Unreadable(typed))
  }
  return (
    <textarea
      {...controlProps(props)}
      className={`${form.input} ${styles.code}`}
      spellCheck={false}
      value={text}
      aria-invalid={props.invalid || !parse(text) || undefined}
      onChange={(event) => change(event.target.value)}
    />
  )
}

function parse(text: string): { value: unknown } | undefined {
  if (text.trim() === '') return { value: null }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
