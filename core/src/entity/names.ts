/** `givenName` → `given_name` */
export function snakeCase(name: string): string {
  return name
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/^_/, '')
    .replace(/-/g, '_')
}

/** `givenName`, `given_name`, `gift-giver` → `Given name` */
export function humanize(name: string): string {
  const words = snakeCase(name).replace(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `ring-sizes` → `ringSizes` */
export function camelCase(name: string): string {
  return name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** `ring-sizes` → `RingSizes` */
export function pascalCase(name: string): string {
  const camel = camelCase(name)
  return camel.charAt(0).toUpperCase() + camel.slice(1)
}

/** `RingSize` → `ringSize` */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** `givenName` → `GIVEN_NAME` */
export function constantCase(name: string): string {
  return snakeCase(name).toUpperCase()
}
