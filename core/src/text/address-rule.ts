import { ADDRESS_REGIONS } from './address-regions.ts'
import { ADDRESS_RULES } from './address-rules.ts'
import { foldText } from './fold.ts'

/** How one country writes and checks postal addresses; what a country leaves open is absent. */
export type AddressRule = {
  /** Lines with %N name, %O organisation, %A street, %C city, %S region, %Z postal code, %n new line. */
  format: string
  /** The same for addresses in Latin script, where that differs. */
  latinFormat?: string
  /** Letters of the fields that an address needs, e.g. `ACSZ`. */
  require: string
  /** Letters of the fields that the post wants in capitals. */
  upper: string
  /** Anchored pattern of a postal code in capitals. */
  postalCode?: RegExp
  postalCodeExample?: string
  /** What the region is called there: state, province, prefecture… */
  regionName: string
}

type Line = Record<
  'format' | 'latin' | 'require' | 'upper' | 'zip' | 'example' | 'zipName' | 'regionName',
  string | undefined
>

// Newer than the file (its Korean codes ended in 2015), or as people write it rather than as sorting machines like it.
const CORRECTIONS: Record<string, Partial<Line>> = {
  IE: { format: '%N%n%O%n%A%n%C%n%S%n%Z', zip: '[\\dA-Z]{3} ?[\\dA-Z]{4}', example: 'A65 F4E2' },
  KR: { zip: '\\d{5}', example: '03051' },
  LV: { zip: '(LV-)?\\d{4}' },
  MN: { zip: '\\d{5,6}' },
  SA: { zip: '\\d{5}(-\\d{4})?' },
  SI: { format: '%N%n%O%n%A%n%Z %C' },
  SV: { zip: '(CP )?[1-3][1-7][0-2]\\d' },
  TW: { zip: '\\d{3}(\\d{2,3})?' },
  US: { format: '%N%n%O%n%A%n%C, %S %Z' },
  VN: { zip: '\\d{5}\\d?' },
}

const LINES: ReadonlyMap<string, Line> = new Map(ADDRESS_RULES.split('\n').map(parseLine))
const DEFAULTS = LINES.get('ZZ')

/** The rule of a country (ISO 3166-1 alpha-2, any case); the general one for countries without. */
export function addressRule(country: string | undefined): AddressRule {
  const code = country?.toUpperCase() ?? 'ZZ'
  const line = { ...LINES.get(code), ...CORRECTIONS[code] }
  return {
    format: line.format ?? DEFAULTS?.format ?? '%N%n%O%n%A%n%C',
    ...(line.latin ? { latinFormat: line.latin } : {}),
    require: line.require ?? DEFAULTS?.require ?? '',
    upper: line.upper ?? '',
    ...(line.zip ? { postalCode: new RegExp(`^(?:${line.zip})$`) } : {}),
    ...(line.example ? { postalCodeExample: line.example } : {}),
    regionName: line.regionName ?? DEFAULTS?.regionName ?? 'region',
  }
}

export type Region = { key: string; name: string }

/** The regions that addresses of the country name, e.g. `{ key: 'CA', name: 'California' }`; empty where none are. */
export function regionsOf(country: string): readonly Region[] {
  const code = country.toUpperCase()
  const line = ADDRESS_REGIONS.split('\n').find((candidate) => candidate.startsWith(`${code}~`))
  return (line?.split('~').slice(1) ?? []).map((entry) => {
    const [key = '', name = key] = entry.split('=')
    return { key, name }
  })
}

/** The key of a region written as key or name in any case, e.g. `california` → `CA`; undefined where unknown. */
export function regionKey(country: string, text: string): string | undefined {
  const sought = foldText(text).replace(/\./g, '')
  const same = (candidate: string) => foldText(candidate).replace(/\./g, '') === sought
  return regionsOf(country).find(({ key, name }) => same(key) || same(name))?.key
}

function parseLine(line: string): [string, Line] {
  const [code = '', ...fields] = line.split('~').map((field) => field || undefined)
  const [format, latin, require, upper, zip, example, zipName, regionName] = fields
  return [code, { format, latin, require, upper, zip, example, zipName, regionName }]
}
