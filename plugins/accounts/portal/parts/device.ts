const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
]

const first = (list: [RegExp, string][], text: string): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1]

/** What people call the device that a `User-Agent` stands for: "Chrome, Android"; null where nobody could tell. */
export function deviceName(userAgent: string | null): string | null {
  const parts = [first(browsers, userAgent ?? ''), first(systems, userAgent ?? '')].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}
