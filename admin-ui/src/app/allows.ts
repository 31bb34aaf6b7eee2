/** Whether the granted permissions cover one; `*` is all of them, `stones.*` all of a collection. */
export const allows = (granted: readonly string[], needed: string): boolean =>
  granted.some(
    (one) => one === '*' || one === needed || (one.endsWith('.*') && needed.startsWith(one.slice(0, -1))),
  )
