import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import type { ListState } from './address.ts'
import styles from './search-field.module.css'

interface Props {
  label: string
  state: ListState
  setState: (state: ListState, options?: { replace?: boolean }) => void
}

/** Gathers what comes in one go, as from a key held down; nobody types so fast, so every key is answered at once. */
const PAUSE = 40

export function SearchField({ label, state, setState }: Props) {
  const { t } = useT()
  const [text, setText] = useState(state.q)
  const sent = useRef(state.q)
  const search = useEffectEvent(() => {
    const q = text.trim()
    if (q === sent.current) return
    sent.current = q
    setState({ ...state, q, sort: q ? [] : state.sort }, { replace: true })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the trigger
  useEffect(() => {
    const timer = setTimeout(() => search(), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  // The address may change by other means: back, a saved view, "clear all".
  useEffect(() => {
    if (state.q === sent.current) return
    sent.current = state.q
    setText(state.q)
  }, [state.q])
  return (
    <search className={styles.search}>
      <Icon name="search" size={16} />
      <input
        type="search"
        data-list-search
        value={text}
        placeholder={t('list.searchIn', { label })}
        aria-label={t('list.searchIn', { label })}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('')
        }}
      />
    </search>
  )
}
