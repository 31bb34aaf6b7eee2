import { useEffect, useEffectEvent } from 'react'

interface RowKeys {
  count: number
  active: number
  setActive: (index: number) => void
  open: (index: number) => void
  toggle: (index: number) => void
  clear: () => void
}

/** j and k move, Enter opens, x selects, Escape lets go; not while typing or in a dialog. */
export function useRowKeys({ count, active, setActive, open, toggle, clear }: RowKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target))
      return
    const at = active >= 0 ? active : undefined
    const actions = new Map<string, () => void>([
      ['j', () => setActive(Math.min(count - 1, active + 1))],
      ['k', () => setActive(Math.max(0, active - 1))],
      ['x', () => at !== undefined && toggle(at)],
      ['Enter', () => at !== undefined && !isControl(event.target) && open(at)],
      ['Escape', clear],
      ['e', () => document.querySelector<HTMLElement>('[data-active-row] [data-edit]')?.click()],
      ['/', () => document.querySelector<HTMLElement>('[data-list-search]')?.focus()],
    ])
    const action = actions.get(event.key)
    if (!action) return
    if (event.key !== 'Enter') event.preventDefault()
    action()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}

/** A key pressed while typing, in a menu, or behind a dialog is not meant for the rows. */
const isBusy = (target: EventTarget | null): boolean =>
  document.querySelector('[aria-modal="true"]') !== null ||
  (target instanceof HTMLElement &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]',
    ) !== null)

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, input') !== null
