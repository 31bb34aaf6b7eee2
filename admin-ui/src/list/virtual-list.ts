import { elementScroll, type observeElementRect } from '@tanstack/react-virtual'

/**
 * Tells a list's size once the browser has laid the page out. The usual observer asks at once, so that a page is laid
 * out before it is complete, and then again: until this one calls, a list counts with `initialRect`.
 */
export const observeSize: typeof observeElementRect<HTMLElement> = ({ scrollElement }, tell) => {
  if (!scrollElement) return
  const observer = new ResizeObserver(() => {
    const { offsetWidth, offsetHeight } = scrollElement
    tell({ width: offsetWidth, height: offsetHeight })
  })
  observer.observe(scrollElement)
  return () => observer.disconnect()
}

/** Scrolls, unless the list is there already: that too would have the page laid out before it is complete. */
export const scrollWhereNeeded: typeof elementScroll<HTMLElement> = (offset, options, list) => {
  if (offset + (options.adjustments ?? 0) !== list.scrollOffset) elementScroll(offset, options, list)
}
