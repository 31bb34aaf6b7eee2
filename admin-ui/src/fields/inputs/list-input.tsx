import { type KeyboardEvent, useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { IconButton } from '../../ui/button.tsx'
import { optionLabel } from '../format.ts'
import { controlProps, type InputProps } from '../input-props.ts'
import styles from './inputs.module.css'

/** Several values as tags: chosen from the options where there are some, else typed. */
export function ListInput(props: InputProps) {
  const { t } = useT()
  const { field, value, onChange } = props
  const [text, setText] = useState('')
  const items = Array.isArray(value) ? (value as unknown[]) : []
  const item = field.items
  const label = (one: unknown): string => (item ? optionLabel(item, one) : String(one))
  const add = (raw: string): void => {
    const typed = item?.kind === 'measure' ? Number(raw.trim()) : raw.trim()
    setText('')
    if (typed === '' || Number.isNaN(typed) || items.includes(typed)) return
    onChange([...items, typed])
  }
  const remove = (index: number): void => onChange(items.filter((_, place) => place !== index))
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Backspace' && text === '' && items.length > 0) remove(items.length - 1)
  }
  return (
    <div className={styles.tags}>
      {items.map((one, index) => (
        <span key={String(one)} className={styles.tag}>
          {label(one)}
          <IconButton
            icon="close"
            size={13}
            label={t('form.removeItem', { label: label(one) })}
            onClick={() => remove(index)}
          />
        </span>
      ))}
      {item?.options ? (
        <select {...controlProps(props)} value="" onChange={(event) => add(event.target.value)}>
          <option value="">{t('common.add')}</option>
          {item.options
            .filter((option) => !items.includes(option.value))
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
        </select>
      ) : (
        <input
          {...controlProps(props)}
          value={text}
          placeholder={t('form.addValue')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
          onBlur={() => add(text)}
        />
      )}
    </div>
  )
}
