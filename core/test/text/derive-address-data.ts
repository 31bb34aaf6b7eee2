/** Fields of a country record in libaddressinput's countryinfo.txt that the tables keep. */
type Source = Record<string, string | undefined>

/**
 * The lines of `ADDRESS_RULES` and `ADDRESS_REGIONS` as libaddressinput's countryinfo.txt has them. The tests hold the
 * committed tables to it; to take over a newer file, paste what this returns.
 */
export function deriveAddressData(countryinfo: string): { rules: string; regions: string } {
  const records = new Map<string, Source>()
  for (const line of countryinfo.split('\n')) {
    const match = /^data\/([A-Z]{2})=(.*)$/.exec(line)
    if (match) records.set(match[1] as string, JSON.parse(match[2] as string) as Source)
  }
  const sorted = [...records].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    rules: sorted.map(([code, source]) => ruleLine(code, source)).join('\n'),
    regions: sorted
      .filter(([, source]) => source.sub_keys)
      .map(([code, source]) => regionLine(code, source))
      .join('\n'),
  }
}

function ruleLine(code: string, source: Source): string {
  const example = source.zipex?.split(',')[0]
  const names = [source.zip_name_type, source.state_name_type]
  const fields = [source.fmt, source.lfmt, source.require, source.upper, source.zip, example, ...names]
  return [code, ...fields.map((field) => field ?? '')].join('~').replace(/~+$/, '')
}

/** `US~AL=Alabama~…`; the part after `=` is absent where the key is the name itself. */
function regionLine(code: string, source: Source): string {
  const keys = source.sub_keys?.split('~') ?? []
  const names = (source.sub_names ?? source.sub_lnames)?.split('~') ?? []
  return [code, ...keys.map((key, i) => (names[i] && names[i] !== key ? `${key}=${names[i]}` : key))].join(
    '~',
  )
}
