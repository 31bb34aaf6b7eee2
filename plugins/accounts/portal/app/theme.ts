/** Light or dark, as boot.ts set it before the first drawing. */
export const isDark = (): boolean => document.documentElement.dataset.mantineColorScheme === 'dark'

export function setDark(dark: boolean): void {
  const scheme = dark ? 'dark' : 'light'
  document.documentElement.dataset.mantineColorScheme = scheme
  try {
    localStorage.setItem('bezel.theme', scheme)
  } catch {
    // The choice then lasts for this page only.
  }
}
