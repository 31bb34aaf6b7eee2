import { localStorageColorSchemeManager } from '@mantine/core'

/** Remembers light, dark or auto under the key that boot.ts reads before the first paint. */
export const colorSchemes = () => localStorageColorSchemeManager({ key: 'bezel.theme' })
