// Without React: the script that runs before the shell reads it too.

/** The columns a person chose for a list, kept on this device for each person who uses it. */
const keyOf = (user: string, collection: string): string => `bezel.columns.${user}.${collection}`

export function keptColumns(user: string, collection: string): string[] | undefined {
  try {
    const text = localStorage.getItem(keyOf(user, collection))
    return text ? text.split(',').filter(Boolean) : undefined
  } catch {
    // Storage may be forbidden; lists then begin with the usual columns.
    return undefined
  }
}

export function keepColumns(user: string, collection: string, columns: string[] | undefined): void {
  try {
    if (columns) localStorage.setItem(keyOf(user, collection), columns.join(','))
    else localStorage.removeItem(keyOf(user, collection))
  } catch {
    // The choice then lasts as long as the address.
  }
}
